"""`gongkai export`: everything that is public in open formats; the list of what is handed to archive or library."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from gongkai.cli.django import migrate, wake

app = typer.Typer(add_completion=False, no_args_is_help=True, help="导出。")
KINDS = (".xlsx", ".csv", ".pdf")
HEAD = ("序号", "索引号", "标题", "发文字号", "发布机构", "成文日期", "发布日期", "网址")
WIDTHS = (4, 19, 25, 9, 13, 8, 8, 9)


@app.callback()
def exporting() -> None:
    """导出。"""


@app.command()
def items(folder: Annotated[Path, typer.Argument(help="写到哪个文件夹：新的，或者空的")]) -> None:
    """把公开的信息全部导出为开放格式：清单、JSON Lines、正文、附件和散列。可以用 gongkai import items 读回。"""
    wake()
    migrate()
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from gongkai.publications.exporting import export_items
    from gongkai.publications.queries.exporting import how_many

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        _fail(f"“{folder}”已经有内容。", "请换一个新的或者空的文件夹。")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=Console(stderr=True)) as progress:
            task = progress.add_task("导出", total=how_many())
            done = export_items(folder, told=lambda count: progress.update(task, completed=count))
    except OSError as error:
        _fail(f"写不了：{error.strerror}。", "请核对磁盘空间和权限，清空这个文件夹后再导出。")
    for name in done.lost:
        print(f"{name}：原件在磁盘上找不到，没有导出。请从备份恢复。")
    print(f"导出{done.items}件，{len(done.files)}个文件，散列在 {folder / 'manifest.json'}。")
    if done.lost:
        raise typer.Exit(1)


@app.command()
def deposit(
    place: Annotated[str, typer.Option(help="接收的档案馆或者图书馆：查阅场所的名称")],
    since: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="公开时间从")],
    until: Annotated[datetime, typer.Option("--until", formats=["%Y-%m-%d"], help="公开时间到")],
    out: Annotated[Path, typer.Option(help="写到哪个文件：.xlsx、.csv 或者 .pdf")],
) -> None:
    """列出一段时间里公开、要移交档案馆或者图书馆的信息（条例第二十五条）。移交以后，在工作台登记。"""
    wake()
    migrate()
    from gongkai.publications.queries import hall

    first, last = since.date(), until.date()
    if first > last:
        _fail("起日晚于止日。", "请核对 --from 和 --until。")
    if out.suffix.lower() not in KINDS:
        _fail(f"“{out.name}”的类型不能写。", f"请用{'、'.join(KINDS)}。")
    places = {one.name: one for one in hall.open_places()}
    if place not in places:
        known = "、".join(places) or "还没有登记"
        _fail(f"没有名称是“{place}”的查阅场所。", f"现有：{known}。请先在工作台登记查阅场所。")
    rows = hall.released_between(places[place].agency, first, last)
    if not rows:
        _fail("这段时间没有公开的信息，没有可以移交的。", "请核对起止日期。")
    content = _list(place, places[place].agency.name, first, last, rows, out.suffix.lower())
    try:
        out.write_bytes(content)
    except OSError as error:
        _fail(f"写不了：{error.strerror}。", "请换一个能写的地方。")
    print(f"列出{len(rows)}件，写到 {out}。移交以后，请在工作台“查阅场所”里登记移交。")


def _list(place: str, agency: str, first: date, last: date, rows: Any, kind: str) -> bytes:
    from django.conf import settings
    from django.utils.timezone import localtime

    from gongkai.law.workdays import in_words
    from gongkai.screens import clock, listings
    from gongkai.typesetting.listing import PrintedList, list_pdf

    lines = [
        [
            str(number),
            item.index_number,
            item.current.title,
            item.current.document_number,
            item.issued_by.name,
            item.current.dated_on.isoformat() if item.current.dated_on else "",
            f"{localtime(item.published_at):%Y-%m-%d}",
            f"/items/{item.pk}/",
        ]
        for number, item in enumerate(rows, 1)
    ]
    if kind == ".csv":
        return listings.as_csv([HEAD, *lines])
    if kind == ".xlsx":
        return listings.as_xlsx([HEAD, *lines], "移交清单")
    printed = PrintedList(
        title="主动公开的政府信息移交清单",
        agency=agency,
        lines=(
            f"移交机关：{agency}　接收单位：{place}",
            f"公开时间：{in_words(first)}至{in_words(last)}　共{len(lines)}件　制表日期：{in_words(clock.today())}",
        ),
        head=HEAD,
        widths=WIDTHS,
        rows=lines,
        foot=("移交人：　　　　　　　　　接收人：　　　　　　　　　移交日期：　　　　年　　月　　日",),
    )
    return list_pdf(printed, dated_on=clock.today(), font_folder=settings.GONGKAI_HOME / "fonts")


def _fail(what: str, next_step: str) -> NoReturn:
    typer.echo(f"没有导出：{what}{next_step}", err=True)
    raise typer.Exit(2)
