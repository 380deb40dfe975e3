"""`gongkai demo`: an invented district on 127.0.0.1, its 2020 lived through the verbs, and the server."""

import time
from typing import Annotated

import typer

from gongkai.cli.django import migrate, wake
from gongkai.cli.serve import hand_over, require_free

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="端口", min=1, max=65535)] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="建好后打开网站；--no-serve 只建不开")] = True,
) -> None:
    """建一个虚构的区，走完它的2020年，并在本机打开网站。数据在 GONGKAI_HOME（默认 ./var），再次启动直接打开。"""
    began = time.perf_counter()
    if serve:
        require_free("127.0.0.1", port)
    wake()
    migrate()
    _build_once()
    print(f"准备好了，用时 {time.perf_counter() - began:.1f} 秒。", flush=True)
    if serve:
        _tell(port)
        hand_over("127.0.0.1", port)


def _build_once() -> None:
    from django.core.exceptions import ObjectDoesNotExist
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from gongkai.agencies.queries import root
    from gongkai.demonstration.build import build
    from gongkai.screens.clock import today

    try:
        root()
        return
    except ObjectDoesNotExist:
        pass
    day = today()
    first = day.replace(year=2020, month=1, day=1)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("虚构的云岭区：2020年", total=(day - first).days)
        entries = progress.add_task("导入目录条目", visible=False)

        def told(lived: object) -> None:
            progress.update(task, completed=(lived - first).days, description=f"云岭区 {lived:%Y年%m月}")  # type: ignore[operator]

        def imported(done: int, whole: int) -> None:
            progress.update(entries, total=whole, completed=done, visible=True)

        acts = build(day, told=told, imported=imported)
        progress.update(task, completed=(day - first).days, description=f"云岭区：{acts}个行为，都已留痕")


def _tell(port: int) -> None:
    from gongkai.agencies.queries import duty_label
    from gongkai.demonstration.district import BODIES, PASSWORD, PEOPLE

    names = {body.code: body.short_name for body in BODIES}
    print(f"\n公众网站  http://127.0.0.1:{port}/\n工作台    http://127.0.0.1:{port}/desk/\n")
    print(f"登录名（密码都是 {PASSWORD}）：")
    for username, name, code, duty, title in PEOPLE:
        print(f"  {username:16}{duty_label(duty)}　{names[code]} {title} {name}")
    print("\n按 Ctrl+C 停止。", flush=True)
