"""`gongkai calendar`: loading the working days of a year the package does not know yet."""

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.django import migrate, wake
from gongkai.law.workdays import load_calendar
from gongkai.project.home import home

app = typer.Typer(add_completion=False, no_args_is_help=True, help="工作日历。")


@app.callback()
def calendars() -> None:
    """工作日历。"""


@app.command()
def load(file: Annotated[Path, typer.Argument(help="一年一个 TOML 文件，格式同 law/data/calendars")]) -> None:
    """装入一年的工作日历（国务院办公厅每年公布）。先核对，合格才装入；到期日随之重算。"""
    folder = home() / "calendars"
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{file.stem}.loading"
    draft.mkdir(exist_ok=True)
    try:
        shutil.copy(file, draft / file.name)
        known = load_calendar(draft)
        os.replace(draft / file.name, folder / file.name)
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else f"打不开或者写不了（{error.strerror}）"
        typer.echo(f"没有装入：{file}：{why}。请核对文件名和权限。", err=True)
        raise typer.Exit(2) from error
    except ValueError as error:
        typer.echo(f"没有装入：{error}", err=True)
        raise typer.Exit(2) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    print(f"已装入。现有日历：{min(known.years)}年至{max(known.years)}年。")
    recomputed = _recompute()
    if recomputed is not None:
        print(f"在办申请的到期日、目录要素的最后一天已按新日历重算，{recomputed}件有变化。")


def _recompute() -> int | None:
    """Due days in lists are cached: bring them in line. None where there is no database yet."""
    if not os.environ.get("GONGKAI_DATABASE") and not (home() / "gongkai.sqlite3").exists():
        return None
    wake()
    migrate()
    from gongkai.applications.actions import recompute_due_days
    from gongkai.audit.actors import Actor
    from gongkai.publications.actions import recompute_duties
    from gongkai.screens import clock

    actor = Actor("timer", "日历装入", None, clock.now(), "command")
    return recompute_due_days(actor=actor) + recompute_duties(actor=actor)


@app.command("list")
def list_years() -> None:
    """列出已有日历的年份。"""
    known = load_calendar(home() / "calendars")
    print("、".join(f"{year}年" for year in sorted(known.years)))
