"""The officers' pages of the gate: what waits for whom, one item, a step with its conclusion, the acts that need a reason."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.builders import a_person, an_agency, at
from tests.publishing import (
    DAY,
    Newsroom,
    a_draft,
    a_newsroom,
    a_public_item,
    pass_to_final,
    release,
    review,
    revised,
    submit,
    written,
)

from gongkai.publications import actions
from gongkai.publications.models import Draft, Publication, PublishingRules, Review

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = DAY.isoformat(), tmp_path
    cache.clear()


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def at_browser(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sit(room: Newsroom, duty: str) -> Client:
    return at_browser(room.person(duty))


def words(response: Any) -> str:
    """The words of a page, without markup and blanks."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", response.content.decode()))


def test_the_first_page_shows_what_waits_for_this_very_person(room):
    item = submit(room, a_draft(room))
    page = words(sit(room, "desk_officer").get("/desk/items/"))
    assert "有一件等您审查" in page
    assert "初审、公开审查" in page
    assert "没有等您审查的" in words(sit(room, "contact").get("/desk/items/"))
    review(room, item, "first_review", "desk_officer")
    assert "复审、公开审查、保密审查" in words(sit(room, "reviewer").get("/desk/items/"))


@pytest.mark.parametrize(
    "shelf", ["waiting", "mine", "work", "scheduled", "confirm", "refused", "released", "nonsense"]
)
def test_every_shelf_opens_empty_and_full(room, shelf):
    client = sit(room, "leader")
    assert client.get(f"/desk/items/?shelf={shelf}").status_code == 200
    a_draft(room)
    a_public_item(room)
    actions.publish_urgently(a_draft(room, title="急"), reason="山洪预警。", actor=room.actor("leader"))
    release(room, a_draft(room, title="定时的", release_at=at(date(2024, 4, 1), 8)))
    refused = submit(room, a_draft(room, title="不公开的"))
    review(room, refused, "secrecy", "reviewer", conclusion="refused", opinion="涉密。", ground="state_secret")
    assert client.get(f"/desk/items/?shelf={shelf}").status_code == 200


def test_a_stage_narrows_and_a_title_or_number_finds(room):
    item = a_public_item(room)
    submit(room, a_draft(room, title="送审的一件"))
    a_draft(room, title="在写的一件")
    client = sit(room, "leader")
    page = words(client.get("/desk/items/?shelf=work&stage=first_review"))
    assert "送审的一件" in page
    assert "在写的一件" not in page
    for text in (item.index_number, "人民路"):
        assert item.index_number in words(client.get("/desk/items/", {"shelf": "released", "text": text}))
    assert "没有标题或者索引号含" in words(client.get("/desk/items/", {"shelf": "released", "text": "不存在'%"}))


def test_reviewing_goes_on_to_the_next_step_of_the_same_person(room):
    item = submit(room, a_draft(room))
    client = sit(room, "desk_officer")
    page = client.get(f"/desk/items/{item.pk}/review/")
    assert "请绕行青年路" in words(page)
    version = Draft.objects.get().version
    sent = {"seen_version": version, "kind": "first_review", "conclusion": "passed"}
    answer = client.post(f"/desk/items/{item.pk}/review/", sent)
    assert answer["Location"].endswith(f"/desk/items/{item.pk}/review/")
    sent = {"seen_version": version + 1, "kind": "disclosure", "conclusion": "passed"}
    answer = client.post(f"/desk/items/{item.pk}/review/", sent)
    assert answer["Location"].endswith(f"/desk/items/{item.pk}/")
    assert list(Review.objects.values_list("kind", flat=True)) == ["first_review", "disclosure"]


def test_the_final_approval_publishes_and_says_so(room):
    item = submit(room, a_draft(room))
    pass_to_final(room, item)
    sent = {"seen_version": Draft.objects.get().version, "kind": "final_approval", "conclusion": "passed"}
    page = sit(room, "leader").post(f"/desk/items/{item.pk}/review/", sent, follow=True)
    assert "已经公开。" in words(page)
    item.refresh_from_db()
    assert item.standing == "public"


def test_what_a_reviewer_typed_stays_when_somebody_was_quicker(room):
    item = submit(room, a_draft(room))
    seen = Draft.objects.get().version
    review(room, item, "disclosure", "editor")
    sent = {"seen_version": seen, "kind": "first_review", "conclusion": "returned", "opinion": "第二段的日期不对。"}
    client = sit(room, "desk_officer")
    page = client.post(f"/desk/items/{item.pk}/review/", sent)
    assert page.status_code == 422
    assert "第二段的日期不对。" in page.content.decode()
    assert "您填的内容都还在" in words(page)
    again = {**sent, "seen_version": re.search(r'name="seen_version" value="(\d+)"', page.content.decode())[1]}
    assert client.post(f"/desk/items/{item.pk}/review/", again).status_code == 302


def test_a_form_without_a_conclusion_names_it(room):
    item = submit(room, a_draft(room))
    page = sit(room, "desk_officer").post(f"/desk/items/{item.pk}/review/", {"kind": "first_review"})
    assert page.status_code == 422
    assert "请选择结论" in words(page)


def test_a_step_that_is_not_theirs_is_refused_in_words(room):
    item = submit(room, a_draft(room))
    sent = {"seen_version": Draft.objects.get().version, "kind": "secrecy", "conclusion": "passed"}
    page = sit(room, "desk_officer").post(f"/desk/items/{item.pk}/review/", sent)
    assert page.status_code == 422
    assert "保密审查须由" in words(page)


def test_whoever_has_no_step_is_led_to_the_item(room):
    item = submit(room, a_draft(room))
    answer = sit(room, "contact").get(f"/desk/items/{item.pk}/review/")
    assert answer["Location"].endswith(f"/desk/items/{item.pk}/")


def test_the_item_page_names_each_step_and_who_may_take_it(room):
    item = submit(room, a_draft(room))
    page = words(sit(room, "contact").get(f"/desk/items/{item.pk}/"))
    for label in ("初审", "复审", "公开审查", "保密审查", "终审"):
        assert label in page
    assert f"{room.agency.short_name}的审核人、经办人、编辑、负责人" in page
    assert "2024年4月18日前应当公开" in page


def test_the_steps_are_told_to_a_writer_why_not(room):
    item = actions.draft_item(room.agency, written=written(room), actor=room.actor("desk_officer"))
    submit(room, item)
    assert "不能由您自己审查" in words(sit(room, "desk_officer").get(f"/desk/items/{item.pk}/"))


def test_submitting_and_revising_are_one_click(room):
    item = a_draft(room)
    client = sit(room, "contact")
    client.post(f"/desk/items/{item.pk}/submit/", {"seen_version": Draft.objects.get().version})
    assert Draft.objects.get().stage == "first_review"
    public = a_public_item(room, title="另一件")
    client.post(f"/desk/items/{public.pk}/revise/")
    assert Draft.objects.filter(publication=public).exists()


def test_a_refused_submission_says_what_is_missing(room):
    item = a_draft(room, summary="")
    page = sit(room, "contact").post(f"/desk/items/{item.pk}/submit/", follow=True)
    assert "还缺内容概述" in words(page)


@pytest.mark.parametrize(
    ("slug", "duty", "sent", "standing"),
    [
        ("withdraw", "leader", {"reason": "数据有误。", "ground": "", "replaced_by": ""}, "withdrawn"),
        ("archive", "editor", {"reason": "活动已经结束。"}, "archived"),
    ],
)
def test_a_public_item_is_withdrawn_or_archived_with_a_reason(room, slug, duty, sent, standing):
    item = a_public_item(room)
    client = sit(room, duty)
    assert client.get(f"/desk/items/{item.pk}/{slug}/").status_code == 200
    page = client.post(f"/desk/items/{item.pk}/{slug}/", {**sent, "reason": " "})
    assert page.status_code == 422
    assert client.post(f"/desk/items/{item.pk}/{slug}/", sent, follow=True).status_code == 200
    item.refresh_from_db()
    assert item.standing == standing
    assert client.get(f"/desk/items/{item.pk}/").status_code == 200


def test_what_is_archived_may_still_be_withdrawn_and_is_not_archived_twice(room):
    item = a_public_item(room)
    actions.archive_item(item, reason="活动已经结束。", actor=room.actor("editor"))
    page = sit(room, "leader").get(f"/desk/items/{item.pk}/").content.decode()
    assert f"/desk/items/{item.pk}/withdraw/" in page
    assert f"/desk/items/{item.pk}/archive/" not in page


def test_a_replacement_is_named_by_its_number(room):
    item, other = a_public_item(room), a_public_item(room, title="更正后的公告")
    client = sit(room, "leader")
    wrong = client.post(f"/desk/items/{item.pk}/withdraw/", {"reason": "有误。", "replaced_by": "没有这个号"})
    assert "没有这个索引号" in words(wrong)
    client.post(f"/desk/items/{item.pk}/withdraw/", {"reason": "有误。", "replaced_by": other.index_number})
    assert item.withdrawals.get().replaced_by == other


def test_urgent_release_and_its_confirmation(room):
    item = a_draft(room)
    page = sit(room, "leader").post(f"/desk/items/{item.pk}/urgent/", {"reason": "山洪预警。"}, follow=True)
    assert "等另一位负责人补审" in words(page)
    item.refresh_from_db()
    head = at_browser(room.at_head["leader"][0])
    assert "请绕行青年路" in words(head.get(f"/desk/items/{item.pk}/confirm/"))
    sent = {"seen_version": item.version, "kind": "confirmation", "conclusion": "passed"}
    assert "补审已经登记" in words(head.post(f"/desk/items/{item.pk}/confirm/", sent, follow=True))
    item.refresh_from_db()
    assert item.confirm_by is None


def test_what_was_refused_is_reassessed_at_the_desk(room):
    item = submit(room, a_draft(room))
    review(room, item, "disclosure", "reviewer", conclusion="refused", opinion="案件未结。", ground="case_file")
    client = sit(room, "reviewer")
    assert "不予公开" in words(client.get(f"/desk/items/{item.pk}/"))
    client.post(f"/desk/items/{item.pk}/reassess/", {"may_open": "yes", "reason": "案件已经办结。"})
    assert Publication.objects.get().standing == "unreleased"


@pytest.mark.parametrize("slug", ["recall", "drop"])
def test_a_draft_is_recalled_or_dropped_with_a_reason(room, slug):
    item = a_draft(room)
    if slug == "recall":
        submit(room, item)
    page = sit(room, "contact").post(f"/desk/items/{item.pk}/{slug}/", {"reason": "数字有误。"}, follow=True)
    assert page.status_code == 200
    assert "稿件已经" in words(page)


def test_versions_are_compared_word_by_word(room):
    item = a_public_item(room)
    revised(room, item, body="<p>人民路拓宽工程自5月1日起施工，请绕行青年路。</p>", title="关于人民路拓宽工程的公告")
    client = sit(room, "contact")
    page = client.get(f"/desk/items/{item.pk}/compare/")
    assert "<del>4</del>" in page.content.decode()
    assert "<ins>5</ins>" in page.content.decode()
    assert "差两处" in words(page)
    same = client.get(f"/desk/items/{item.pk}/compare/?from=1&to=1")
    assert same.status_code == 200
    assert client.get(f"/desk/items/{item.pk}/v1/").status_code == 200
    assert client.get(f"/desk/items/{item.pk}/v3/").status_code == 404


def test_rules_are_set_at_the_desk_and_name_what_is_wanting(room):
    lonely = an_agency(parent=room.head)
    leader = a_person(lonely, "leader")[0]
    client = at_browser(leader)
    page = client.get("/desk/items/rules/")
    assert "没有人可以做" not in words(page)
    assert "现有1人" in words(page)
    sent = {
        "seen_version": 0,
        "reviews": "2",
        "index_code": "11220000MB1234567X",
        "index_by": "month",
        "confirm_workdays": "3",
    }
    assert client.post("/desk/items/rules/", sent).status_code == 302
    assert PublishingRules.objects.get(agency=lonely).reviews == 2
    assert "您填的内容都还在" in words(client.post("/desk/items/rules/", sent))
    wrong = client.post("/desk/items/rules/", {**sent, "seen_version": 1, "index_code": "教育局"})
    assert "不像机构代码" in words(wrong)


def test_the_head_also_sets_the_marks_of_the_site(room):
    page = at_browser(room.at_head["leader"][0]).get("/desk/items/rules/")
    assert "网站标识码" in words(page)
    assert "网站标识码" not in words(sit(room, "leader").get("/desk/items/rules/"))


@pytest.mark.parametrize("path", ["", "review/", "withdraw/", "compare/", "v1/"])
def test_what_is_not_public_is_shown_to_nobody_of_another_agency(room, path):
    item = a_draft(room)
    other = a_newsroom(head=room.head)
    answer = sit(other, "leader").get(f"/desk/items/{item.pk}/{path}")
    assert answer.status_code == 403
    assert "人民路" not in words(answer)
    assert "人民路" not in words(sit(other, "leader").get("/desk/items/?shelf=work"))


def test_an_item_or_act_that_is_none_is_not_found(room):
    client = sit(room, "leader")
    assert client.get("/desk/items/99999/").status_code == 404
    assert client.get(f"/desk/items/{a_draft(room).pk}/explode/").status_code == 404


def test_a_page_of_the_list_asks_few_questions(room, django_assert_max_num_queries):
    for number in range(12):
        submit(room, a_draft(room, title=f"第{number}件"))
    client = sit(room, "auditor")
    client.get("/desk/items/?shelf=work")
    with django_assert_max_num_queries(25):
        client.get("/desk/items/?shelf=work")


def test_today_names_what_waits_at_the_gate(room):
    assert "主动公开" not in words(sit(room, "reviewer").get("/desk/"))
    item = submit(room, a_draft(room))
    assert "1件等您审查" in words(sit(room, "reviewer").get("/desk/"))
    review(room, item, "first_review", "desk_officer", conclusion="returned", opinion="日期不对。")
    assert "1件退回您修改" in words(sit(room, "contact").get("/desk/"))


def test_the_list_of_what_waits_asks_no_more_for_many_than_for_one(room, django_assert_max_num_queries):
    for number in range(12):
        submit(room, a_draft(room, title=f"第{number}件"))
    client = sit(room, "reviewer")
    client.get("/desk/items/")
    with django_assert_max_num_queries(16):
        assert "有十二件等您审查" in words(client.get("/desk/items/"))
