"""The invented district's register of documents: 37, 73 and 200 counted from rows, and a stock that rolls forward."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.apps.demonstration.conftest import TODAY, built

from gongkai.agencies.models import Post
from gongkai.agencies.queries import agency_by_code, held, root
from gongkai.annualreports import queries as reports
from gongkai.audit.actors import Actor
from gongkai.demonstration.house import moment
from gongkai.demonstration.library import PARTS
from gongkai.demonstration.reviews import walked
from gongkai.documents.models import Change, CleanUp, LegalityReview, NormativeDocument, Opinion
from gongkai.documents.queries import reviews
from gongkai.documents.queries.figures import by_references, days_of
from gongkai.law.validity import LABELS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]
COLUMNS_2019, COLUMNS_2021 = ("made", "newly_disclosed", "disclosed_total"), ("issued", "repealed", "in_force")


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The demonstration with few entries of the catalogue."""
    with built(django_db_blocker, entries=60) as acts:
        yield acts


def counted(year: int, columns: tuple[str, ...]) -> list[int]:
    """Those columns of the whole district, as the register stands now."""
    figures = reports.figures_now(root(), year)
    return [int(figures[f"t2/normative_documents/{column}"].value or 0) for column in columns]


def test_37_73_and_200_are_rows_and_each_agency_has_its_part(district: int) -> None:
    assert counted(2020, COLUMNS_2019) == [37, 73, 200]
    for code, parts in PARTS.items():
        agency = agency_by_code(code)
        assert agency is not None
        own = reports.documents_counted(agency, 2020)
        assert [own[f"t2/normative_documents/{column}"].value for column in COLUMNS_2019] == list(parts)


def test_what_the_published_report_counted_still_stands_document_by_document(district: int) -> None:
    report = reports.report_of(root(), 2020)
    assert report is not None
    now = reports.figures_now(root(), 2020)
    for column in COLUMNS_2019:
        cell = f"t2/normative_documents/{column}"
        sources = reports.sources_of(report, cell)
        assert set(sources) == set(now[cell].sources)
        assert set(by_references(sources)) == set(sources)


def test_in_the_newer_format_the_stock_rolls_forward_from_2020(district: int) -> None:
    stock = counted(2020, COLUMNS_2019)[2]
    for year in range(2021, TODAY.year + 1):
        issued, repealed, in_force = counted(year, COLUMNS_2021)
        assert issued > 5
        assert repealed > 0
        assert in_force == stock + issued - repealed
        stock = in_force


def test_every_kind_of_end_and_change_is_there(district: int) -> None:
    kinds = set(Change.objects.values_list("kind", flat=True))
    assert kinds == {"amended", "repealed", "declared_lapsed", "extended"}
    assert Change.objects.filter(replaced=True, acting__isnull=False).count() > 10
    states = set(NormativeDocument.objects.exclude(validity="").values_list("validity", flat=True))
    assert states == {str(state) for state in LABELS}


def test_some_terms_run_out_within_the_time_of_reminders(district: int) -> None:
    rows = by_references(f"normativedocument:{key}" for key in NormativeDocument.objects.filter(valid_until__gt=TODAY).values_list("pk", flat=True))  # fmt: skip
    ends = [ended[0] for row in rows.values() if (ended := days_of(row)[2]) and (ended[0] - TODAY).days <= 90]
    assert len(ends) >= 5


def test_no_number_stands_twice_and_no_day_is_to_come(district: int) -> None:
    documents = list(NormativeDocument.objects.exclude(issued_on=None))
    numbers = [document.number for document in documents]
    assert len(numbers) == len(set(numbers))
    assert all(document.issued_on and document.issued_on <= TODAY for document in documents)
    assert all((document.disclosed_on or date.min) <= TODAY for document in documents)
    assert len({(document.agency_id, document.title) for document in documents}) == len(documents)


def as_seen(duty: str, code: str = "001") -> Actor:
    """Somebody of the house with that duty, today."""
    post = Post.objects.filter(agency__code=code, duty=duty).first()
    assert post is not None
    return Actor(f"person:{post.person_id}", "", held(post), moment(TODAY), "test")


def test_48_reviews_of_2020_carry_50_opinions_and_each_count_opens_its_list(district: int) -> None:
    reviewer = as_seen("legal_reviewer")
    rows = {row.kind: row for row in reviews.counts(reviewer, 2020)}
    totals = {kind: row.total for kind, row in rows.items()}
    assert totals == {"normative": 9, "meeting_topic": 24, "minutes": 10, "other": 5, "": 48}
    assert rows[""].opinions == 50
    assert rows[""].not_taken > 3
    for kind, row in rows.items():
        sought = reviews.Sought(kind=kind, year=2020)
        assert len(reviews.register(reviewer, sought, size=100)) == row.total
        assert len(reviews.opinions_of(reviewer, sought, size=100)) == row.opinions
    done = LegalityReview.objects.filter(concluded_on__year=2020)
    assert all(review.concluded_on <= review.due_on for review in done)  # type: ignore[operator]
    assert not Opinion.objects.filter(review__in=done, answer="").exists()
    assert not Opinion.objects.exclude(answer__in=["", "taken"]).filter(answer_reason="").exists()


def test_nine_documents_walked_from_draft_to_public_text_with_an_interpretation(district: int) -> None:
    kinds = ["solicitation", "review", "deliberation", "registration", "publication", "interpretation"]
    documents = NormativeDocument.objects.filter(registered_on__year=2020)
    assert documents.count() == 9
    for document in documents:
        assert sorted(document.steps.values_list("kind", flat=True)) == sorted(kinds)
        assert document.publication is not None
        assert document.publication.published_at is not None
        assert document.publication.published_at.year == 2020
        assert document.interpretations.count() == 1
        assert document.registration_number
    assert Counter(documents.values_list("agency__code", flat=True)) == walked()


def test_a_clean_up_was_published_and_another_is_under_way(district: int) -> None:
    done, running = CleanUp.objects.order_by("as_of")
    assert (done.state, running.state) == ("published", "open")
    assert Counter(done.lines.values_list("decision", flat=True))["repeal"] == 14
    changes = Change.objects.filter(effective_on=done.effective_on, acting__number=done.number)
    assert Counter(changes.values_list("kind", flat=True)) == {"repealed": 14, "declared_lapsed": 7}
    assert 0 < running.lines.filter(decision="").count() < running.lines.count()


def test_the_legal_office_and_the_drafters_have_work_before_them(district: int) -> None:
    states = set(LegalityReview.objects.filter(received_on__year=TODAY.year).values_list("state", flat=True))
    assert states == {"received", "answering"}
    stages = set(NormativeDocument.objects.filter(issued_on=None).values_list("stage", flat=True))
    assert stages == {"drafting", "solicitation"}
