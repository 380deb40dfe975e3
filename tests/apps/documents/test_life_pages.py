"""文件 · 在办 and 解读 at the desk: the list, a life as a course of steps, each act with its form, the board of a year."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.apps.backoffice.pages import text_of
from tests.lives import (
    ADDRESS,
    BEGUN,
    a_life,
    a_text,
    an_interpretation,
    columns,
    index_code,
    published,
    reviewed,
    walked,
)
from tests.normative import TODAY, District

from gongkai.backoffice.views.life_acts import ACTS
from gongkai.documents import actions
from gongkai.documents.models import Interpretation, NormativeDocument
from gongkai.law.documents import StepKind

LIST = "/desk/making/"
TOLD = {
    "title": "青川区老旧小区加装电梯管理办法",
    "kind": "normative",
    "bases": "《中华人民共和国民法典》第二百七十八条\n物业管理条例",
}


def at_page(document: NormativeDocument, act: str = "") -> str:
    return f"{LIST}{document.pk}/{f'{act}/' if act else ''}"


def test_a_document_is_begun_at_the_desk_and_its_page_says_what_is_next(district: District, sits: Any) -> None:
    contact = sits("contact")
    assert "没有在办的文件" in text_of(contact.get(LIST))
    bare = contact.post(f"{LIST}new/", {"agency": district.agency.pk})
    assert bare.status_code == 422
    assert "请填写标题" in text_of(bare)
    typed = {**TOLD, "agency": district.head.pk, "joint": district.agency.short_name, "joint_outside": "邻州市交通局"}
    done = contact.post(f"{LIST}new/", typed, follow=True)
    said = text_of(done)
    assert "接着要办：登记征求意见的情况" in said
    document = NormativeDocument.objects.get()
    assert (document.agency, document.drafted_by) == (district.head, district.agency)
    assert [basis.article for basis in document.bases.all()] == ["第二百七十八条", ""]
    listed = text_of(contact.get(LIST))
    assert "在办文件1件" in listed
    assert document.title in listed


def test_what_was_typed_stays_and_the_refusal_stands_at_its_field(district: District, sits: Any) -> None:
    contact = sits("contact")
    typed = {**TOLD, "agency": district.agency.pk, "led_by": "邻州市交通局"}
    refused = contact.post(f"{LIST}new/", typed)
    assert refused.status_code == 422
    assert "由区外的邻州市交通局牵头" in text_of(refused)
    assert "物业管理条例" in refused.content.decode()
    unknown = contact.post(f"{LIST}new/", {**TOLD, "agency": district.agency.pk, "joint": "天上局"})
    assert "本区没有叫“天上局”的机关" in text_of(unknown)
    elsewhere = contact.post(f"{LIST}new/", {**TOLD, "agency": "999"})
    assert elsewhere.status_code == 422
    assert not NormativeDocument.objects.exists()


def test_a_life_is_walked_at_the_desk_step_by_step(district: District, sits: Any) -> None:
    contact, legal = sits("contact"), sits("legal_reviewer")
    document = a_life(district)
    finished = contact.post(at_page(document, "finish"), {"seen_version": document.version}, follow=True)
    assert "起草已经完毕" in text_of(finished)
    early = contact.post(at_page(document, "deliberation"), {"place": "常务会议", "on": TODAY.isoformat()})
    assert early.status_code == 422
    assert "还要先完成“征求意见”" in text_of(early)
    solicited = {
        "since": "2024-04-10",
        "until": "2024-04-25",
        "address": ADDRESS,
        "opinions": "12",
        "taken": "5",
    }
    said = text_of(contact.post(at_page(document, "solicitation"), solicited, follow=True))
    assert "收到意见12条，采纳5条" in said
    reviewed(district, document, date(2024, 5, 6))
    contact.post(at_page(document, "deliberation"), {"place": "第32次常务会议", "on": "2024-05-08"})
    assert "登记编号" in text_of(legal.get(at_page(document)))
    number = {"number": "青测发〔2024〕9号", "issued_on": "2024-05-09", "on": "2024-05-10"}
    said = text_of(legal.post(at_page(document, "register"), number, follow=True))
    document.refresh_from_db()
    assert document.registration_number in said
    assert "准备公开的文本" in text_of(contact.get(at_page(document)))
    columns()
    said = text_of(contact.post(at_page(document, "text"), {"text": "第一条 为了规范，制定本办法。"}, follow=True))
    assert "暂不能送审" in said
    said = text_of(
        contact.post(
            at_page(document, "interpret"),
            {"kind": "qa", "title": "加装电梯问答", "text": "怎么申请？"},
            follow=True,
        )
    )
    assert "暂不能送审" not in said
    assert "加装电梯问答" in said


def test_a_step_passed_over_is_seen_with_its_reason(district: District, sits: Any) -> None:
    contact, document = sits("contact"), a_life(district)
    bare = contact.post(at_page(document, "skip"), {"kind": "solicitation", "on": TODAY.isoformat(), "reason": ""})
    assert bare.status_code == 422
    assert "不经这一环节要写明理由" in text_of(bare)
    typed = {"kind": "solicitation", "on": TODAY.isoformat(), "reason": "只转发上级规定"}
    said = text_of(contact.post(at_page(document, "skip"), typed, follow=True))
    assert "未经这一环节" in said
    assert "只转发上级规定" in said


@pytest.mark.parametrize("slug", ACTS)
def test_every_act_opens_and_a_form_sent_empty_is_answered_in_words(district: District, sits: Any, slug: str) -> None:
    document, contact = a_life(district), sits("contact")
    assert contact.get(at_page(document, slug)).status_code == 200
    answer = contact.post(at_page(document, slug), {"seen_version": document.version})
    assert answer.status_code == 422
    assert "field has-error" in answer.content.decode() or "wrong" in answer.content.decode()


def test_the_second_of_two_is_told_and_keeps_what_was_typed(district: District, sits: Any) -> None:
    contact, document = sits("contact"), a_life(district)
    seen = document.version
    contact.post(at_page(document, "urgent"), {"reason": "汛情", "seen_version": seen})
    late = contact.post(at_page(document, "drop"), {"reason": "不办了", "seen_version": seen})
    assert late.status_code == 422
    assert "有同事改动了" in text_of(late)
    assert "不办了" in late.content.decode()
    document.refresh_from_db()
    assert f'value="{document.version}"' in late.content.decode()


def test_information_is_put_right_until_it_is_registered(district: District, sits: Any) -> None:
    contact, document = sits("contact"), a_life(district, bases=[actions.BasisTold("物业管理条例", "第六条")])
    address = at_page(document, "edit")
    assert "《物业管理条例》第六条" in contact.get(address).content.decode()
    typed = {**TOLD, "title": "改过的标题", "seen_version": document.version}
    assert "改过的标题" in text_of(contact.post(address, typed, follow=True))
    late = contact.post(address, {**typed, "title": "又一个"})
    assert late.status_code == 422
    registered = walked(district, title="已登记的")
    refused = contact.post(at_page(registered, "edit"), TOLD)
    assert refused.status_code == 422
    assert "已经登记编号" in text_of(refused)


def test_others_see_what_is_theirs_to_see_and_no_buttons(district: District, sits: Any) -> None:
    document = a_life(district)
    auditor = sits("auditor", of=district.head)
    said = auditor.get(at_page(document)).content.decode()
    assert document.title in said
    assert at_page(document, "drop") not in said
    assert auditor.get(f"{LIST}new/").status_code == 403
    assert auditor.get(f"{LIST}999/").status_code == 404
    assert auditor.get(at_page(document, "no-such-act")).status_code == 404
    keeper = sits("keeper", of=district.head)
    assert keeper.get(at_page(document)).status_code == 403
    assert document.title not in text_of(keeper.get(LIST))


def test_those_given_up_stand_on_a_shelf_of_their_own(district: District, sits: Any) -> None:
    contact, document = sits("contact"), a_life(district)
    contact.post(at_page(document, "drop"), {"reason": "上级已有规定"})
    assert document.title not in text_of(contact.get(LIST))
    said = text_of(contact.get(f"{LIST}?shelf=dropped"))
    assert "上级已有规定" in said


def test_the_board_names_what_is_late_what_is_exempt_and_what_nobody_used(district: District, sits: Any) -> None:
    index_code(district)
    late, exempt, done = (walked(district, title=title) for title in ("没有解读的", "不用解读的", "解读了的"))
    day = date(2024, 5, 6)
    contact = district.actor("contact", day)
    actions.exempt_interpretation(exempt, reason="只涉及机关内部", actor=contact)
    for document in (late, exempt, done):
        published(district, document, day)
    row = Interpretation.objects.get(document=done)
    actions.note_interpretation_elsewhere(
        done,
        told=actions.InterpretationTold(kind="media", title="日报解读", by_whom="青川日报"),
        address="https://news.example/1",
        published_on=day + timedelta(days=1),
        actor=district.actor("contact", TODAY),
    )
    said = text_of(sits("contact").get("/desk/interpretations/?year=2024"))
    assert "2024年公开的文件有一件还没有解读" in said
    assert "没有解读的" in said
    assert "逾期" in said
    assert "只涉及机关内部" in said
    assert "这一年没有用过文字解读、图片解读、视频解读、专家解读、新闻发布会、问答" in said
    assert row.publication is not None
    assert "2019年没有公开文件" in text_of(sits("contact").get("/desk/interpretations/?year=2019"))
    assert sits("contact").get("/desk/interpretations/?year=９９").status_code == 200


def test_an_interpretation_is_given_up_with_a_reason(district: District, sits: Any) -> None:
    contact, row = sits("contact"), an_interpretation(district, a_life(district), BEGUN)
    address = reverse("backoffice:drop_interpretation", args=[row.pk])
    assert contact.get(address).status_code == 200
    said = text_of(contact.post(address, {"reason": "改用问答"}, follow=True))
    assert "取消：改用问答" in said
    assert contact.get("/desk/interpretations/999/drop/").status_code == 404


def test_a_public_item_is_linked_by_its_index_number(district: District, sits: Any) -> None:
    index_code(district)
    document = walked(district)
    legal = sits("legal_reviewer")
    unknown = legal.post(at_page(document, "link"), {"item": "没有的"})
    assert unknown.status_code == 422
    assert "没有索引号为“没有的”的信息" in text_of(unknown)


def test_the_step_of_the_review_is_shown(district: District, sits: Any) -> None:
    said = text_of(sits("contact").get(at_page(walked(district, until=StepKind.REVIEW))))
    assert "接着要办：登记集体审议的情况" in said


def test_the_list_costs_the_same_for_one_document_and_for_many(
    district: District, sits: Any, django_assert_max_num_queries: Any
) -> None:
    contact = sits("contact")
    for step in StepKind.REVIEW, StepKind.DELIBERATION, StepKind.REGISTRATION:
        for number in range(4):
            a_text(district, walked(district, title=f"文件{step}{number}", until=step), TODAY)
    with django_assert_max_num_queries(14):
        assert "在办文件12件" in text_of(contact.get(LIST))


def test_today_names_what_waits_for_whoever_looks_and_what_is_not_interpreted(district: District, sits: Any) -> None:
    index_code(district)
    waiting = walked(district, title="等登记的", until=StepKind.DELIBERATION)
    late = walked(district, title="没有解读的")
    published(district, late, date(2024, 5, 6))
    said = text_of(sits("legal_reviewer").get("/desk/papers/"))
    assert waiting.title in said
    assert "登记编号" in said
    assert "1件公开的文件还没有解读" in said
    assert "逾期1件" in said
    assert waiting.title not in text_of(sits("contact").get("/desk/papers/"))


def test_a_held_item_says_so_at_the_gate(district: District, sits: Any) -> None:
    item = a_text(district, a_life(district), TODAY)
    said = text_of(sits("contact").get(reverse("backoffice:item", args=[item.pk])))
    assert "规范性文件还没有登记编号，这一件暂时不能送审" in said


def test_where_nothing_may_be_passed_over_the_form_says_why(district: District, sits: Any) -> None:
    document = walked(district, until=StepKind.SOLICITATION)
    typed = {"kind": "review", "on": TODAY.isoformat(), "reason": "来不及"}
    refused = sits("contact").post(at_page(document, "skip"), typed)
    assert refused.status_code == 422
    assert "“合法性审核”不能省略" in text_of(refused)
