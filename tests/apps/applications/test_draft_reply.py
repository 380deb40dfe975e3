"""拟写答复 (art. 36–39): an outcome, its ground, its reason. Without a ground nothing is saved."""

from datetime import date

import pytest
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    letters_of,
    nothing_changes,
    refusal,
    trace_of,
)
from tests.apps.files.samples import EXE, PDF, TXT
from tests.builders import a_search, an_application

from gongkai.agencies.models import Agency
from gongkai.applications.actions import (
    consult_third_party,
    draft_reply,
    preview_reply,
    receive_supplement,
    record_fee_notice_received,
    record_reasons,
    reply_content,
    request_reasons,
    request_supplement,
    send_fee_notice,
)
from gongkai.applications.queries import living_reply
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.outcomes import all_outcomes
from gongkai.law.stages import Stage, Verb

OF_THEIR_OWN = {"otherwise.not_supplemented", "otherwise.withdrawn"}
DRAFTED = [entry.code for entry in all_outcomes() if entry.code not in OF_THEIR_OWN]
REASON = "该信息由本机关制作。"
SAYING = {
    "granted.already_public": "该信息已在青川区政府网站“征收信息”栏目公开。",
    "granted_in_part": "附表属于个人隐私，依据第十五条不公开。",
    "refused.prohibited_by_law": "《中华人民共和国档案法》第三十条规定不得公开。",
    "refused.registry_lookup": "依照《不动产登记暂行条例》第二十七条，请到登记中心查询。",
    "unavailable.not_ours": "请向青川区自然资源局申请，电话0000-7654321。",
    "not_taken_up.repeat": "本机关已于2020年1月10日以青测公开〔2020〕5号答复你。",
    "not_taken_up.published_work": "《青川年鉴（2020）》可以到图书馆借阅。",
    "not_taken_up.reissue": "本机关已于2020年1月10日向你提供该信息。",
}


def draft(application, *, actor, on, **changes):
    told = {"outcome_code": "granted.provided", "reason": REASON, **changes}
    return draft_reply(application, actor=actor, on=on, **told)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_the_draft_waits_for_a_decision(desk, application):
    found = draft(application, actor=desk.officer(NEXT), on=NEXT)
    reply = living_reply(found)
    assert found.stage == Stage.REPLY_DRAFTED
    assert (reply.state, reply.outcome, reply.reason) == ("drafted", "granted.provided", REASON)
    assert (reply.drafted_by, reply.drafted_on) == (desk.person("desk_officer"), NEXT)
    assert (found.outcome, found.closed_on, found.replied_on) == ("", None, None)


def test_no_letter_is_numbered_before_it_is_approved(desk, application):
    assert letters_of(draft(application, actor=desk.officer(NEXT), on=NEXT)) == []


def test_the_ground_is_that_of_the_outcome_unless_another_is_typed(desk):
    for typed, kept in (("", "第三十六条第（二）项"), (" 某规定第三条 ", "某规定第三条")):
        found = draft(at_stage(desk, Stage.HANDLING), actor=desk.officer(NEXT), on=NEXT, grounds=typed)
        assert living_reply(found).grounds.endswith(kept)


@pytest.mark.parametrize("code", DRAFTED)
def test_every_outcome_has_a_ground_or_asks_for_one(desk, code):
    received = date(2021, 4, 12)  # since 2021 a fee may be unpaid
    application = an_application(desk, received_on=received)
    officer, on = desk.officer(date(2021, 6, 6)), received
    a_search(desk, application, on=received)
    consult_third_party(application, name="某某公司", subject="合同", actor=officer, on=received)
    if code == "unavailable.still_unclear":
        request_supplement(application, items=["年份"], reply_by=date(2021, 5, 1), actor=officer, on=received)
        receive_supplement(application, text="不清楚", actor=officer, on=received)
    if code == "not_taken_up.excessive":
        limit = date(2021, 5, 1)
        request_reasons(application, counts="一个月内86件", reply_by=limit, actor=officer, on=received)
        record_reasons(application, text="想看", reasonable=False, actor=officer, on=received)
    if code == "otherwise.fee_unpaid":
        on = date(2021, 6, 1)
        Agency.objects.filter(pk=desk.agency.pk).update(fee_account="向区财政专户缴纳")
        send_fee_notice(application, scale="by_case", quantity=1, already=10, actor=officer, on=received)
        record_fee_notice_received(application, actor=officer, on=received)
    told = {"outcome_code": code, "actor": officer, "on": on, "reason": SAYING.get(code, REASON)}
    grounds = next(entry.grounds for entry in all_outcomes() if entry.code == code)
    if not grounds:
        refusal(NotAcceptable, lambda: draft(application, **told), "reply.no_grounds", "grounds")
        told["grounds"] = "《某规定》第三条"
    assert living_reply(draft(application, **told)).grounds


@pytest.mark.parametrize("code", ["", "granted.perhaps", *sorted(OF_THEIR_OWN)])
def test_an_outcome_is_chosen_from_those_a_reply_can_have(desk, application, code):
    refusal(
        NotAcceptable,
        lambda: draft(application, actor=desk.officer(NEXT), on=NEXT, outcome_code=code),
        "reply.no_outcome",
        "outcome_code",
    )


def test_a_reply_gives_its_reason(desk, application):
    refusal(
        NotAcceptable,
        lambda: draft(application, actor=desk.officer(NEXT), on=NEXT, reason=" \n "),
        "reply.no_reason",
        "reason",
    )


@pytest.mark.parametrize(
    ("outcome", "code", "article", "field"),
    [
        ("unavailable.not_found", "reply.no_search", "第三十六条第（四）项", "search_record"),
        ("refused.third_party_rights", "reply.no_consultation", "第三十二条", "outcome_code"),
        ("unavailable.still_unclear", "reply.no_supplement", "第三十条", "outcome_code"),
        ("refused.prohibited_by_law", "reply.no_prohibiting_law", "第十四条", "grounds"),
        ("not_taken_up.repeat", "reply.no_earlier", "第三十六条第（六）项", "reason"),
        ("unavailable.not_ours", "reply.no_responsible", "第十条", "reason"),
        ("granted_in_part", "reply.no_withheld_article", "第三十七条", "grounds"),
    ],
)
def test_what_the_law_wants_done_first_is_on_file(desk, application, outcome, code, article, field):
    said = refusal(
        NotLawful, lambda: draft(application, actor=desk.officer(NEXT), on=NEXT, outcome_code=outcome), code, field
    )
    assert str(said.citation).endswith(article)


def test_a_search_that_found_something_proves_nothing_missing(desk, application):
    found = {"found": True, "result": "青测〔2019〕3号", "origin": "ours"}
    a_search(desk, application, on=NEXT, **found)
    refusal(
        NotLawful,
        lambda: draft(application, actor=desk.officer(NEXT), on=NEXT, outcome_code="unavailable.not_found"),
        "reply.no_search",
    )


def test_the_letter_tells_the_searches_on_record_unless_told_otherwise(desk):
    for typed, told in (
        ("", "王敏于2020年4月14日检索办公室的文书档案室、电子公文系统，关键词“人民路、征收批复”，没有检索到。"),
        ("查了。", "查了。"),
    ):
        application = at_stage(desk, Stage.HANDLING)
        a_search(desk, application, on=NEXT)
        draft(application, actor=desk.officer(NEXT), on=NEXT, outcome_code="unavailable.not_found", search_record=typed)
        assert living_reply(application).search_record == told
        assert f"检索情况：{told}" in reply_content(application, living_reply(application), NEXT)["paragraphs"]


def test_blanks_that_were_left_are_no_reason(desk, application):
    refusal(
        NotAcceptable,
        lambda: draft(application, actor=desk.officer(NEXT), on=NEXT, reason="该信息是＿＿。"),
        "reply.blanks",
        "reason",
    )


def test_before_2021_no_fee_could_be_left_unpaid(desk, application):
    refusal(
        NotLawful, lambda: draft(application, actor=desk.officer(NEXT), on=NEXT, outcome_code="otherwise.fee_unpaid")
    )


def test_released_files_lie_with_the_case(desk, application):
    files = [("批复.pdf", PDF), ("说明.txt", TXT)]
    found = draft(application, actor=desk.officer(NEXT), on=NEXT, released=files)
    assert list(found.attachments.values_list("role", "file__name")) == [
        ("released", "批复.pdf"),
        ("released", "说明.txt"),
    ]


def test_one_file_that_cannot_be_taken_leaves_no_draft(desk, application):
    files = [("批复.pdf", PDF), ("批复.docx", EXE)]
    refusal(
        NotAcceptable, lambda: draft(application, actor=desk.officer(NEXT), on=NEXT, released=files), "file.mismatch"
    )


def test_the_trace_tells_the_outcome_and_not_the_reason(desk, application):
    trace = trace_of(draft(application, actor=desk.officer(NEXT), on=NEXT))
    assert (trace.verb, trace.on, trace.details["outcome"]) == ("application.reply_drafted", NEXT, "granted.provided")
    assert trace.ground.endswith("第三十六条")
    assert REASON not in str(trace.details)


def test_the_preview_is_the_letter_that_goes_out_and_saves_nothing(desk, application):
    with nothing_changes():
        shown = preview_reply(
            application, outcome_code="granted.provided", reason=REASON, on=NEXT, released=["批复.pdf"]
        )
    found = draft(application, actor=desk.officer(NEXT), on=NEXT, released=[("批复.pdf", PDF)])
    assert reply_content(found, living_reply(found), NEXT) == shown
    assert shown["attachments"] == ["批复.pdf"]
    assert any("本机关予以提供" in paragraph for paragraph in shown["paragraphs"])


def test_the_preview_refuses_what_the_draft_would(desk, application):
    refusal(
        NotAcceptable,
        lambda: preview_reply(application, outcome_code="granted.provided", reason="", on=NEXT),
        "reply.no_reason",
    )


def test_it_is_refused_at_every_other_stage(desk):
    is_refused_where_unlawful(desk, Verb.DRAFT_REPLY, draft)


def test_only_a_desk_officer_of_the_agency_drafts(desk, application):
    is_refused_to_others(desk, application, draft, allowed={"desk_officer"})


def test_the_day_lies_between_receipt_and_today(desk, application):
    assert application.received_on < LATER
    is_refused_on_bad_days(desk, application, draft, not_before=RECEIVED)


def test_the_later_of_two_officers_is_told_what_the_other_did(desk, application):
    is_refused_when_stale(desk, application, draft)
