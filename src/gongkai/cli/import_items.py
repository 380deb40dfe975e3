"""`gongkai import items`: a list of what was public elsewhere, with its bodies and attachments."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from gongkai.cli.django import migrate, wake

if TYPE_CHECKING:
    from gongkai.publications.actions.import_course import Course


def items(
    file: Annotated[Path, typer.Argument(help="清单（.xlsx、.csv），或者放着一份清单、正文和附件的文件夹")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只核对，列出每一行的问题，不写入")] = False,
    agency: Annotated[str, typer.Option(help="清单没有写发布机构的行，算在哪个机关：机关代码")] = "",
    section: Annotated[str, typer.Option(help="清单没有写栏目的行，放进哪个栏目：栏目网址")] = "",
) -> None:
    """导入已经公开的信息。先用 --dry-run 核对；中断后再运行一次，已经导入的行自动跳过。有问题的行不导入，退出码为1。"""
    wake()
    migrate()
    from rich.console import Console

    from gongkai.publications.actions.import_course import run_import
    from gongkai.publications.actions.importing import highest_numbers
    from gongkai.publications.queries.importing import Importing
    from gongkai.reading.errors import Unreadable
    from gongkai.reading.listed import open_listing
    from gongkai.screens import clock

    house, column = _agency(agency), _section(section)
    console = Console(stderr=True)
    try:
        listing = open_listing(file)
        numbers = list(listing.numbers())
        importing = Importing(house, at=clock.now(), section=column, opens_files=dry_run)
        with _progress(console) as progress:
            task = progress.add_task("核对" if dry_run else "导入", total=len(numbers))
            course = run_import(
                listing.items(),
                importing,
                actor=_actor(),
                kept_numbers=highest_numbers(numbers),
                told=lambda so_far: progress.update(task, completed=so_far.lines),
                dry=dry_run,
            )
    except Unreadable as error:
        _fail(error.message, error.remedy)
    _tell(course, listing.notes, dry_run)
    if course.troubles:
        raise typer.Exit(1)


def _tell(course: "Course", notes: list[str], dry_run: bool) -> None:
    for note in notes:
        print(note)
    for trouble in course.troubles:
        column = f"“{trouble.column}”" if trouble.column else ""
        print(f"{trouble.place}{column}：{trouble.message}{trouble.remedy}")
    for one in course.left[:20]:
        print(f"{one.place}：{one.because}没有改动。")
    if len(course.left) > 20:
        print(f"……另有{len(course.left) - 20}行已经在库里，没有改动。")
    lines = len({trouble.place for trouble in course.troubles})
    what = "可以导入" if dry_run else "导入"
    told = f"共{course.lines}行：{what}{course.taken}条，已经在库里{len(course.left)}条，有问题{lines}行。"
    if dry_run:
        told += "没有写入。" + _next_step(lines, course.taken)
    elif lines:
        told += "请更正清单里有问题的行，再运行一次；导入了的会自动跳过。"
    print(told)


def _next_step(lines: int, ready: int) -> str:
    if lines:
        return "请照上面所列更正清单，再核对一次。"
    return "去掉 --dry-run 就可以导入。" if ready else "没有要导入的。"


def _agency(code: str) -> Any:
    from gongkai.agencies.queries import agency_by_code

    if not code:
        return None
    return agency_by_code(code) or _fail(f"没有代码是“{code}”的机关。", "机关代码在工作台“设置”里，例如 001。")


def _section(slug: str) -> Any:
    from gongkai.publications.queries.importing import open_section

    if not slug:
        return None
    return open_section(slug) or _fail(f"没有网址是“{slug}”、正在开设的栏目。", "请先在工作台开设栏目，或者核对网址。")


def _actor() -> Any:
    from gongkai.audit.actors import Actor
    from gongkai.screens import clock

    return Actor("timer", "导入", None, clock.now(), "command")


def _progress(console: Any) -> Any:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)


def _fail(what: str, next_step: str) -> NoReturn:
    typer.echo(f"没有导入：{what}{next_step}", err=True)
    raise typer.Exit(2)
