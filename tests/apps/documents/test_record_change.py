"""record_change: what amends, repeals, extends, declares lapsed; and what cannot be is refused with words."""

from datetime import date
from typing import Any

import pytest
from tests.normative import TODAY, District, a_change, a_document

from gongkai.audit.models import Entry
from gongkai.documents.actions import cancel_change, record_change
from gongkai.documents.models import Change, NormativeDocument
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.pages.models import Group

ISSUED = date(2020, 3, 2)


def refused(code: str, field: str, kind: type[Any], work: Any) -> None:
    with pytest.raises(kind) as found:
        work()
    assert (found.value.code, found.value.field) == (code, field)
    assert found.value.hint


def test_a_repeal_holds_from_its_day_and_names_the_act(district: District) -> None:
    old, new = a_document(district), a_document(district, issued_on=date(2023, 5, 4))
    change = a_change(district, old, effective_on=date(2023, 6, 1), acting=new, replaced=True)
    kept = NormativeDocument.objects.get(pk=old.pk)
    assert (kept.validity, kept.version) == ("repealed", old.version + 1)
    assert (change.acting, change.acting_title, change.acting_number) == (new, new.title, new.number)
    assert change.replaced
    given_up = set(Group.objects.values_list("name", flat=True))
    assert {"documents", f"document:{old.pk}", f"document:{new.pk}"} <= given_up
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.details["acting"]) == ("document.change_recorded", new.title)


def test_a_repeal_told_ahead_changes_nothing_before_its_day(district: District) -> None:
    document = a_document(district)
    a_change(district, document, effective_on=date(2024, 7, 1))
    assert NormativeDocument.objects.get(pk=document.pk).validity == "in_force"


def test_amended_extended_and_declared_lapsed(district: District) -> None:
    document = a_document(district, valid_until=date(2024, 12, 31))
    a_change(district, document, kind="amended", effective_on=date(2021, 1, 1))
    assert NormativeDocument.objects.get(pk=document.pk).validity == "amended"
    a_change(district, document, kind="extended", effective_on=date(2024, 5, 1), until=date(2026, 12, 31))
    a_change(district, document, kind="declared_lapsed", effective_on=date(2024, 6, 1))
    assert NormativeDocument.objects.get(pk=document.pk).validity == "declared_lapsed"
    assert Change.objects.filter(document=document).count() == 3


def test_repeal_before_issue_is_refused(district: District) -> None:
    document = a_document(district)
    refused(
        "change.before_issue",
        "effective_on",
        NotLawful,
        lambda: a_change(district, document, effective_on=date(2020, 3, 1)),
    )


def test_two_documents_cannot_repeal_each_other(district: District) -> None:
    first, second = a_document(district, issued_on=ISSUED), a_document(district, issued_on=ISSUED)
    a_change(district, first, effective_on=date(2021, 1, 1), acting=second)
    for day in (date(2020, 6, 1), date(2021, 1, 1), date(2022, 1, 1)):
        refused(
            "change.circle",
            "acting",
            NotLawful,
            lambda day=day: a_change(district, second, effective_on=day, acting=first),
        )


def test_a_longer_circle_is_refused_too(district: District) -> None:
    one, two, three = (a_document(district, issued_on=ISSUED) for _ in range(3))
    a_change(district, one, kind="amended", effective_on=ISSUED, acting=two)
    a_change(district, two, kind="amended", effective_on=ISSUED, acting=three)
    refused(
        "change.circle",
        "acting",
        NotLawful,
        lambda: a_change(district, three, kind="amended", effective_on=ISSUED, acting=one),
    )


def test_no_document_acts_on_itself(district: District) -> None:
    document = a_document(district)
    refused(
        "change.itself",
        "acting",
        NotLawful,
        lambda: a_change(district, document, effective_on=TODAY, acting=document),
    )


def test_the_acting_document_must_hold_on_that_day(district: District) -> None:
    document = a_document(district)
    ended = a_document(district, issued_on=date(2021, 1, 4), valid_until=date(2021, 12, 31))
    later = a_document(district, issued_on=date(2023, 1, 4), effective_on=date(2023, 3, 1))
    older = a_document(district, issued_on=date(2019, 1, 4))
    for acting, day, code in (
        (ended, date(2022, 1, 1), "change.acting_not_in_force"),
        (later, date(2022, 1, 1), "change.acting_not_in_force"),
        (later, date(2023, 2, 1), "change.acting_not_in_force"),
        (older, date(2022, 1, 1), "change.acting_older"),
    ):
        refused(
            code,
            "acting",
            NotLawful,
            lambda acting=acting, day=day: a_change(district, document, effective_on=day, acting=acting),
        )


def test_what_has_ended_is_not_changed_again(district: District) -> None:
    lapsed = a_document(district, valid_until=date(2022, 12, 31))
    refused(
        "change.extended_late",
        "effective_on",
        NotLawful,
        lambda: a_change(district, lapsed, kind="extended", effective_on=date(2023, 1, 1), until=date(2027, 12, 31)),
    )
    refused(
        "change.after_end",
        "effective_on",
        NotLawful,
        lambda: a_change(district, lapsed, effective_on=date(2023, 1, 1)),
    )
    a_change(district, lapsed, effective_on=date(2021, 6, 1))
    refused(
        "change.ended_already",
        "kind",
        NotLawful,
        lambda: a_change(district, lapsed, effective_on=date(2021, 5, 1)),
    )


@pytest.mark.parametrize(
    ("told", "kind", "code", "field"),
    [
        ({"kind": "vanished"}, NotAcceptable, "change.kind", "kind"),
        ({"acting_title": " "}, NotAcceptable, "change.no_acting", "acting_title"),
        ({"kind": "amended", "replaced": True}, NotAcceptable, "change.replaced", "replaced"),
        ({"kind": "extended", "until": date(2030, 1, 1)}, NotLawful, "change.no_term", "kind"),
        ({"reason": "长" * 301}, NotAcceptable, "text.too_long", "reason"),
    ],
)
def test_what_is_missing_or_cannot_be_is_named(
    district: District, told: Any, kind: type[Any], code: str, field: str
) -> None:
    document = a_document(district)
    refused(code, field, kind, lambda: a_change(district, document, effective_on=date(2022, 1, 1), **told))
    assert not Change.objects.exists()


def test_an_extension_makes_the_term_longer(district: District) -> None:
    document = a_document(district, valid_until=date(2024, 12, 31))
    for until in (None, date(2024, 12, 31)):
        refused(
            "change.not_longer",
            "until",
            NotLawful,
            lambda until=until: a_change(district, document, kind="extended", effective_on=TODAY, until=until),
        )


def test_a_document_does_not_end_before_what_it_did_to_others(district: District) -> None:
    old, acting = a_document(district), a_document(district, issued_on=date(2020, 5, 6))
    a_change(district, old, effective_on=date(2022, 1, 1), acting=acting)
    for kind in ("repealed", "declared_lapsed"):
        refused(
            "change.acts_later",
            "effective_on",
            NotLawful,
            lambda kind=kind: a_change(district, acting, kind=kind, effective_on=date(2021, 1, 1)),
        )
    a_change(district, acting, effective_on=date(2022, 1, 2))
    assert NormativeDocument.objects.get(pk=acting.pk).validity == "repealed"


def test_an_extension_recorded_later_but_of_an_earlier_day_leaves_the_entry_open_to_correction(
    district: District,
) -> None:
    document = a_document(district, valid_until=date(2022, 12, 31))
    a_change(district, document, kind="extended", effective_on=date(2022, 6, 1), until=date(2024, 12, 31))
    told: dict[str, Any] = {"kind": "extended", "effective_on": date(2022, 1, 1)}
    refused(
        "change.longer_than_later",
        "until",
        NotLawful,
        lambda: a_change(district, document, **told, until=date(2026, 12, 31)),
    )
    between = a_change(district, document, **told, until=date(2023, 12, 31))
    cancel_change(between, reason="没有这一次延长", actor=district.actor("legal_reviewer"))
    assert Change.objects.filter(document=document, cancelled_at__isnull=True).count() == 1


def test_nothing_that_is_not_issued_has_a_validity_to_change(district: District) -> None:
    draft = NormativeDocument.objects.create(agency=district.agency, drafted_by=district.agency, title="草稿")
    refused("change.not_issued", "", NotLawful, lambda: a_change(district, draft, effective_on=TODAY))
    document = a_document(district)
    refused(
        "change.acting_not_issued",
        "acting",
        NotLawful,
        lambda: a_change(district, document, effective_on=TODAY, acting=draft),
    )


def test_only_who_keeps_the_register_records_and_nobody_passes_over_another(district: District) -> None:
    document = a_document(district)
    told: dict[str, Any] = {"kind": "repealed", "effective_on": TODAY, "acting_title": "决定"}
    with pytest.raises(NotAllowed):
        record_change(document, actor=district.actor("contact"), **told)
    with pytest.raises(Stale):
        record_change(document, actor=district.actor("desk_officer"), seen_version=document.version - 1, **told)
    record_change(document, actor=district.actor("desk_officer"), seen_version=document.version, **told)
