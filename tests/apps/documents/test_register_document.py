"""登记编号: issued by it, numbered without gaps, one number for one document."""

from datetime import date, timedelta

import pytest
from tests.apps.documents.refusals import refused
from tests.lives import BEGUN, a_life, registered, walked
from tests.normative import District, a_document

from gongkai.agencies.models import Series
from gongkai.audit.queries import entries_of
from gongkai.documents import actions
from gongkai.documents.models import DocumentRules, NormativeDocument
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful

ON = BEGUN + timedelta(days=20)
Stage = NormativeDocument.Stage


def ready(district: District, **changes: object) -> NormativeDocument:
    return walked(district, until=StepKind.DELIBERATION, **changes)


def test_it_is_issued_in_force_and_numbered_one_after_another(district: District) -> None:
    DocumentRules.objects.create(agency=district.head, required=["review"], register_mark="青规登")
    first, second = ready(district), ready(district, title="青川区公共停车场管理办法")
    registered(district, first, ON)
    registered(district, second, ON)
    first.refresh_from_db()
    second.refresh_from_db()
    assert [first.registration_number, second.registration_number] == ["青规登〔2024〕1号", "青规登〔2024〕2号"]
    assert (first.stage, first.validity, first.issued_on, first.registered_on) == (
        Stage.PUBLICATION,
        "in_force",
        ON,
        ON,
    )
    told = entries_of(f"normativedocument:{first.pk}").last()
    assert told is not None
    assert (told.verb, told.details["registration_number"]) == ("document.registered", "青规登〔2024〕1号")


def test_a_refused_registration_uses_no_number(district: District) -> None:
    first, second = ready(district), ready(district, title="另一份")
    registered(district, first, ON, number="青测发〔2024〕7号")
    for written in ("青测发[2024]7号", "青测发（2024）第07号"):
        told = refused(
            NotAcceptable,
            lambda written=written: registered(district, second, ON, number=written),
            "document.number_taken",
            "number",
        )
        assert first.title in told.message
    assert Series.objects.get(agency=district.agency, name="document", year=2024).last == 1
    registered(district, second, ON, number="青测发〔2024〕8号")
    second.refresh_from_db()
    assert second.registration_number.endswith("〔2024〕2号")


def test_the_number_of_a_document_entered_by_import_is_taken_too(district: District) -> None:
    a_document(district, number="青测规〔2023〕5号", issued_on=date(2023, 5, 5))
    document = ready(district)
    refused(
        NotAcceptable,
        lambda: registered(district, document, ON, number="青测规〔2023〕5号"),
        "document.number_taken",
        "number",
    )


def test_a_registration_number_that_came_with_an_import_is_passed_over(district: District) -> None:
    DocumentRules.objects.create(agency=district.head, required=["review"], register_mark="青规登")
    a_document(district, registration_number="青规登〔2024〕1号", issued_on=date(2024, 1, 5))
    document = ready(district)
    registered(district, document, ON)
    document.refresh_from_db()
    assert document.registration_number == "青规登〔2024〕2号"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"number": " "}, "document.no_number", "number"),
        ({"issued_on": ON + timedelta(days=1)}, "date.future", "issued_on"),
        ({"issued_on": BEGUN}, "date.too_early", "issued_on"),
    ],
)
def test_what_cannot_be_of_a_registration_is_told_at_its_field(
    district: District, changes: dict[str, object], code: str, field: str
) -> None:
    document = ready(district)
    refused(NotAcceptable, lambda: registered(district, document, ON, **changes), code, field)


def test_days_out_of_their_order_are_told_at_their_field(district: District) -> None:
    document = ready(district)
    early = {"effective_on": ON - timedelta(days=1)}
    refused(
        NotLawful,
        lambda: registered(district, document, ON, **early),
        "document.effective_before_issue",
        "effective_on",
    )
    refused(
        NotLawful,
        lambda: registered(district, document, ON, valid_until=ON - timedelta(days=1)),
        "document.ends_before_begin",
        "valid_until",
    )


def test_signed_after_it_was_registered_cannot_be(district: District) -> None:
    document = ready(district)
    later = ON + timedelta(days=3)
    refused(
        NotAcceptable,
        lambda: actions.register_document(
            document,
            number="青测发〔2024〕9号",
            issued_on=later,
            on=ON,
            actor=district.actor("legal_reviewer", later),
        ),
        "document.signed_later",
        "issued_on",
    )


def test_a_step_that_is_wanting_comes_first(district: District) -> None:
    begun, examined = a_life(district), walked(district, until=StepKind.REVIEW)
    told = refused(NotLawful, lambda: registered(district, begun, ON), "step.not_its_turn")
    assert "征求意见" in told.message
    told = refused(NotLawful, lambda: registered(district, examined, ON), "step.not_its_turn")
    assert "集体审议" in told.message


def test_it_is_registered_once_by_those_who_keep_the_register(district: District) -> None:
    document = ready(district)
    given = {"number": "青测发〔2024〕9号", "issued_on": ON, "on": ON}
    for duty in ("contact", "leader"):
        refused(
            NotAllowed,
            lambda duty=duty: actions.register_document(document, actor=district.actor(duty, ON), **given),
            "document.not_registering",
        )
    actions.register_document(document, actor=district.of_head("legal_reviewer", ON), **given)
    refused(NotLawful, lambda: registered(district, document, ON), "step.registered")


def test_a_term_and_a_later_first_day_show_at_once(district: District) -> None:
    document = ready(district)
    registered(district, document, ON, effective_on=date(2024, 7, 1), valid_until=date(2029, 6, 30))
    document.refresh_from_db()
    assert (document.validity, document.valid_until) == ("not_yet", date(2029, 6, 30))
