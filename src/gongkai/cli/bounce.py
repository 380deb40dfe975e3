"""`gongkai bounce`: takes a returned e-mail from the mail server (an alias that pipes) and marks the message it speaks of."""

import sys

import typer

from gongkai.cli.django import migrate, wake

app = typer.Typer(add_completion=False)


@app.command()
def bounce() -> None:
    """登记退信：从标准输入读一封退信。邮件服务器可以这样配置：发件邮箱的退信 | gongkai bounce。"""
    mail = sys.stdin.buffer.read(1_000_000)
    wake()
    migrate()
    from gongkai.notices.actions import record_bounce

    message = record_bounce(mail)
    if message is None:
        print("这封邮件说的不是本机发出的通知被退回，没有登记。", file=sys.stderr)
        raise typer.Exit(1)
    print(f"已登记：“{message.subject}”被退回。经办人会在“通知”里看到。")
