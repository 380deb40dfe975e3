"""correct_entry and cancel_change: what stands wrong is put right with a reason, and stays in the journal."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.lives import a_text, an_interpretation, walked
from tests.normative import TODAY, District, a_change, a_document

from gongkai.audit.models import Entry
from gongkai.documents.actions import EntryTold, cancel_change, correct_entry
from gongkai.documents.actions.told import BasisTold
from gongkai.documents.models import Change, NormativeDocument
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.pages.models import Group

WHY = "照印发的文件更正"


def entry(document: NormativeDocument, **changes: Any) -> EntryTold:
    """What stands in the register now, with these changes."""
    names = ("title", "kind", "trial", "effective_on", "valid_until", "number", "disclosed_on", "registered_on")
    told = EntryTold(issued_on=document.issued_on or TODAY, **{name: getattr(document, name) for name in names})
    return replace(told, **changes)


def correct(district: District, document: NormativeDocument, **changes: Any) -> NormativeDocument:
    return correct_entry(document, told=entry(document, **changes), reason=WHY, actor=district.actor("legal_reviewer"))


def test_an_entry_is_put_right_and_the_journal_keeps_both(district: District) -> None:
    document = a_document(district, number="青规〔2020〕1号", valid_until=date(2025, 3, 1))
    fixed = correct(district, document, number="青规〔2020〕11号", valid_until=date(2024, 3, 1))
    kept = NormativeDocument.objects.get(pk=document.pk)
    assert (kept.number_key, kept.validity, kept.version) == ("青规〔2020〕11号", "lapsed", fixed.version)
    told = Entry.objects.latest("sequence").details
    assert (told["before"]["发文字号"], told["after"]["发文字号"]) == ("青规〔2020〕1号", "青规〔2020〕11号")
    assert told["reason"] == WHY


def test_what_is_not_changed_or_cannot_be_is_refused(district: District) -> None:
    other = a_document(district, number="青规〔2020〕1号")
    document = a_document(district, number="青规〔2020〕2号")
    for changes, kind, code in (
        ({}, NotAcceptable, "document.unchanged"),
        ({"number": other.number}, NotAcceptable, "document.number_taken"),
        ({"number": " "}, NotAcceptable, "document.number_dropped"),
        ({"effective_on": date(2019, 1, 1)}, NotLawful, "document.effective_before_issue"),
    ):
        with pytest.raises(kind) as refused:
            correct(district, document, **changes)
        assert refused.value.code == code
    with pytest.raises(NotAcceptable):
        correct_entry(document, told=entry(document, title="新"), reason=" ", actor=district.actor("legal_reviewer"))


def test_an_entry_cannot_be_moved_past_the_acts_on_it_and_by_it(district: District) -> None:
    document, acting = a_document(district), a_document(district)
    a_change(district, document, effective_on=date(2021, 1, 1), acting=acting)
    with pytest.raises(NotLawful) as refused:
        correct(district, document, issued_on=date(2021, 2, 1))
    assert refused.value.code == "change.before_issue"
    with pytest.raises(NotLawful) as refused:
        correct(district, acting, valid_until=date(2020, 12, 31))
    assert refused.value.code == "change.acting_not_in_force"
    assert NormativeDocument.objects.get(pk=acting.pk).valid_until is None


def test_an_act_recorded_by_mistake_is_cancelled_and_stays(district: District) -> None:
    document = a_document(district)
    change = a_change(district, document, effective_on=date(2021, 1, 1))
    cancel_change(change, reason="废止的是另一份", actor=district.actor("desk_officer"))
    kept = Change.objects.get(pk=change.pk)
    assert (kept.cancelled_at is not None, kept.cancelled_because) == (True, "废止的是另一份")
    assert NormativeDocument.objects.get(pk=document.pk).validity == "in_force"
    a_change(district, document, effective_on=date(2022, 1, 1))
    with pytest.raises(NotLawful) as refused:
        cancel_change(change, reason="再取消", actor=district.actor("desk_officer"))
    assert refused.value.code == "change.cancelled"


def test_an_extension_that_later_acts_rest_on_is_not_cancelled(district: District) -> None:
    document = a_document(district, valid_until=date(2022, 12, 31))
    longer = a_change(district, document, kind="extended", effective_on=date(2022, 6, 1), until=date(2024, 12, 31))
    a_change(district, document, effective_on=date(2023, 6, 1))
    with pytest.raises(NotLawful) as refused:
        cancel_change(longer, reason="录错", actor=district.actor("legal_reviewer"))
    assert refused.value.code == "change.after_end"
    assert Change.objects.get(pk=longer.pk).cancelled_at is None


def test_only_who_keeps_the_register_puts_right_and_nobody_passes_over_another(district: District) -> None:
    document = a_document(district)
    change = a_change(district, document, effective_on=date(2021, 1, 1))
    told = entry(document, title="改过的标题")
    with pytest.raises(NotAllowed):
        correct_entry(document, told=told, reason=WHY, actor=district.actor("editor"))
    with pytest.raises(NotAllowed):
        cancel_change(change, reason=WHY, actor=district.actor("editor"))
    with pytest.raises(Stale):
        correct_entry(document, told=told, reason=WHY, actor=district.actor("legal_reviewer"), seen_version=1)
    with pytest.raises(Stale):
        cancel_change(change, reason=WHY, actor=district.actor("legal_reviewer"), seen_version=1)


def test_what_is_still_being_made_is_not_corrected(district: District) -> None:
    draft = NormativeDocument.objects.create(agency=district.agency, drafted_by=district.agency, title="草稿")
    with pytest.raises(NotLawful) as refused:
        correct(district, draft, title="新标题")
    assert refused.value.code == "document.not_issued"


def test_a_number_put_right_comes_onto_the_text_that_is_still_being_written(district: District) -> None:
    day = date(2024, 5, 6)
    document = walked(district)
    an_interpretation(district, document, day)
    item = a_text(district, document, day)
    document.refresh_from_db()
    correct(district, document, number="青测发〔2024〕777号")
    item.draft.refresh_from_db()
    assert item.draft.document_number == "青测发〔2024〕777号"


def test_a_document_cited_before_or_after_a_correction_has_its_page_made_anew(district: District) -> None:
    first, second, document = a_document(district), a_document(district), a_document(district)
    correct(district, document, bases=[BasisTold(first.title, cited=first)])
    Group.objects.all().delete()
    correct(district, NormativeDocument.objects.get(pk=document.pk), bases=[BasisTold(second.title, cited=second)])
    touched = set(Group.objects.values_list("name", flat=True))
    assert {f"document:{first.pk}", f"document:{second.pk}"} <= touched
