"""The invented district's 2020, lived through the verbs, comes out as the published figures of a real district."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from tests.apps.demonstration.conftest import TODAY, built
from typer.testing import CliRunner

from gongkai.agencies.queries import root
from gongkai.annualreports import queries as reports
from gongkai.applications.models import Application, Document
from gongkai.applications.queries import clock_of
from gongkai.audit import queries as audit
from gongkai.cli.report import app
from gongkai.law.formats import by_key
from gongkai.law.stages import Stage

PUBLISHED = json.loads((Path(__file__).parent / "year_2020.json").read_text(encoding="utf-8"))
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The demonstration with few entries of the catalogue: they are no part of the report."""
    with built(django_db_blocker, entries=60) as acts:
        yield acts


@pytest.fixture
def shown(district: int) -> dict[str, Any]:
    """What `gongkai report show --year 2020 --json` prints."""
    done = CliRunner().invoke(app, ["show", "--year", "2020", "--json"])
    assert done.exit_code == 0, done.output
    return json.load(StringIO(done.output))["reports"][0]


def test_all_198_cells_equal_the_published_figures(shown: dict[str, Any]) -> None:
    assert {cell: told["value"] for cell, told in shown["cells"].items()} == PUBLISHED
    assert len(PUBLISHED) == 198


def test_only_table_two_is_declared_and_its_documents_are_not(shown: dict[str, Any]) -> None:
    declared = {cell for cell, told in shown["cells"].items() if told["origin"] == "declared"}
    assert declared == set(by_key("2019").declared_addresses())
    assert {told["origin"] for cell, told in shown["cells"].items() if cell not in declared} == {"counted", "derived"}


def test_a_counted_cell_has_as_many_distinct_sources_as_its_value(shown: dict[str, Any]) -> None:
    report = reports.report_of(root(), 2020)
    assert report is not None
    for cell, told in shown["cells"].items():
        if told["origin"] != "declared":
            sources = reports.sources_of(report, cell)
            assert len(set(sources)) == len(sources) == told["sources"] == told["value"], cell


def test_no_finding_stands_in_the_published_report(shown: dict[str, Any]) -> None:
    assert shown["findings"] == []


def test_two_were_carried_out_and_closed_in_january(district: int) -> None:
    late = Application.objects.filter(received_on__year=2020, closed_on__year=2021)
    assert late.count() == 2
    assert all(application.closed_on.month == 1 for application in late)  # type: ignore[union-attr]


def test_all_channels_were_used(district: int) -> None:
    used = set(Application.objects.filter(year=2020).values_list("channel", flat=True))
    assert used == {"online", "in_person", "oral", "signed_mail", "ordinary_mail", "fax"}


def test_the_due_day_of_lists_is_the_replayed_one_for_every_case(district: int) -> None:
    for application in Application.objects.prefetch_related("events"):
        assert clock_of(application).due_on == application.due_on, application.query_number


def test_documents_are_numbered_without_gaps(district: int) -> None:
    numbers: dict[tuple[int, int], list[int]] = {}
    for agency, year, serial in Document.objects.values_list("agency_id", "year", "serial"):
        numbers.setdefault((agency, year), []).append(serial)
    for found in numbers.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def test_the_worklist_lives_with_open_cases_at_every_stage(district: int) -> None:
    stages = set(Application.objects.filter(year=TODAY.year).values_list("stage", flat=True))
    assert stages == {stage.value for stage in Stage if stage is not Stage.CLOSED}
    kinds = set(Application.objects.filter(year=TODAY.year).values_list("applicant_kind", flat=True))
    assert len(kinds) == 6


def test_every_act_is_in_the_journal(district: int) -> None:
    assert audit.length() >= district
    submitted = audit.Entry.objects.filter(verb__in=("application.submitted", "application.registered")).count()
    assert submitted == Application.objects.count()
