"""`gongkai clock FILE [--json] [--today DATE]`: the time limit of one case or a list of cases, without a database."""

import json
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gongkai.law.clock import CaseError, Clock, answer_of, clock_of_case
from gongkai.law.workdays import CalendarError, WorkCalendar, in_words, load_calendar, weekday_of

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def clock(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="案件文件（JSON，一件或一个列表）；写 - 从标准输入读", show_default=False),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON；输入是列表，输出也是列表")] = False,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="以这一天看状态，写成 2024-03-04；默认今天")] = None,
) -> None:
    """计算答复期限：收到之日、补正通知期限、到期日、瑕疵和逐日台账。"""
    if not file:
        _refuse("没有写文件名。请写成：gongkai clock 案件.json；写 - 从标准输入读。")
    try:
        day = _day(today)
        calendar = load_calendar(Path(os.environ.get("GONGKAI_HOME", "./var")) / "calendars")
        given = _read(file)
        cases = given if isinstance(given, list) else [given]
        clocks = [
            clock_of_case(case, calendar, today=day, place=f"第{number}件" if case is not given else "案件")
            for number, case in enumerate(cases, 1)
        ]
    except (CaseError, CalendarError) as error:
        _refuse(str(error))
    if as_json:
        answers = [answer_of(case.get("id"), found) for case, found in zip(cases, clocks, strict=True)]
        json.dump(answers if isinstance(given, list) else answers[0], sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    console = Console(highlight=False)
    for case, found in zip(cases, clocks, strict=True):
        _show(console, case.get("id"), found, day, calendar)


def _day(option: str | None) -> date:
    """The day asked about: the option, the day set by GONGKAI_TODAY, or the machine's."""
    for name, text in (("--today", option), ("环境变量 GONGKAI_TODAY", os.environ.get("GONGKAI_TODAY"))):
        if text:
            try:
                return date.fromisoformat(text)
            except ValueError:
                _refuse(f"{name} 写作“{text}”，不是日期。请写成 2024-03-04。")
    return datetime.now().astimezone().date()


def _read(file: str) -> Any:
    name = "标准输入" if file == "-" else file
    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError:
        _refuse(f"没有 {name} 这个文件。请核对文件名。")
    except OSError:
        _refuse(f"读不了 {name}。请核对它是不是文件、有没有读取权限。")
    try:
        return json.loads(text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        _refuse(f"{name} 不是 UTF-8 文本。请另存为 UTF-8 编码。")
    except json.JSONDecodeError as error:
        _refuse(f"{name} 第{error.lineno}行第{error.colno}个字符处不是合法的 JSON。请核对逗号、引号和括号。")


def _refuse(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(2)


def _show(console: Console, case_id: Any, found: Clock, today: date, calendar: WorkCalendar) -> None:
    console.print(Text(f"案件 {case_id}" if case_id is not None else "案件", style="bold"))
    facts = Table.grid(padding=(0, 2))
    for label, text in _facts(found, today, calendar):
        facts.add_row(Text(label, style="dim"), Text(text))
    console.print(facts)
    for defect in found.defects:
        cited = f"（{defect.citation}）" if defect.citation else ""
        console.print(Text(f"  瑕疵 {defect.code}：{defect.message}{cited}"))
    if found.ledger:
        console.print(_ledger(found))
    console.print()


def _facts(found: Clock, today: date, calendar: WorkCalendar) -> Iterable[tuple[str, str]]:
    yield "收到之日", _written(found.received_on)
    yield "补正通知最迟", _written(found.supplement_notice_due_on)
    if found.old_due_on:
        yield "原到期日", _written(found.old_due_on)
    extended = found.extended_workdays > 0
    yield (
        "期限",
        f"{found.allowed_workdays}个工作日" + (f"（已延长合计{found.extended_workdays}个）" if extended else ""),
    )
    yield "到期日", _written(found.due_on) if found.due_on else "现在还算不出"
    if found.pay_due_on:
        yield "缴费期限", _written(found.pay_due_on)
    if found.provisional:
        years = "、".join(f"{year}年" for year in found.provisional_years)
        yield "暂定", f"{years}的放假安排尚未装入，按周一至周五（元旦除外）推算；装入后重新计算"
    yield f"状态（{in_words(today)}）", found.state.label
    left = found.days_left(today, calendar)
    if left is not None:
        yield ("还有", f"{left}个工作日") if left >= 0 else ("已逾期", f"{-left}个工作日")
    if found.replied_on:
        yield "答复送达", _written(found.replied_on)


def _ledger(found: Clock) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("日期", "星期", "第几日", "说明"):
        table.add_column(heading, justify="right" if heading == "第几日" else "left")
    for day in found.ledger:
        style = "" if day.counts else "dim"
        number = str(day.number) if day.counts else "—"
        table.add_row(in_words(day.on), weekday_of(day.on), number, day.why, style=style)
    return table


def _written(day: date | None) -> str:
    return f"{in_words(day)}（{weekday_of(day)}）" if day else "未定"
