"""import_documents: a library is taken into the register whole, with the acts that changed it; what cannot be is refused by name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.builders import an_agency
from tests.listing import THE_HOUSE, a_line, judged
from tests.normative import District
from tests.publishing import Newsroom, a_newsroom

from gongkai.agencies.models import Agency
from gongkai.audit.models import Entry
from gongkai.documents.actions.importing import import_documents
from gongkai.documents.importing import ReadyChange, ReadyDocument
from gongkai.documents.models import NormativeDocument
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.publications.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def a_document(agency: Agency, nth: int, **changes: Any) -> ReadyDocument:
    """A normative document of 2020 with its number, ready to be taken over."""
    told: dict[str, Any] = {
        "place": f"第{nth}行",
        "agency_id": agency.pk,
        "title": f"关于第{nth}件事的管理办法",
        "number": f"青测规〔2020〕{nth}号",
        "issued_on": date(2020, 3, 1),
        **changes,
    }
    return ReadyDocument(**told)


def repealed(on: date, by: ReadyDocument | None = None, **changes: Any) -> ReadyChange:
    told: dict[str, Any] = {"kind": "repealed", "effective_on": on, **changes}
    if by is not None:
        told |= {"acting": by.key, "acting_title": by.title, "acting_number": by.number}
    return ReadyChange(**told)


def entered(*documents: ReadyDocument) -> list[NormativeDocument]:
    done = import_documents(documents, actor=THE_HOUSE, source="清单.xlsx")
    found = NormativeDocument.objects.in_bulk(list(done.documents))
    return [found[key] for key in done.documents]


def test_a_document_is_in_use_and_stands_as_its_days_say(room: Newsroom) -> None:
    other = an_agency(parent=room.agency)
    (row,) = entered(
        a_document(
            room.agency,
            1,
            effective_on=date(2020, 4, 1),
            valid_until=date(2025, 3, 31),
            disclosed_on=date(2020, 3, 5),
            joint_ids=(other.pk,),
            joint_outside=("青州市测试局",),
            bases=(("中华人民共和国测试法", "第三条"),),
        )
    )
    assert (row.stage, row.validity, row.number_key) == ("in_use", "lapsed", "青测规〔2020〕1号")
    assert (row.drafted_by, row.joint_outside, row.imported_from) == (room.agency, ["青州市测试局"], "清单.xlsx")
    assert [agency.pk for agency in row.joint.all()] == [other.pk]
    assert [(basis.title, basis.article) for basis in row.bases.all()] == [("中华人民共和国测试法", "第三条")]


def test_an_act_leads_to_the_document_that_did_it(room: Newsroom) -> None:
    newer = a_document(room.agency, 2, issued_on=date(2022, 1, 1), number="青测规〔2022〕1号")
    older = a_document(room.agency, 1, changes=(repealed(date(2022, 1, 1), newer, replaced=True),))
    first, second = entered(older, newer)
    change = first.changes.get()
    assert (change.acting, change.replaced, change.recorded_by) == (second, True, "导入")
    assert (first.validity, second.validity) == ("repealed", "in_force")


def test_a_document_that_ended_before_its_own_act_is_refused_with_what_to_do(room: Newsroom) -> None:
    ended = a_document(room.agency, 2, changes=(repealed(date(2021, 1, 1), acting_title="关于废止的决定"),))
    older = a_document(room.agency, 1, changes=(repealed(date(2021, 6, 1), ended),))
    with pytest.raises((NotAcceptable, NotLawful), match="依据的文件废止，不能变动别的文件") as refused:
        import_documents([older, ended], actor=THE_HOUSE)
    assert "另选依据的文件" in refused.value.hint
    assert not NormativeDocument.objects.exists()


def test_an_act_leads_to_a_document_that_stands_in_the_register_already(room: Newsroom) -> None:
    newer = a_document(room.agency, 2, issued_on=date(2022, 1, 1), number="青测规[2022]第1号")
    (acting,) = entered(newer)
    (row,) = entered(a_document(room.agency, 1, changes=(repealed(date(2022, 1, 1), newer),)))
    assert row.changes.get().acting == acting


def test_one_entry_of_the_journal_for_each_agency_names_them(room: Newsroom) -> None:
    other = an_agency(parent=room.agency)
    rows = entered(a_document(room.agency, 1), a_document(room.agency, 2), a_document(other, 3))
    entries = {entry.subject: entry.details for entry in Entry.objects.filter(verb="document.imported")}
    assert entries[f"agency:{room.agency.pk}"]["keys"] == [rows[0].pk, rows[1].pk]
    assert entries[f"agency:{other.pk}"]["documents"] == 1
    assert len(entries[f"agency:{other.pk}"]["digest"]) == 64


def test_a_text_that_comes_along_becomes_a_public_item(room: Newsroom) -> None:
    (item,) = judged(room.agency, a_line(1)).ready
    (row,) = entered(a_document(room.agency, 1, item=item))
    assert row.publication is not None
    assert row.publication.current is not None
    assert row.publication.current.title == "关于第1件事的通知"
    assert row.publication.standing == Publication.Standing.PUBLIC


@pytest.mark.parametrize("other", ["青测规[2020]001号", "青测规（2020）第1号", "青测规 〔2020〕 1 号"])
def test_two_documents_with_one_number_are_refused(room: Newsroom, other: str) -> None:
    entered(a_document(room.agency, 1))
    with pytest.raises(NotAcceptable, match="已经登记给“关于第1件事的管理办法”"):
        entered(a_document(room.agency, 2, number=other))
    with pytest.raises(NotAcceptable, match="第5行和第6行是同一份文件"):
        entered(a_document(room.agency, 5), a_document(room.agency, 6, number="青测规[2020]5号"))


def test_a_repeal_before_issue_is_refused_and_nothing_is_written(room: Newsroom) -> None:
    with pytest.raises(NotAcceptable) as caught:
        entered(a_document(room.agency, 1), a_document(room.agency, 2, changes=(repealed(date(2020, 2, 1)),)))
    assert "第2行的《关于第2件事的管理办法》不能导入：" in caught.value.message
    assert "才印发" in caught.value.message
    assert not NormativeDocument.objects.exists()


def test_documents_that_repeal_one_another_are_refused(room: Newsroom) -> None:
    first, second, third = (a_document(room.agency, number) for number in (1, 2, 3))
    ring = [
        replace(one, changes=(repealed(date(2020, 5, 1), other),))
        for one, other in ((first, second), (second, third), (third, first))
    ]
    with pytest.raises(NotAcceptable, match="不能互相变动"):
        entered(*ring)
    with pytest.raises(NotAcceptable, match="就是这份文件自己"):
        entered(replace(first, changes=(repealed(date(2020, 5, 1), first),)))


def test_an_acting_document_that_is_nowhere_is_refused(room: Newsroom) -> None:
    nowhere = a_document(room.agency, 9)
    with pytest.raises(NotAcceptable, match="登记簿和这份清单里都没有“青测规〔2020〕9号”"):
        entered(a_document(room.agency, 1, changes=(repealed(date(2020, 5, 1), nowhere),)))


def test_rules_are_refused_where_the_agency_may_make_none(room: Newsroom) -> None:
    with pytest.raises(NotLawful, match="没有制定规章的权限"):
        entered(a_document(room.agency, 1, kind="rules"))


def test_too_many_at_once_and_none_are_refused(room: Newsroom) -> None:
    for documents in ([], [a_document(room.agency, 1)] * 1_001):
        with pytest.raises(NotAcceptable, match="请分批导入"):
            import_documents(documents, actor=THE_HOUSE)


def test_only_who_keeps_the_system_imports(room: Newsroom) -> None:
    with pytest.raises(NotAllowed, match="系统管理员"):
        import_documents([a_document(room.agency, 1)], actor=room.actor("leader"))


def test_an_act_of_which_nobody_wrote_the_basis_is_shown_without_one(
    district: District, sits: Callable[..., Client]
) -> None:
    changes = (ReadyChange("amended", date(2021, 1, 1)), repealed(date(2022, 1, 1)))
    (row,) = entered(a_document(district.agency, 1, changes=changes))
    one = sits("legal_reviewer", of=district.head)
    for address in (f"/desk/documents/{row.pk}/", "/desk/documents/?validity=repealed"):
        page = one.get(address).content.decode()
        assert "2022年1月1日起" in page
        assert "依据《" not in page
        assert "有效期满" not in page
