"""`gongkai import documents`: an existing library of documents into the register, with its texts where they were public."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.django import migrate, wake
from gongkai.cli.import_items import _actor, _agency, _fail, _progress

if TYPE_CHECKING:
    from gongkai.documents.actions.import_course import RegisterCourse

MOST_TOLD = 20


def documents(
    file: Annotated[Path, typer.Argument(help="清单（.xlsx、.csv），或者放着一份清单和文件的文件夹")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只核对，列出每一行的问题，不写入")] = False,
    publish: Annotated[
        bool, typer.Option("--publish", help="把清单里已经公开过的正文、附件一并作为公开的信息导入")
    ] = False,
    agency: Annotated[str, typer.Option(help="清单没有写制定机关的行，算在哪个机关：机关代码")] = "",
    kind: Annotated[str, typer.Option(help="清单没有写类别的行，算哪一类：normative、rules、other")] = "",
    section: Annotated[str, typer.Option(help="一并公开的，放进哪个栏目：栏目网址")] = "",
    suggest: Annotated[
        Path | None,
        typer.Option(help="没有清单时：读文件夹里的DOCX、PDF，把读到的标题、字号、日期写成这份清单（.xlsx），供核对"),
    ] = None,
) -> None:
    """导入文件库：规范性文件登记簿。先用 --dry-run 核对；中断后再运行一次，已经登记的自动跳过。有问题的行不导入，退出码为1。"""
    if kind not in {"", "normative", "rules", "other"}:
        _fail(f"没有“{kind}”这一类。", "请写 normative（行政规范性文件）、rules（规章）或者 other（其他文件）。")
    wake()
    from gongkai.documents.queries.import_suggestions import suggestions_of, write_list
    from gongkai.reading.errors import Unreadable

    if suggest is not None:
        try:
            read = suggestions_of(file)
            write_list(suggest, read)
        except Unreadable as error:
            _fail(error.message, error.remedy)
        bare = sum(one.official.title is None for one in read)
        more = f"，其中{bare}份没有读出标题" if bare else ""
        print(f"读了{len(read)}份文件{more}。清单写在“{suggest}”，没有导入。请逐行核对、补全，再导入这份清单。")
        return
    migrate()
    try:
        course = _run(file, dry_run=dry_run, publish=publish, agency=agency, kind=kind, section=section)
    except Unreadable as error:
        more = "没有清单的，先用 --suggest 清单.xlsx 读出一份来核对。" if error.code == "listing.which" else ""
        _fail(error.message, error.remedy + more)
    _tell(course, dry_run)
    if course.troubles:
        raise typer.Exit(1)


def _run(file: Path, *, dry_run: bool, publish: bool, agency: str, kind: str, section: str) -> "RegisterCourse":
    from rich.console import Console

    from gongkai.cli.import_items import _section
    from gongkai.documents.actions.import_course import run_register_import
    from gongkai.documents.importing import HEADS
    from gongkai.documents.queries.import_suggestions import remind_of_texts
    from gongkai.documents.queries.import_texts import Texts
    from gongkai.documents.queries.importing import RegisterImporting
    from gongkai.publications.actions.importing import highest_numbers
    from gongkai.publications.queries.importing import Importing
    from gongkai.reading.listed import open_listing
    from gongkai.screens import clock

    house, today = _agency(agency), clock.today()
    listing = open_listing(file, HEADS)
    kept = highest_numbers(list(listing.numbers())) if publish else []
    listing.bodies = publish
    column = _section(section or ("policies" if _has_section("policies") else ""))
    importing_items = Importing(house, at=clock.now(), section=column, opens_files=dry_run)
    texts = Texts(importing_items, publishes=publish, today=today)
    importing = RegisterImporting(house, today=today, kind=kind, texts=texts)
    items = list(listing.items())
    with _progress(Console(stderr=True)) as progress:
        task = progress.add_task("核对" if dry_run else "导入", total=None)
        course = run_register_import(
            items,
            importing,
            actor=_actor(),
            source=file.name,
            kept_numbers=kept,
            told=lambda done, of: progress.update(task, completed=done, total=of),
            dry=dry_run,
        )
    for note in listing.notes:
        print(note)
    if dry_run:
        course.notes += remind_of_texts(items, listing.folder)
    return course


def _has_section(slug: str) -> bool:
    from gongkai.publications.queries.importing import open_section

    return open_section(slug) is not None


def _tell(course: "RegisterCourse", dry_run: bool) -> None:
    for trouble in course.troubles:
        column = f"“{trouble.column}”" if trouble.column else ""
        print(f"{trouble.place}{column}：{trouble.message}{trouble.remedy}")
    for heading, several in (("请看一看", course.notes), ("没有改动", course.left)):
        for one in several[:MOST_TOLD]:
            print(f"{heading}　{one.place}：{one.because}")
        if len(several) > MOST_TOLD:
            print(f"{heading}　……另有{len(several) - MOST_TOLD}行。")
    lines = len({trouble.place for trouble in course.troubles})
    what = "可以登记" if dry_run else "登记"
    told = f"共{course.lines}行：{what}{course.taken}件，其中有公开文本的{course.texts}件；已经在登记簿里{len(course.left)}件，有问题{lines}行。"
    if dry_run:
        told += "没有写入。"
        if lines:
            told += "请照上面所列更正清单，再核对一次。"
        else:
            told += "去掉 --dry-run 就可以导入。" if course.taken else "没有要导入的。"
    elif lines:
        told += "请更正清单里有问题的行，再运行一次；登记了的会自动跳过。"
    print(told)
