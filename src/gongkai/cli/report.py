"""`gongkai report`: the annual reports of this installation, from the command line."""

import json
from typing import Annotated, NoReturn

import typer

from gongkai.cli.django import migrate, wake

app = typer.Typer(add_completion=False, no_args_is_help=True, help="本机的年度报告。")


@app.callback()
def reports() -> None:
    """本机的年度报告。"""


@app.command()
def show(
    year: Annotated[int, typer.Option(help="报告年度")],
    agency: Annotated[str, typer.Option(help="机关代码；不写则是最上级机关")] = "",
    scope: Annotated[str, typer.Option(help="with_below 含所属各机关，alone 只本机关")] = "with_below",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """显示一份已汇编的年度报告：每个单元格的数值、来源和记录数。"""
    wake()
    migrate()
    from django.core.exceptions import ObjectDoesNotExist

    from gongkai.agencies import queries as agencies
    from gongkai.annualreports import exports, queries

    try:
        body = agencies.agency_by_code(agency) if agency else agencies.root()
    except ObjectDoesNotExist:
        body = None
    if body is None:
        _fail("没有这个机关。" if agency else "这里还没有机关。", "先运行 ./run demo --no-serve，或者核对机关代码。")
    found = queries.report_of(body, year, scope)
    if found is None:
        _fail(f"{body.name}还没有汇编{year}年度报告。", "请先在工作台的“年报”里汇编。")
    if as_json:
        print(json.dumps({"reports": [exports.as_json(found)]}, ensure_ascii=False, indent=1))
        return
    form = queries.format_of(found)
    print(f"{found.title}（{found.get_state_display()}，{found.get_scope_display()}，{form.key}年格式）\n")
    origins = {"counted": "计数", "declared": "填报", "derived": "合计"}
    for address, cell in queries.cells_of(found).items():
        print(
            f"{address:48}{cell.value!s:>10}  {origins[cell.origin.value]}  依据{cell.count}条  {form.label(address)}"
        )


def _fail(what: str, next_step: str) -> NoReturn:
    typer.echo(f"{what}{next_step}", err=True)
    raise typer.Exit(2)
