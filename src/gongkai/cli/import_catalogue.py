"""`gongkai import catalogue`: the standard catalogue a government issued, in place of the sample."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from gongkai.cli.django import migrate, wake

if TYPE_CHECKING:
    from gongkai.publications.queries.catalogue_import import ImportPlan

LEVELS = {"县级": "county", "乡级": "township"}


def catalogue(
    file: Annotated[Path, typer.Argument(help="目录（.xlsx 或者 .csv）：一张工作表一个领域，或者有“重点领域”一栏")],
    field: Annotated[str, typer.Option(help="整个文件属于哪个领域：名称或者网址；不写则按工作表名、标题认")] = "",
    level: Annotated[
        list[str] | None, typer.Option(help="本地的公开层级叫法，例如 --level 旗级=县级 --level 苏木级=乡级")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只核对，列出每一行的问题，不写入")] = False,
    keep_sample: Annotated[bool, typer.Option("--keep-sample", help="留着没有用过的目录样例")] = False,
) -> None:
    """导入标准目录。先用 --dry-run 核对；有一处要改就一行也不写入，退出码为1。同名的要素照文件改，没有用过的样例换掉。"""
    wake()
    migrate()
    from gongkai.audit.actors import Actor
    from gongkai.law.errors import Refusal
    from gongkai.publications import actions, standard
    from gongkai.publications.queries.catalogue_import import plan_import
    from gongkai.reading.catalogue import read_catalogue
    from gongkai.reading.errors import Unreadable
    from gongkai.screens import clock

    actor = Actor("timer", "导入", None, clock.now(), "command")
    actions.found_catalogue(actor=actor, sample=False)
    into = _field(field)
    try:
        found = read_catalogue(file, _names(standard.column_names(), level or []))
    except Unreadable as error:
        _fail(error.message, error.remedy)
    except FileNotFoundError:
        _fail(f"没有“{file.name}”这个文件。", "请核对文件名。")
    for sheet, others in found.others.items():
        print(f"{sheet}：另有{'、'.join(others)}，随每一项存下。")
    plan = plan_import(found.elements, found.problems, into=into)
    _tell(plan)
    if plan.blocked:
        print("没有写入任何一行。请照上面所列改好，再运行一次。")
        raise typer.Exit(1)
    if dry_run:
        print("没有写入。去掉 --dry-run 就可以导入。")
        return
    try:
        done = actions.import_catalogue(plan, actor=actor, keep_sample=keep_sample)
    except Refusal as refusal:
        _fail(refusal.message, refusal.hint)
    print(
        f"导入完成：新增{done.new}项，修改{done.changed}项，指定公开主体{done.assigned}项，换掉样例{done.samples}项。"
        "没有公开主体的，请在工作台“目录”里指定。"
    )


def _tell(plan: "ImportPlan") -> None:
    for problem in plan.problems:
        print(f"{'' if problem.blocks else '（提示）'}{problem}")
    blocked = sum(problem.blocks for problem in plan.problems)
    print(
        f"读到{len(plan.ready) + blocked}行：新的{plan.new}项，要修改的{plan.changed}项，没有变化的{plan.same}项，"
        f"要改的{blocked}处。将换掉没有用过的样例{plan.samples}项。"
    )


def _names(names: Any, levels: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The names of the columns, and what this place calls its levels."""
    called = dict(names)
    for told in levels:
        name, _, meant = told.partition("=")
        key = LEVELS.get(meant.strip())
        if not name.strip() or key is None:
            _fail(f"“--level {told}”写法不对。", "请写成 --level 旗级=县级 或者 --level 苏木级=乡级。")
        called[key] = (*called[key], name.strip())
    return called


def _field(said: str) -> Any:
    from gongkai.publications.queries import catalogue as queries

    found = [one for one in queries.fields() if said in {one.slug, one.name, *one.aliases}]
    if said and not found:
        _fail(f"没有“{said}”这个领域。", "请核对名称；以后增加的领域，请先在工作台“目录”里增加。")
    return found[0] if found else None


def _fail(what: str, next_step: str) -> NoReturn:
    typer.echo(f"{what}{next_step}", err=True)
    raise typer.Exit(2)
