"""Importing the catalogue a government issued: whole or not at all, the sample replaced, every problem by its row."""

from pathlib import Path
from typing import Any

import pytest
from tests.apps.catalogue.owing import TODAY, a_duty, last, refused
from tests.apps.catalogue.sheets import a_catalogue, a_row
from tests.builders import BUILDER, at
from tests.publishing import Newsroom, a_public_item
from typer.testing import CliRunner

from gongkai.audit.actors import Actor
from gongkai.cli import importing
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.publications import actions, standard
from gongkai.publications.models import Element, ElementDuty, PriorityField
from gongkai.publications.queries.catalogue_import import ImportPlan, plan_import
from gongkai.reading.catalogue import read_catalogue

pytestmark = pytest.mark.django_db
HOUSE = Actor("timer", "导入", None, at(TODAY), "test")


def plan(path: Path, **told: Any) -> ImportPlan:
    found = read_catalogue(path, standard.column_names())
    return plan_import(found.elements, found.problems, **told)


def messages(judged: ImportPlan) -> list[str]:
    return [str(problem) for problem in judged.problems if problem.blocks]


def test_a_catalogue_replaces_the_sample_of_its_field_and_names_who_owes_what(room: Newsroom, tmp_path: Path) -> None:
    actions.found_catalogue(actor=BUILDER)
    others = Element.objects.exclude(matter__field__slug="affordable-housing").count()
    judged = plan(a_catalogue(tmp_path / "目录.xlsx", [a_row(), a_row(2, "房源信息", body="区住建局、区税务局")]))
    done = actions.import_catalogue(judged, actor=HOUSE)
    assert (done.new, done.changed, done.assigned) == (1, 1, 2)  # the sample has one of the two by the same name
    assert done.samples == judged.samples > 8
    field = PriorityField.objects.get(slug="affordable-housing")
    assert [one.name for one in Element.objects.filter(matter__field=field)] == ["配租结果", "房源信息"]
    assert Element.objects.exclude(matter__field=field).count() == others
    duty = ElementDuty.objects.get(element__name="配租结果")
    assert (duty.agency, duty.contact, duty.since) == (room.agency, room.person("contact"), TODAY)
    assert any("“区税务局”不是这里登记的机关" in problem.message for problem in judged.problems)
    assert (last().verb, last().details["fields"]) == ("catalogue.imported", ["保障性住房"])


def test_what_was_published_for_stays_though_it_was_of_the_sample(room: Newsroom, tmp_path: Path) -> None:
    actions.found_catalogue(actor=BUILDER)
    sample = Element.objects.filter(matter__field__slug="affordable-housing").first()
    assert sample is not None
    a_public_item(room, duty=a_duty(room, element=sample))
    actions.import_catalogue(plan(a_catalogue(tmp_path / "目录.xlsx", [a_row()])), actor=HOUSE)
    assert Element.objects.filter(pk=sample.pk).exists()


def test_the_same_file_again_changes_nothing_and_a_new_limit_changes_its_element(
    room: Newsroom, tmp_path: Path
) -> None:
    actions.found_catalogue(actor=BUILDER, sample=False)
    path = a_catalogue(tmp_path / "目录.xlsx", [a_row(), a_row(2, "房源信息")])
    actions.import_catalogue(plan(path), actor=HOUSE)
    again = plan(path)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    changed = plan(a_catalogue(tmp_path / "目录.xlsx", [a_row(limit="7个工作日内"), a_row(2, "房源信息")]))
    assert (changed.new, changed.changed, changed.same) == (0, 1, 1)
    done = actions.import_catalogue(changed, actor=HOUSE)
    assert (done.new, done.changed, done.assigned) == (0, 1, 0)
    assert Element.objects.get(name="配租结果").limit_workdays == 7


def test_one_problem_and_not_a_line_is_written(room: Newsroom, tmp_path: Path) -> None:
    actions.found_catalogue(actor=BUILDER)
    judged = plan(a_catalogue(tmp_path / "目录.xlsx", [a_row(), a_row(2, "配租结果")]))
    assert messages(judged) == ["第5行：与第4行重复：配给管理·配租结果。请删去其中一行，或者改要素的名称。"]
    refused(NotAcceptable, lambda: actions.import_catalogue(judged, actor=HOUSE), "catalogue.problems", "file")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "长" * 201}, "“公开内容（要素）”有201个字，最多200个。"),
        ({"first": "长" * 81}, "“公开事项”有81个字，最多80个。"),
        ({"limit": "长" * 201}, "“公开时限”有201个字，最多200个。"),
    ],
)
def test_what_does_not_fit_is_told_before_it_is_written(
    room: Newsroom, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    actions.found_catalogue(actor=BUILDER, sample=False)
    assert said in messages(plan(a_catalogue(tmp_path / "目录.xlsx", [a_row(**changes)])))[0]


def test_a_field_nobody_knows_is_asked_for(room: Newsroom, tmp_path: Path) -> None:
    actions.found_catalogue(actor=BUILDER, sample=False)
    path = a_catalogue(tmp_path / "目录.xlsx", [a_row()], title="标准目录", sheet="Sheet1")
    assert "看不出属于哪个重点领域" in messages(plan(path))[0]
    into = PriorityField.objects.get(slug="affordable-housing")
    assert plan(path, into=into).ready[0].field_id == into.pk


@pytest.mark.parametrize(("title", "slug"), [
    ("卫生健康领域基层政务公开标准目录", "health"),
    ("就业创业领域", "employment"),
    ("农村危房改造领域标准目录", "rural-housing"),
])  # fmt: skip
def test_a_field_is_known_by_its_other_names(room: Newsroom, tmp_path: Path, title: str, slug: str) -> None:
    actions.found_catalogue(actor=BUILDER, sample=False)
    judged = plan(a_catalogue(tmp_path / "目录.xlsx", [a_row()], title=title, sheet="目录"))
    assert PriorityField.objects.get(pk=judged.ready[0].field_id).slug == slug


def test_a_limit_without_a_number_is_kept_and_told(room: Newsroom, tmp_path: Path) -> None:
    actions.found_catalogue(actor=BUILDER, sample=False)
    judged = plan(a_catalogue(tmp_path / "目录.xlsx", [a_row(limit="按规定公开")]))
    assert not judged.blocked
    assert "没有读出一个确定的工作日数" in judged.problems[0].message
    actions.import_catalogue(judged, actor=HOUSE)
    assert Element.objects.get().limit_text == "按规定公开"


def test_only_the_office_at_the_head_imports(room: Newsroom, tmp_path: Path) -> None:
    actions.found_catalogue(actor=BUILDER, sample=False)
    judged = plan(a_catalogue(tmp_path / "目录.xlsx", [a_row()]))
    contact = room.actor("contact", TODAY)
    refused(NotAllowed, lambda: actions.import_catalogue(judged, actor=contact), "catalogue.not_keeping")


def test_an_empty_plan_is_refused(room: Newsroom) -> None:
    refused(NotAcceptable, lambda: actions.import_catalogue(ImportPlan(), actor=HOUSE), "catalogue.empty", "file")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command, in this process and this database."""
    for name in ("wake", "migrate"):
        monkeypatch.setattr(f"gongkai.cli.import_catalogue.{name}", lambda: None)
    return lambda *words: CliRunner().invoke(importing.app, ["catalogue", *map(str, words)])


def test_the_command_judges_first_and_then_takes_over(room: Newsroom, tmp_path: Path, run: Any) -> None:
    path = a_catalogue(tmp_path / "目录.xlsx", [a_row(), a_row(2, "房源信息")])
    judged = run(path, "--dry-run")
    assert judged.exit_code == 0
    assert "新的2项" in judged.stdout
    assert not Element.objects.exists()
    done = run(path)
    assert done.exit_code == 0
    assert "新增2项" in done.stdout
    assert Element.objects.count() == 2


def test_the_command_lists_every_problem_and_writes_nothing(room: Newsroom, tmp_path: Path, run: Any) -> None:
    path = a_catalogue(tmp_path / "目录.xlsx", [a_row(name=""), a_row(2, county=None), a_row(3)])
    said = run(path)
    assert said.exit_code == 1
    assert "第4行：没有写公开内容（要素）。" in said.stdout
    assert "第5行：没有勾选公开层级。" in said.stdout
    assert not Element.objects.exists()


def test_the_command_takes_level_names_and_refuses_what_it_does_not_know(
    room: Newsroom, tmp_path: Path, run: Any
) -> None:
    path = a_catalogue(tmp_path / "目录.xlsx", [a_row()])
    assert run(path, "--level", "旗级").exit_code == 2
    assert run(path, "--field", "没有的领域").exit_code == 2
    assert run(tmp_path / "没有.xlsx").exit_code == 2
    assert run(path, "--level", "旗级=县级", "--field", "保障性住房").exit_code == 0
