"""A check told in the terminal, from the JSON of `check-report`."""

from collections.abc import Mapping
from typing import Any

import typer

from gongkai.screens.checking.words import FAULTS, LEVELS, STATES, Report, count, place_of

_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "note": typer.colors.BRIGHT_BLACK}
_MARKS = {
    "agrees": "✓ 与表相符",
    "explained": "✓ 可以解释",
    "scope": "≈ 另一口径",
    "mismatch": "! 与表不符",
    "other_measure": "- 不作比较",
    "unjudged": "? 没有判断",
}


def name_of(report: Report) -> str:
    return f"{report['body'] or '机关名称不明'}  {report['year'] or '年份不明'}年度报告"


def tell(report: Report) -> None:
    """The whole report."""
    typer.secho(name_of(report), bold=True)
    counts = report["counts"]
    cells = sum(counts.values())
    typer.echo(f"  文件  {report['file']}")
    typer.echo(f"  格式  {report['format']}年格式，{report['format_number']}")
    typer.echo(f"  读法  {report['layout']}；{cells}格中读出{counts['read']}格{_unread(counts)}")
    levels = [f"{word}{count(report, level)}处" for level, word in LEVELS.items()]
    typer.echo(f"  核对  {report['held']}项相符；{'，'.join(levels)}；{len(report['unjudged'])}项没有判断")
    typer.echo(f"  结论  {report['conclusion']}")
    for remark in report["remarks"]:
        typer.echo(f"  注意  {remark}")
    for order, finding in enumerate(report["findings"], 1):
        _finding(order, finding, report["cells"])
    _unjudged(report)
    _claims(report)
    typer.echo("")


def tell_briefly(report: Report) -> None:
    """One line and the conclusion, where there are many reports."""
    level = next((level for level in LEVELS if count(report, level)), "")
    sign = {"error": "!", "warning": "◔"}.get(level, "✓")
    typer.secho(f"{sign} {name_of(report)}", fg=_COLOURS.get(level) if level != "note" else None, nl=False)
    typer.echo(f"  {report['conclusion']}")
    typer.secho(f"  {report['file']}", dim=True)


def _unread(counts: Mapping[str, int]) -> str:
    told = [f"{word}{counts[state]}格" for state, word in STATES.items() if counts[state]]
    return f"，{'、'.join(told)}" if told else ""


def _finding(order: int, finding: Mapping[str, Any], cells: Mapping[str, Any]) -> None:
    typer.echo("")
    typer.secho(f"{LEVELS[finding['level']]}{order}  {finding['place']}", fg=_COLOURS[finding["level"]], bold=True)
    typer.echo(f"  {finding['message']}")
    for sides in finding["sides"]:
        where = "" if sides["place"] == finding["place"] else f"{sides['place']}  "
        typer.echo(f"    {where}{sides['left']['text']}；{sides['right']['text']}；差{sides['difference']}")
    place = _where(finding, cells)
    if place:
        typer.echo(f"  原文  {place}")
    if finding["fault"]:
        typer.echo(f"  归因  {FAULTS[finding['fault']]}")
    typer.echo(f"  怎样办  {finding['remedy']}")
    typer.secho(f"  {'、'.join(finding['codes'])}  依据：{finding['source']}", dim=True)


def _where(finding: Mapping[str, Any], cells: Mapping[str, Any]) -> str:
    """The cells of an equation as they stand in the file: 第210行“102”."""
    if finding["level"] != "error" and finding["fault"] != "unsure":
        return ""
    shown = [cells[cell] for cell in finding["cells"] if cell in cells and cells[cell]["place"]]
    text = "，".join(f"{place_of(cell['place'])}“{cell['raw'].strip()}”" for cell in shown[:4])
    return text + ("等" if len(shown) > 4 else "")


def _unjudged(report: Report) -> None:
    """By code, the first of each told."""
    by_code: dict[str, list[str]] = {}
    for unjudged in report["unjudged"]:
        by_code.setdefault(unjudged["code"], []).append(f"{unjudged['place']}：{unjudged['reason']}")
    if by_code:
        typer.echo("\n没有判断的")
    for code, told in by_code.items():
        rest = f"；另有{len(told) - 1}项" if len(told) > 1 else ""
        typer.echo(f"  {told[0]}{rest}（{code}）")


def _claims(report: Report) -> None:
    if report["claims"]:
        typer.echo("\n正文中的数")
    for claim in report["claims"]:
        every = "（全部）" if claim["every"] else ""
        quote = " ".join(claim["passage"]["quote"].split())
        mark = _MARKS.get(claim["verdict"], claim["verdict"])
        typer.echo(f"  {mark}  {claim['value']}{every}  “{quote}”：{claim['words']}")
