"""The screens of a clean-up: who sees what, many lines at once, what is refused comes back with everything typed."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.normative import TODAY, District, a_document

from gongkai.documents.actions import open_cleanup, propose_lines
from gongkai.documents.models import CleanUp, CleanUpLine

pytestmark = pytest.mark.django_db
Sits = Callable[..., Client]


@pytest.fixture
def cleanup(district: District) -> CleanUp:
    for nth in range(1, 4):
        a_document(district, title=f"第{nth}件办法", disclosed_on=date(2020, 3, 5) if nth < 3 else None)
    return open_cleanup(
        district.head, title="2024年清理", as_of=date(2024, 5, 31), actor=district.of_head("legal_reviewer")
    )


def chosen(cleanup: CleanUp, *titles: str) -> list[str]:
    rows = CleanUpLine.objects.filter(cleanup=cleanup, document__title__in=titles)
    return [f"{row.pk}:{row.version}" for row in rows]


def test_a_cleanup_is_begun_from_the_list(district: District, sits: Sits) -> None:
    a_document(district)
    one = sits("legal_reviewer", of=district.head)
    assert "还没有清理过" in one.get("/desk/cleanups/").content.decode()
    told = {"title": "2024年清理", "as_of": "2024-05-31", "with_below": "on"}
    answer = one.post("/desk/cleanups/new/", {**told, "as_of": "2030-01-01"})
    assert answer.status_code == 422
    assert "还没有到" in answer.content.decode()
    assert 'value="2024年清理"' in answer.content.decode()
    one.post("/desk/cleanups/new/", told)
    made = CleanUp.objects.get()
    assert (made.title, made.lines.count(), made.due_on) == ("2024年清理", 1, None)


def test_ticked_lines_are_proposed_and_the_filter_stays(district: District, cleanup: CleanUp, sits: Sits) -> None:
    one = sits("legal_reviewer", of=district.head)
    told = {
        "decision": "repeal",
        "reason": "过时",
        "scope": "chosen",
        "chosen": chosen(cleanup, "第1件办法", "第3件办法"),
    }
    answer = one.post(f"/desk/cleanups/{cleanup.pk}/?decision=none", told)
    assert answer["Location"] == f"/desk/cleanups/{cleanup.pk}/?decision=none"
    assert CleanUpLine.objects.filter(decision="repeal").count() == 2
    page = one.get(answer["Location"]).content.decode()
    assert "第2件办法" in page
    assert "第1件办法" not in page


def test_a_reason_that_is_missing_leaves_the_ticks_where_they_are(
    district: District, cleanup: CleanUp, sits: Sits
) -> None:
    (key,) = chosen(cleanup, "第2件办法")
    answer = sits("legal_reviewer", of=district.head).post(
        f"/desk/cleanups/{cleanup.pk}/", {"decision": "amend", "reason": "", "scope": "chosen", "chosen": [key]}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "处理为“修改”，还没有写理由。" in page
    assert f'value="{key}" aria-label="选：第2件办法" checked' in page


def test_all_that_a_filter_leaves_are_proposed_at_once(district: District, cleanup: CleanUp, sits: Sits) -> None:
    one = sits("legal_reviewer", of=district.head)
    one.post(f"/desk/cleanups/{cleanup.pk}/?words=第2件", {"decision": "keep", "scope": "all"})
    assert [line.document.title for line in CleanUpLine.objects.filter(decision="keep")] == ["第2件办法"]
    one.post(f"/desk/cleanups/{cleanup.pk}/", {"decision": "none", "scope": "all"})
    assert not CleanUpLine.objects.exclude(decision="").exists()


def test_a_line_that_was_changed_since_the_page_was_read_is_told(
    district: District, cleanup: CleanUp, sits: Sits
) -> None:
    (key,) = chosen(cleanup, "第1件办法")
    line = CleanUpLine.objects.get(document__title="第1件办法")
    propose_lines(cleanup, lines=[line.pk], decision="keep", actor=district.of_head("leader"))
    told = {"decision": "repeal", "reason": "过时", "scope": "chosen", "chosen": [key]}
    answer = sits("legal_reviewer", of=district.head).post(f"/desk/cleanups/{cleanup.pk}/", told)
    assert "现在是“继续有效”" in answer.content.decode()
    line.refresh_from_db()
    assert line.decision == "keep"


@pytest.mark.parametrize("typed", ["", "x:1", "1", "9999999:1", "1:2:3", "：", "١:١"])
def test_what_is_no_line_is_refused_in_words(district: District, cleanup: CleanUp, sits: Sits, typed: str) -> None:
    told = {"decision": "keep", "scope": "chosen", "chosen": [typed]}
    answer = sits("legal_reviewer", of=district.head).post(f"/desk/cleanups/{cleanup.pk}/", told)
    assert answer.status_code == 422
    assert "还没有选文件。" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["decision=%00", "agency=x", "agency=99999999", "words=%00%F0", "before=x", "decision=burn"]
)
def test_an_odd_address_shows_a_list(district: District, cleanup: CleanUp, sits: Sits, query: str) -> None:
    assert sits("legal_reviewer", of=district.head).get(f"/desk/cleanups/{cleanup.pk}/?{query}").status_code == 200


def test_a_department_sees_the_list_and_proposes_for_its_own(district: District, cleanup: CleanUp, sits: Sits) -> None:
    one = sits("desk_officer")
    page = one.get(f"/desk/cleanups/{cleanup.pk}/").content.decode()
    assert "单独处理" in page
    assert "列表里的全部" not in page
    assert "作出清理决定" not in page
    line = CleanUpLine.objects.get(document__title="第1件办法")
    one.post(f"/desk/cleanups/{cleanup.pk}/lines/{line.pk}/", {"decision": "keep", "seen_version": line.version})
    line.refresh_from_db()
    assert line.decision == "keep"


def test_another_agency_that_has_nothing_on_the_list_does_not_see_it(
    district: District, cleanup: CleanUp, sits: Sits
) -> None:
    cleanup.with_below = False
    cleanup.save()
    assert sits("desk_officer").get(f"/desk/cleanups/{cleanup.pk}/").status_code == 403
    assert "2024年清理" not in sits("desk_officer").get("/desk/cleanups/").content.decode()


def test_the_leader_decides_and_a_writer_prepares_the_result(district: District, cleanup: CleanUp, sits: Sits) -> None:
    leader, office = sits("leader", of=district.head), sits("legal_reviewer", of=district.head)
    told = {"on": TODAY.isoformat(), "effective_on": TODAY.isoformat(), "number": "", "seen_version": "1"}
    answer = leader.post(f"/desk/cleanups/{cleanup.pk}/decide/", told)
    assert answer.status_code == 422
    assert "还有3件没有提出处理：" in answer.content.decode()
    assert office.get(f"/desk/cleanups/{cleanup.pk}/decide/").status_code == 403
    leader.post(f"/desk/cleanups/{cleanup.pk}/", {"decision": "keep", "scope": "page", "listed": chosen(cleanup, "第1件办法", "第2件办法", "第3件办法")})  # fmt: skip
    leader.post(f"/desk/cleanups/{cleanup.pk}/decide/", told)
    cleanup.refresh_from_db()
    assert cleanup.state == "decided"
    assert "不写进公布结果的文件（1件）" in office.get(f"/desk/cleanups/{cleanup.pk}/").content.decode()
    assert "准备公布结果" not in office.get(f"/desk/cleanups/{cleanup.pk}/").content.decode()
    answer = sits("editor", of=district.head).post(f"/desk/cleanups/{cleanup.pk}/result/")
    cleanup.refresh_from_db()
    assert answer["Location"] == f"/desk/items/{cleanup.publication_id}/"
    assert "公布结果的稿件" in office.get(f"/desk/cleanups/{cleanup.pk}/").content.decode()


def test_a_cleanup_begun_by_mistake_is_dropped_at_the_desk(district: District, cleanup: CleanUp, sits: Sits) -> None:
    one = sits("legal_reviewer", of=district.head)
    assert "撤销清理" in one.get(f"/desk/cleanups/{cleanup.pk}/").content.decode()
    one.post(f"/desk/cleanups/{cleanup.pk}/drop/", {"reason": "截止日填错"})
    assert not CleanUp.objects.exists()
    assert one.get(f"/desk/cleanups/{cleanup.pk}/").status_code == 404


def test_the_working_list_of_many_lines_takes_few_queries(
    district: District, cleanup: CleanUp, sits: Sits, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    one = sits("legal_reviewer", of=district.head)
    one.get(f"/desk/cleanups/{cleanup.pk}/")
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        one.get(f"/desk/cleanups/{cleanup.pk}/")
