"""enter_document: an existing document comes into the register with its own days; what cannot be is refused with words."""

from datetime import date
from typing import Any

import pytest
from tests.normative import TODAY, District, a_document

from gongkai.audit.models import Entry
from gongkai.documents.actions import BasisTold, EntryTold, enter_document
from gongkai.documents.models import NormativeDocument
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Refusal


def test_a_document_is_in_use_from_its_own_days(district: District) -> None:
    made = a_document(
        district,
        title=" 云岭区停车管理办法 ",
        number="云政规〔2020〕7号",
        issued_on=date(2020, 3, 2),
        effective_on=date(2020, 4, 1),
        valid_until=date(2025, 3, 31),
        disclosed_on=date(2020, 3, 5),
        bases=[BasisTold("道路交通安全法", "第三十三条")],
        joint_outside=["邻县某局", " "],
        imported_from="清单.xlsx",
    )
    kept = NormativeDocument.objects.get(pk=made.pk)
    assert (kept.title, kept.number, kept.stage) == ("云岭区停车管理办法", "云政规〔2020〕7号", "in_use")
    assert (kept.validity, kept.validity_on, kept.agency, kept.drafted_by) == (
        "in_force",
        TODAY,
        district.agency,
        district.agency,
    )
    assert (kept.joint_outside, kept.imported_from) == (["邻县某局"], "清单.xlsx")
    assert [(basis.title, basis.article) for basis in kept.bases.all()] == [("道路交通安全法", "第三十三条")]
    entry = Entry.objects.latest("sequence")
    assert (entry.verb, entry.subject) == ("document.entered", f"normativedocument:{kept.pk}")


@pytest.mark.parametrize(
    "again",
    ["云政规[2020]7号", "云政规（2020）第07号", "云政规【２０２０】７号", "云政规〔2020〕 7 号", "云政规2020第七号"],
)
def test_two_documents_cannot_have_one_number_whatever_its_brackets(district: District, again: str) -> None:
    first = a_document(district, title="停车管理办法", number="云政规〔2020〕7号")
    with pytest.raises(NotAcceptable) as refused:
        a_document(district, number=again, agency=district.head)
    assert (refused.value.code, refused.value.field) == ("document.number_taken", "number")
    assert first.title in refused.value.message


def test_an_old_document_may_have_no_number_and_so_may_another(district: District) -> None:
    assert [a_document(district, number="").number_key for _ in range(2)] == ["", ""]


@pytest.mark.parametrize(
    ("told", "kind", "code", "field"),
    [
        ({"title": " "}, NotAcceptable, "document.no_title", "title"),
        ({"title": "长" * 201}, NotAcceptable, "text.too_long", "title"),
        ({"number": "云政规"}, NotAcceptable, "document.no_number", "number"),
        ({"kind": "rules"}, NotLawful, "document.no_rules", "kind"),
        ({"led_by": "邻市某局"}, NotLawful, "document.led_outside", "led_by"),
        ({"issued_on": date(2024, 6, 4)}, NotAcceptable, "date.future", "issued_on"),
        ({"effective_on": date(2020, 3, 1)}, NotLawful, "document.effective_before_issue", "effective_on"),
        ({"valid_until": date(2020, 3, 1)}, NotLawful, "document.ends_before_begin", "valid_until"),
        ({"disclosed_on": date(2020, 3, 1)}, NotAcceptable, "date.too_early", "disclosed_on"),
        ({"disclosed_on": date(2024, 6, 4)}, NotAcceptable, "date.future", "disclosed_on"),
        ({"registered_on": date(2020, 3, 1)}, NotAcceptable, "date.too_early", "registered_on"),
    ],
)
def test_what_cannot_be_is_named(district: District, told: Any, kind: type[Refusal], code: str, field: str) -> None:
    with pytest.raises(kind) as refused:
        a_document(district, **told)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not NormativeDocument.objects.exists()


def test_one_registration_number_is_given_once_by_an_agency(district: District) -> None:
    a_document(district, registration_number="青规登〔2020〕1号")
    a_document(district, registration_number="青规登〔2020〕1号", agency=district.head)
    with pytest.raises(NotAcceptable) as refused:
        a_document(district, registration_number="青规登〔2020〕1号")
    assert refused.value.code == "document.registration_taken"


def test_the_agency_and_the_legal_office_of_the_head_enter_and_nobody_else(district: District) -> None:
    allowed = [
        district.actor("desk_officer"),
        district.actor("legal_reviewer"),
        district.of_head("legal_reviewer"),
    ]
    for place, actor in enumerate(allowed):
        told = EntryTold(title="办法", issued_on=date(2020, 3, 2), number=f"云规〔2020〕{place + 1}号")
        enter_document(district.agency, told=told, actor=actor)
    others = [district.actor("contact"), district.actor("leader"), district.of_head("desk_officer")]
    for actor in others:
        with pytest.raises(NotAllowed):
            enter_document(district.agency, told=EntryTold(title="办法", issued_on=TODAY), actor=actor)
    assert NormativeDocument.objects.count() == len(allowed)


@pytest.mark.parametrize("told", ["《中华人民共和国行政许可法》", " 中华人民共和国行政许可法 "])
def test_a_basis_is_kept_without_the_marks_that_every_page_puts_around_it(district: District, told: str) -> None:
    document = a_document(district, bases=(BasisTold(told),))
    assert [basis.title for basis in document.bases.all()] == ["中华人民共和国行政许可法"]
