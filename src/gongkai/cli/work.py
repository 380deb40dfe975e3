"""`gongkai work`: the process that sends messages and does timed work; `gongkai serve` starts it beside the site."""

import os
import signal
import threading
import time
from typing import Annotated

import typer

from gongkai.cli.django import migrate, wake

app = typer.Typer(add_completion=False)


@app.command()
def work(
    once: Annotated[bool, typer.Option("--once", help="只把现在到期的工作做完，然后退出")] = False,
    beside: Annotated[int, typer.Option(help="随这个进程结束（serve 用）", min=0)] = 0,
) -> None:
    """发出通知，做每天早上的工作。平时由 serve 一同启动，不必另开。"""
    wake()
    migrate()
    from gongkai.jobs import timed
    from gongkai.jobs.queue import consumer
    from gongkai.jobs.work import sweep

    timed.run_due()
    done = sweep()
    if once:
        print(f"做完了{done}件后台工作。")
        return
    if beside:
        threading.Thread(target=_end_with, args=(beside,), daemon=True).start()
    consumer().run()


def _end_with(parent: int) -> None:
    """Stop gracefully when the site's process, which started this one, has gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGINT)
