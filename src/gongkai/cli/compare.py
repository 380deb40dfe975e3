"""`gongkai compare A B`: two published reports side by side, two years or two bodies. No Django, no database, no network."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from gongkai.cli import check_files
from gongkai.law.figures import Figure, Number
from gongkai.screens.checking.crew import Crew
from gongkai.screens.checking.library import fact_of
from gongkai.typesetting import comparepage
from gongkai.typesetting.sidebyside import Comparison, TextPair, compared, signed

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
VERSION = 1
_WIDTH = 160  # columns, where no terminal says how many there are


@app.command()
def compare(
    earlier: Annotated[Path, typer.Argument(metavar="A", help="前一份报告", show_default=False)],
    later: Annotated[Path, typer.Argument(metavar="B", help="后一份报告", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="输出JSON，不输出对照表")] = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT", help="写成一个独立的网页文件")] = None,
    every: Annotated[bool, typer.Option("--all", help="相同的格也列出")] = False,
) -> None:
    """把两份年度报告并排放在一起：哪些数变了，变了多少，正文有多少句相同。

    退出码：0 比较完成；2 有文件不能读。
    """
    comparison = _read((earlier, later))
    if html:
        _write(html, comparison)
    if as_json:
        json.dump(as_data(comparison, str(earlier), str(later)), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        _tell(comparison, every)


def _read(paths: tuple[Path, Path]) -> Comparison:
    facts = []
    with Crew(2) as crew:
        for answer in crew.run(check_files.job_of(path, ("fact",)) for path in paths):
            if "unreadable" in answer:
                refused = answer["unreadable"]
                typer.secho(f"{refused['message']}{refused['remedy']}", err=True, fg=typer.colors.RED)
                continue
            facts.append(fact_of(answer["reports"][0]["fact"]))
    if len(facts) < 2:
        raise typer.Exit(2)
    return compared(*facts)


def _write(target: Path, comparison: Comparison) -> None:
    from gongkai.screens.checking.examining import styles

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(comparepage.page(comparison, styles()), encoding="utf-8")
    except OSError as error:
        typer.secho(f"写不了 {target}（{error.strerror}）。请换一个位置。", err=True, fg=typer.colors.RED)
        raise typer.Exit(2) from error


def as_data(comparison: Comparison, left: str, right: str) -> dict[str, Any]:
    """The comparison as JSON. The schema stands in docs/json/compare.schema.json."""
    sides = ((left, comparison.left), (right, comparison.right))
    named = [{"file": file, "body": one.body, "year": one.year, "format": one.format_key} for file, one in sides]
    return {
        "version": VERSION,
        "left": named[0],
        "right": named[1],
        "cells": [
            {
                "address": line.address,
                "label": line.label,
                "left": _side(line.left),
                "right": _side(line.right),
                "change": _number(line.change),
            }
            for line in comparison.lines
        ],
        "texts": [_text(pair) for pair in comparison.texts],
    }


def _side(figure: Figure | None) -> dict[str, Any] | None:
    return {"value": _number(figure.value), "state": figure.state.value} if figure else None


def _number(value: Number | None) -> int | float | None:
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _text(pair: TextPair) -> dict[str, Any]:
    return {
        "section": pair.number,
        "title": pair.title,
        "left_sentences": pair.left,
        "right_sentences": pair.right,
        "same_sentences": pair.same,
        "changes": [
            {"left": "".join(words for _, words in one.left), "right": "".join(words for _, words in one.right)}
            for one in pair.changes
        ],
    }


def _tell(comparison: Comparison, every: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    console.print(Text(comparepage.headline(comparison), style="bold"))
    if comparison.formats_differ:
        console.print(Text("两份报告的格式不同，只有一份有的格不比较。", style="dim"))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    left, right = comparepage.names_of(comparison)
    table.add_column("项目")
    for name in (left, right, "增减"):
        table.add_column(name, justify="right")
    table.add_column("按申请人")
    for key, name in comparepage.NAMES.items():
        for entry in comparison.entries(key, every=every):
            line = entry.line
            sides = (_word(line.left), _word(line.right), signed(line.change), entry.moved)
            table.add_row(Text(f"{name} {entry.label}"), *map(Text, sides))
    if table.row_count:
        console.print(table)
    for pair in comparison.texts:
        console.print(Text(f"{pair.title}：前一份{pair.left}句，后一份{pair.right}句，{pair.same}句相同"))


def _word(figure: Figure | None) -> str:
    return comparepage.word_of(figure) if figure else "无此格"
