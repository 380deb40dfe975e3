"""`gongkai check-report FILE…|FOLDER`: reads published annual reports and checks them. No Django, no database, no network."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from gongkai.cli import check_batch, check_files, check_told
from gongkai.screens.checking.words import LEVELS, count, written

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
VERSION = 1
_WHOLE = 5  # so many reports are told whole; of more, a line each


@app.command()
def check_report(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…|FOLDER", help="年度报告文件，或装着报告的文件夹", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="输出JSON，不输出文字报告")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="写成网页：一份报告写成一个文件，多份写进一个文件夹")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="OUT", help="写成表格：每份报告、每处发现、每一格各一行")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FOLDER", help="同样三张表，写成CSV文件")] = None,
    last_year: Annotated[
        Path | None, typer.Option("--last-year", metavar="FILE|FOLDER", help="上一年度的报告，用来核对结转")
    ] = None,
    next_year: Annotated[
        Path | None, typer.Option("--next-year", metavar="FILE|FOLDER", help="下一年度的报告，帮助定出连写的数")
    ] = None,
    children: Annotated[
        Path | None, typer.Option("--children", metavar="FOLDER", help="下级单位的报告，用来核对汇总")
    ] = None,
    sisters: Annotated[
        Path | None, typer.Option("--sisters", metavar="FOLDER", help="同类单位同年度的报告，用来比对正文是否雷同")
    ] = None,
    workers: Annotated[int, typer.Option(help="同时用几个进程读；默认与核数相同", show_default=False)] = 0,
) -> None:
    """读公开的政府信息公开工作年度报告，逐项核对表格与文字。

    一次交来多份的，同年度各单位的正文还互相比对。

    退出码：0 没有错误；1 有“错误”一级的发现；2 有文件不能读。
    """
    found = check_files.found(files)
    if not found.files:
        _refuse("文件夹里没有能读的文件。请核对文件夹，或者直接写文件名。")
    if html and len(found.files) > 1 and html.suffix.lower() in (".html", ".htm"):
        _refuse(f"要写的报告不止一份，--html 请写一个文件夹，不写 {written(html.name)}。")
    workers = max(1, min(workers or check_files.cores(), len(found.files)))
    at_hand = {"earlier": last_year, "later": next_year, "children": children, "sisters": sisters}
    library, refused = _library(at_hand, check_files.cores())
    want = ("json", *(["page"] if html else ()))
    outcome = _Outcome(html=html, whole=len(found.files) <= _WHOLE, as_json=as_json)
    with _tables(xlsx, csv) as tables, _progress(len(found.files)) as step:
        answers = check_batch.answers(found.files, want, library, workers, step)
        for path, answer in zip(found.files, answers, strict=True):
            outcome.take(path, answer, tables)
    outcome.finish()
    if found.passed_over and not as_json:
        typer.echo(f"另有{found.passed_over}个文件不是报告常用的格式，没有读。", err=True)
    raise typer.Exit(2 if outcome.unreadable or refused else 1 if outcome.errors else 0)


class _Outcome:
    """What is printed and written as the answers come in, in the order of the files."""

    def __init__(self, *, html: Path | None, whole: bool, as_json: bool) -> None:
        self.html = html
        self.whole = whole
        self.as_json = as_json
        self.errors = 0
        self.reports = 0
        self.unreadable: list[dict[str, str]] = []
        self._pages: list[tuple[str, dict[str, Any]]] = []
        if as_json:
            sys.stdout.write(f'{{"version": {VERSION}, "reports": [')

    def take(self, path: Path, answer: dict[str, Any], tables: Any) -> None:
        if "unreadable" in answer:
            refused = {"file": written(str(path)), **answer["unreadable"]}
            self.unreadable.append(refused)
            _complain(refused)
            if tables:
                tables.add_unreadable(refused["file"], refused["message"])
            return
        page = self._write(path, answer["page"]) if self.html else ""
        for told in answer["reports"]:
            self.errors += told["errors"]
            if self.as_json:
                sys.stdout.write(("," if self.reports else "") + "\n" + told["json"])
            self.reports += 1
            if self.as_json and not tables and not self.html:
                continue
            report = json.loads(told["json"])
            if not self.as_json:
                (check_told.tell if self.whole else check_told.tell_briefly)(report)
            if tables:
                tables.add(report)
            self._pages.append((page, _summary(report)))

    def _write(self, path: Path, page: str) -> str:
        """The page of a file; in a folder under its number and name."""
        assert self.html is not None
        single = self.html.suffix.lower() in (".html", ".htm")
        name = f"{len(self._pages) + 1:04}-{path.stem}.html"
        target = self.html if single else self.html / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page, encoding="utf-8")
        except OSError as error:
            _refuse(f"写不了 {target}（{error.strerror}）。请换一个位置。")
        return name

    def finish(self) -> None:
        if self.as_json:
            rest = f', "unreadable": {json.dumps(self.unreadable, ensure_ascii=False)}' if self.unreadable else ""
            sys.stdout.write(f"\n]{rest}}}\n")
        elif self.reports > _WHOLE:
            typer.echo(f"共{self.reports}份报告，{self.errors}处错误；{len(self.unreadable)}个文件不能读。")
        if self.html and self.html.suffix.lower() not in (".html", ".htm"):
            from gongkai.screens.checking.examining import styles
            from gongkai.typesetting.checkpage.batch import index

            self.html.mkdir(parents=True, exist_ok=True)
            text = index(self._pages, self.unreadable, styles())
            (self.html / "index.html").write_text(text, encoding="utf-8")


def _summary(report: dict[str, Any]) -> dict[str, Any]:
    """Of a report what the list of a batch shows."""
    kept = {key: report[key] for key in ("file", "body", "year", "conclusion")}
    return kept | {level: count(report, level) for level in LEVELS}


def _library(
    at_hand: Mapping[str, Path | None], workers: int
) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, str]]]:
    """The reports to hold the others against, by what they are to them; where none of them can be read the command ends."""
    library: dict[str, list[dict[str, Any]]] = {}
    refused: list[dict[str, str]] = []
    for name, path in at_hand.items():
        if path:
            files = check_files.found([path]).files
            if not files:
                _refuse(f"{path} 里没有能读的文件。请核对文件夹，或者直接写文件名。")
            library[name], unread = check_files.facts_of(files, min(workers, len(files)))
            refused += unread
    for one in refused:
        _complain(one)
    if refused and not any(library.values()):
        raise typer.Exit(2)
    return library, refused


@contextmanager
def _tables(xlsx: Path | None, csv_folder: Path | None) -> Iterator[Any]:
    if not xlsx and not csv_folder:
        yield None
        return
    from gongkai.screens.checking.tables import tables

    try:
        with tables(xlsx, csv_folder) as made:
            yield made
    except OSError as error:
        _refuse(f"写不了 {error.filename or xlsx or csv_folder}（{error.strerror}）。请换一个位置。")


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    """A bar on the error stream, where a person looks at it and there is something to wait for."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("核对"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    on_screen = sys.stdout.isatty()  # what is printed then stands above the bar; into a file it goes untouched
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=on_screen, redirect_stderr=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _complain(refused: dict[str, str]) -> None:
    typer.secho(f"{refused['message']}{refused['remedy']}", err=True, fg=typer.colors.RED)


def _refuse(message: str) -> None:
    typer.secho(message, err=True, fg=typer.colors.RED)
    raise typer.Exit(2)
