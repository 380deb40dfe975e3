"""`gongkai audit`: proving that nobody touched the journal."""

import typer

from gongkai.cli.django import wake

app = typer.Typer(add_completion=False, no_args_is_help=True, help="留痕的核验。")


@app.callback()
def journal() -> None:
    """留痕的核验。"""


@app.command()
def verify() -> None:
    """逐条核验留痕：改动、删除、插入、截断都会指出是哪一条。完好时退出码为0，否则为1。"""
    wake()
    from gongkai.audit import queries

    found = queries.verify()
    for fault in found:
        print(fault.message)
    if found:
        print(f"共{len(found)}处不符。请保留数据库和 journal.heads 两个文件，用备份核对所列各条。")
        raise typer.Exit(1)
    print(f"留痕完好：{queries.length()}条，逐条相连，与库外留存的散列一致。")
