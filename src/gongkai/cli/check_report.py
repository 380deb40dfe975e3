"""`gongkai check-report FILE…`: reads published annual reports and checks them. No Django, no database, no network."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from gongkai import reading
from gongkai.law import checks
from gongkai.law.checks.findings import Finding, Judgement, Level
from gongkai.law.checks.narrative import Verdict, explain
from gongkai.law.figures import State, plain
from gongkai.reading import export
from gongkai.reading.model import Reading

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

_COLOURS = {Level.ERROR: typer.colors.RED, Level.WARNING: typer.colors.YELLOW, Level.NOTE: typer.colors.BRIGHT_BLACK}
_MARKS = {
    Verdict.AGREES: "✓ 与表相符",
    Verdict.EXPLAINED: "✓ 可以解释",
    Verdict.SCOPE: "≈ 另一口径",
    Verdict.MISMATCH: "! 与表不符",
    Verdict.OTHER_MEASURE: "- 不作比较",
    Verdict.UNJUDGED: "? 没有判断",
}


@app.command()
def check_report(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="年度报告文件", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="输出JSON，不输出文字报告")] = False,
    last_year: Annotated[
        Path | None, typer.Option("--last-year", metavar="FILE", help="同一机关上一年度的报告，用来核对结转")
    ] = None,
) -> None:
    """读公开的政府信息公开工作年度报告，逐项核对表格与文字。

    退出码：0 没有错误；1 有“错误”一级的发现；2 有文件不能读。
    """
    earlier: list[Reading] = []
    try:
        earlier = reading.read(last_year) if last_year else []
    except reading.Unreadable as error:
        _complain(error)
        raise typer.Exit(2) from error
    done: list[tuple[Path, Reading, Judgement]] = []
    unreadable: list[dict[str, str]] = []
    for path in files:
        try:
            for found in reading.read(path):
                pair = next((other for other in earlier if found.year and other.year == found.year - 1), None)
                pair = pair or (earlier[0] if earlier else None)
                fact = found.to_fact()
                judgement = checks.judge(fact, last_year=pair.to_fact() if pair else None)
                done.append((path, found, judgement))
        except reading.Unreadable as error:
            _complain(error)
            unreadable.append({"file": str(path), "code": error.code, "message": error.message, "remedy": error.remedy})
    if as_json:
        _print_json(done, unreadable)
    else:
        for path, found, judgement in done:
            _print_report(path, found, judgement)
    failed = any(judgement.errors for _, _, judgement in done)
    raise typer.Exit(2 if unreadable else 1 if failed else 0)


def _complain(error: reading.Unreadable) -> None:
    typer.secho(f"{error.message}{error.remedy}", err=True, fg=typer.colors.RED)


def _print_json(done: list[tuple[Path, Reading, Judgement]], unreadable: list[dict[str, str]]) -> None:
    data: dict[str, object] = {
        "version": export.VERSION,
        "reports": [export.report(str(path), found, judgement) for path, found, judgement in done],
    }
    if unreadable:
        data["unreadable"] = unreadable
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _print_report(path: Path, found: Reading, judgement: Judgement) -> None:
    typer.secho(f"{found.body or '机关名称不明'}  {found.year or '年份不明'}年度报告", bold=True)
    form = found.form
    cells = len(form.addresses())
    typer.echo(f"  文件  {path}")
    typer.echo(f"  格式  {form.key}年格式，{form.number}")
    typer.echo(f"  读法  {found.layout}；{cells}格中读出{found.count(State.READ)}格{_unread(found)}")
    counts = [f"{level.label}{sum(finding.level is level for finding in judgement.findings)}处" for level in Level]
    typer.echo(f"  核对  {len(judgement.held)}项相符；{'，'.join(counts)}；{len(judgement.unjudged)}项没有判断")
    for order, finding in enumerate(judgement.findings, 1):
        _print_finding(order, finding, found)
    _print_unjudged(judgement)
    _print_claims(found)
    typer.echo("")


def _unread(found: Reading) -> str:
    words = {State.BLANK: "空", State.MISSING: "缺", State.UNREADABLE: "不清", State.AMBIGUOUS: "有几种读法"}
    told = [f"{name}{count}格" for state, name in words.items() if (count := found.count(state))]
    return f"，{'、'.join(told)}" if told else ""


def _print_finding(order: int, finding: Finding, found: Reading) -> None:
    typer.echo("")
    typer.secho(f"{finding.level.label}{order}  {finding.place}", fg=_COLOURS[finding.level], bold=True)
    typer.echo(f"  {finding.message}")
    for sides in finding.sides:
        where = "" if sides.place == finding.place else f"{sides.place}  "
        typer.echo(f"    {where}{sides.left}；{sides.right}；差{plain(sides.difference)}")
    place = _where(finding, found)
    if place:
        typer.echo(f"  原文  {place}")
    typer.echo(f"  怎样办  {finding.remedy}")
    typer.secho(f"  {'、'.join(finding.codes)}  依据：{checks.CHECKS[finding.code].source}", dim=True)


def _where(finding: Finding, found: Reading) -> str:
    """The cells of an equation as they stand in the file: 第210行“102”."""
    if finding.level is not Level.ERROR:
        return ""
    shown = [(cell, found.cells[cell]) for cell in finding.cells if cell in found.cells and found.cells[cell].place]
    text = "，".join(f"{cell.place}“{cell.raw.strip()}”" for _, cell in shown[:4])
    return text + ("等" if len(shown) > 4 else "")


def _print_unjudged(judgement: Judgement) -> None:
    """By code, the first of each told."""
    by_code: dict[str, list[str]] = {}
    for unjudged in judgement.unjudged:
        by_code.setdefault(unjudged.code, []).append(f"{unjudged.place}：{unjudged.reason}")
    if by_code:
        typer.echo("\n没有判断的")
    for code, told in by_code.items():
        rest = f"；另有{len(told) - 1}项" if len(told) > 1 else ""
        typer.echo(f"  {told[0]}{rest}（{code}）")


def _print_claims(found: Reading) -> None:
    if not found.claims:
        return
    fact = found.to_fact()
    typer.echo("\n正文中的数")
    for claim in found.claims:
        explanation = explain(claim, fact)
        every = "（全部）" if claim.every else ""
        quote = " ".join(claim.quote.split())
        typer.echo(f"  {_MARKS[explanation.verdict]}  {plain(claim.value)}{every}  “{quote}”：{explanation.words}")
