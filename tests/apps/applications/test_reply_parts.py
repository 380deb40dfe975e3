"""Several things asked for in one application, each with an outcome of its own (art. 36, 37; counting: table 3)."""

from datetime import date

import pytest
from tests.apps.applications.watching import NEXT, at_stage, refusal
from tests.builders import Desk, a_search, an_application

from gongkai.agencies.queries import counting_basis
from gongkai.applications.actions import Part, approve_reply, draft_reply, preview_reply, return_reply, serve_reply
from gongkai.applications.facts import of_year
from gongkai.applications.queries import living_reply
from gongkai.applications.wording import remedy_outcome
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.formats import for_year
from gongkai.law.stages import Stage
from gongkai.law.tally import tally

GIVEN = Part("征收批复", "granted.provided", "该批复由本机关制作，可以公开。")
WITHHELD = Part("会议记录", "refused.deliberative", "该会议记录属于讨论过程中的记录。")
MISSING = Part("补偿清单", "unavailable.not_found", "本机关没有制作、没有获取该清单。")
LATE = date(2024, 3, 20)


def draft(desk: Desk, application, *parts: Part, on: date = NEXT, outcome: str = "granted.provided", **changes):
    told = {"outcome_code": outcome, "reason": "各项分别答复。", "parts": parts, **changes}
    return draft_reply(application, actor=desk.officer(on), on=on, **told)


def paragraphs(application) -> list[str]:
    """The letter as approved."""
    return application.documents.get(reply__isnull=False).content["paragraphs"]


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.HANDLING)


def test_each_part_is_kept_with_its_outcome_and_articles(desk, application):
    reply = living_reply(draft(desk, application, GIVEN, WITHHELD))
    rows = [(row.position, row.asked, row.outcome) for row in reply.items.all()]
    assert rows == [(1, "征收批复", "granted.provided"), (2, "会议记录", "refused.deliberative")]
    assert reply.items.first().grounds.endswith("第三十六条第（二）项")
    assert "第十六条第二款" in reply.items.last().grounds


def test_the_letter_answers_each_with_its_own_article(desk):
    application = an_application(desk, received_on=LATE)
    a_search(desk, application, on=LATE)
    draft(desk, application, GIVEN, WITHHELD, MISSING, on=LATE)
    approve_reply(application, actor=desk.leader(LATE), on=LATE)
    text = paragraphs(application)
    assert application.documents.get(reply__isnull=False).content["title"] == "政府信息公开申请答复书"
    assert "你申请的信息共3项，本机关逐项答复如下。" in text
    given, withheld, missing = [line for line in text if line[:2] in {"1．", "2．", "3．"}]
    assert "关于“征收批复”：" in given
    assert "第三十六条第（二）项" in given
    assert "决定不予公开" in withheld
    assert "第十六条第二款" in withheld
    assert "检索情况：王敏于2024年3月20日检索" in missing
    assert "第三十六条第（四）项" in missing
    assert any("如对不予公开的部分不服，应当先" in line and "如对其他部分不服" in line for line in text)


def test_the_preview_is_the_letter(desk, application):
    shown = preview_reply(
        application, outcome_code="granted.provided", reason="各项分别答复。", on=NEXT, parts=[GIVEN, WITHHELD]
    )
    draft(desk, application, GIVEN, WITHHELD)
    approve_reply(application, actor=desk.leader(NEXT), on=NEXT)
    assert paragraphs(application) == shown["paragraphs"]


def test_a_reply_without_parts_reads_as_before(desk, application):
    draft(desk, application)
    approve_reply(application, actor=desk.leader(NEXT), on=NEXT)
    assert not any("逐项" in line for line in paragraphs(application))


@pytest.mark.parametrize(
    ("parts", "code", "field"),
    [
        ([GIVEN], "reply.one_part", "parts"),
        ([GIVEN, Part(" ", "granted.provided", "可以公开。")], "reply.no_asked", "parts"),
        ([GIVEN, Part("会议记录", "", "可以公开。")], "reply.no_outcome", "parts"),
        ([GIVEN, Part("会议记录", "otherwise.withdrawn", "可以公开。")], "reply.no_outcome", "parts"),
        ([GIVEN, Part("会议记录", "refused.deliberative", " ")], "reply.no_reason", "parts"),
        ([GIVEN, Part("会议记录", "not_taken_up.reissue", "给过了。")], "reply.no_grounds", "parts"),
        ([WITHHELD, Part("会议纪要", "refused.deliberative", "过程性信息。")], "reply.main_outcome", "outcome_code"),
    ],
)
def test_a_part_that_is_not_complete_is_refused_by_its_number(desk, application, parts, code, field):
    said = refusal(NotAcceptable, lambda: draft(desk, application, *parts), code, field)
    if field == "parts" and code != "reply.one_part":
        assert said.message.startswith("第2项：")


def test_what_a_part_rests_on_is_on_file_as_for_a_whole_reply(desk, application):
    said = refusal(NotLawful, lambda: draft(desk, application, GIVEN, MISSING), "reply.no_search", "parts")
    assert said.message.startswith("第2项：")
    third = Part("合同", "refused.third_party_rights", "合同含商业秘密。")
    refusal(NotLawful, lambda: draft(desk, application, GIVEN, third), "reply.no_consultation", "parts")


def test_any_of_the_parts_may_be_the_main_one(desk):
    for part in (GIVEN, WITHHELD):
        reply = living_reply(draft(desk, at_stage(desk, Stage.HANDLING), GIVEN, WITHHELD, outcome=part.outcome_code))
        assert reply.outcome == part.outcome_code


def test_a_returned_draft_keeps_its_parts_and_the_next_has_its_own(desk, application):
    draft(desk, application, GIVEN, WITHHELD)
    return_reply(application, remark="合在一起写", actor=desk.leader(NEXT), on=NEXT)
    draft(desk, application)
    assert [reply.items.count() for reply in application.replies.all()] == [2, 0]


@pytest.mark.parametrize(("items", "counted"), [("application", [1, 0, 1]), ("item", [1, 1, 2])])
def test_the_setting_decides_the_row(desk, items, counted):
    desk.agency.counting_items = items
    desk.agency.save()
    application = an_application(desk, received_on=LATE)
    draft(desk, application, GIVEN, WITHHELD, on=LATE)
    approve_reply(application, actor=desk.leader(LATE), on=LATE)
    serve_reply(application, service="hand", actor=desk.officer(LATE), on=LATE)
    facts = of_year([desk.agency], 2024)
    basis = counting_basis(desk.agency)
    figures = tally(for_year(2024), 2024, applications=facts, appeals=[], returns=[], basis=basis)
    cells = ("t3/granted/total", "t3/refused.deliberative/total", "t3/closed_total/total")
    assert [figures[cell].value for cell in cells] == counted


def test_what_was_withheld_in_a_part_is_looked_at_again(desk):
    application = an_application(desk, received_on=LATE)
    draft(desk, application, GIVEN, WITHHELD, on=LATE)
    approve_reply(application, actor=desk.leader(LATE), on=LATE)
    serve_reply(application, service="hand", actor=desk.officer(LATE), on=LATE)
    assert [task.kind for task in application.tasks.all()] == ["reassess"]


@pytest.mark.parametrize(
    ("code", "outcomes", "told"),
    [
        ("granted.provided", ["granted.provided", "unavailable.not_found"], "granted.provided"),
        ("granted.provided", ["granted.provided", "refused.deliberative"], "granted_in_part"),
        ("refused.deliberative", ["refused.deliberative", "refused.state_secret"], "refused.deliberative"),
        ("granted_in_part", ["granted.provided", "unavailable.not_found"], "granted.provided"),
        ("refused.deliberative", ["refused.deliberative", "granted_in_part"], "granted_in_part"),
        ("refused.registry_lookup", ["refused.registry_lookup", "granted.provided"], "refused.registry_lookup"),
    ],
)
def test_the_remedy_tells_where_review_goes_first(code, outcomes, told):
    assert remedy_outcome(code, outcomes) == told
