"""The opinions of a legality review: given, changed, withdrawn, sent, answered one by one, and never by their author."""

import pytest
from django.db import IntegrityError, transaction
from tests.apps.documents.refusals import refused
from tests.builders import BUILDER
from tests.normative import District
from tests.reviewing import AMENDED, POINTS, a_review, answered, reviewer, submitter, with_opinions

from gongkai.agencies import actions as agencies
from gongkai.agencies.models import Post
from gongkai.agencies.queries import held
from gongkai.audit.actors import Actor
from gongkai.audit.queries import entries_of
from gongkai.documents import actions
from gongkai.documents.models import LegalityReview, Opinion
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.notices.models import Message

pytestmark = pytest.mark.django_db
State = LegalityReview.State


def state_of(review) -> str:
    return LegalityReview.objects.get(pk=review.pk).state


def test_opinions_are_numbered_and_stand_on_a_passage_of_the_latest_draft(district):
    review, given = with_opinions(district, sent=False)
    assert [one.number for one in given] == [1, 2, 3, 4, 5]
    assert given[0].draft == review.drafts.get()
    assert review.reviewer == district.person("legal_reviewer", of=district.head)
    assert review.state == State.RECEIVED


def test_a_passage_that_does_not_stand_in_the_draft_is_refused(district):
    review = a_review(district)

    def act(**told):
        actions.give_opinion(review, actor=reviewer(district), **told)

    refused(NotAcceptable, lambda: act(text="要改", passage="没有这句话"), "opinion.no_such_passage", "passage")
    refused(NotAcceptable, lambda: act(text=" "), "opinion.no_text", "text")
    refused(NotAcceptable, lambda: act(text="要改", passage="字" * 301), "text.too_long", "passage")
    refused(NotAcceptable, lambda: act(text="要改", ground="字" * 201), "text.too_long", "ground")


def test_a_passage_copied_over_a_line_end_is_found(district):
    review = a_review(district)
    given = actions.give_opinion(
        review, text="分开写", passage="制定本办法。\n第二条 个人养犬的", actor=reviewer(district)
    )
    assert given.passage == "制定本办法。 第二条 个人养犬的"


def test_an_opinion_is_about_the_draft_that_was_the_latest(district):
    review = a_review(district)
    actions.hand_in_draft(review, draft=actions.Handed(text=AMENDED), actor=submitter(district))
    given = actions.give_opinion(review, text="可以", passage="公安机关依法处理", actor=reviewer(district))
    assert given.draft.number == 2
    refused(
        NotAcceptable,
        lambda: actions.give_opinion(review, text="要改", passage="养犬登记费每只每年五百元", actor=reviewer(district)),
        "opinion.no_such_passage",
    )


def test_only_a_legal_reviewer_of_the_reviewing_agency_gives_opinions(district):
    review = a_review(district)
    for actor in (submitter(district), district.actor("legal_reviewer"), district.of_head("leader")):
        refused(
            NotAllowed,
            lambda actor=actor: actions.give_opinion(review, text="要改", actor=actor),
            "review.not_reviewing",
        )


def test_an_unsent_opinion_is_changed_and_the_journal_keeps_what_it_said(district):
    review, given = with_opinions(district, sent=False)
    changed = actions.change_opinion(given[4], text="请补充依据。", passage="制定本办法", actor=reviewer(district))
    assert (changed.text, changed.passage) == ("请补充依据。", "制定本办法")
    entry = entries_of(f"legalityreview:{review.pk}").last()
    assert (entry.verb, entry.details["before"]) == ("opinion.changed", POINTS[4][1])


def test_withdrawing_an_unsent_opinion_moves_the_others_up(district):
    review, given = with_opinions(district, sent=False)
    actions.withdraw_opinion(given[1], actor=reviewer(district))
    assert list(review.opinions.values_list("number", "text")) == [
        (1, POINTS[0][1]),
        (2, POINTS[2][1]),
        (3, POINTS[3][1]),
        (4, POINTS[4][1]),
    ]


def test_withdrawing_a_sent_opinion_leaves_the_numbers_of_the_others(district):
    review, given = with_opinions(district)
    answered(district, [given[0], *given[2:]])
    assert state_of(review) == State.ANSWERING
    actions.withdraw_opinion(given[1], actor=reviewer(district))
    assert list(review.opinions.values_list("number", flat=True)) == [1, 3, 4, 5]
    assert state_of(review) == State.ANSWERED
    refused(
        NotLawful,
        lambda: actions.answer_opinion(given[1], answer="taken", actor=submitter(district)),
        "opinion.withdrawn",
    )


def test_an_answered_opinion_stays_as_it_is(district):
    _, given = with_opinions(district)
    answered(district, given[:1])
    refused(
        NotLawful, lambda: actions.change_opinion(given[0], text="另写", actor=reviewer(district)), "opinion.answered"
    )
    refused(NotLawful, lambda: actions.withdraw_opinion(given[0], actor=reviewer(district)), "opinion.answered")


def test_opinions_are_the_reviewers_own_until_they_are_sent(district):
    review, given = with_opinions(district, sent=False)
    refused(
        NotLawful,
        lambda: actions.answer_opinion(given[0], answer="taken", actor=submitter(district)),
        "opinion.not_sent",
    )
    actions.send_opinions(review, actor=reviewer(district))
    assert state_of(review) == State.ANSWERING
    refused(NotLawful, lambda: actions.send_opinions(review, actor=reviewer(district)), "review.nothing_to_send")


def test_nothing_is_sent_where_there_is_no_opinion(district):
    review = a_review(district)
    refused(NotLawful, lambda: actions.send_opinions(review, actor=reviewer(district)), "review.nothing_to_send")


def test_an_opinion_given_while_answers_are_awaited_goes_out_at_once(district):
    review, given = with_opinions(district)
    answered(district, given)
    review.refresh_from_db()
    assert review.state == State.ANSWERED
    late = actions.give_opinion(review, text="还有一处", actor=reviewer(district))
    assert late.number == 6
    refused(
        NotLawful, lambda: actions.answer_opinion(late, answer="taken", actor=submitter(district)), "opinion.not_sent"
    )
    actions.send_opinions(review, actor=reviewer(district))
    another = actions.give_opinion(review, text="又一处", actor=reviewer(district))
    answered(district, [late, another])
    assert state_of(review) == State.ANSWERED


def test_an_answer_changed_late_does_not_send_what_the_reviewer_has_not_sent(district):
    review, given = with_opinions(district)
    answered(district, given)
    late = actions.give_opinion(review, text="还有一处", actor=reviewer(district))
    actions.answer_opinion(given[0], answer="partly", reason="改了一半。", actor=submitter(district))
    assert state_of(review) == State.ANSWERED
    refused(
        NotLawful, lambda: actions.answer_opinion(late, answer="taken", actor=submitter(district)), "opinion.not_sent"
    )


def test_the_number_of_a_sent_opinion_never_comes_twice(district):
    review, given = with_opinions(district)
    actions.withdraw_opinion(given[4], actor=reviewer(district))
    another = actions.give_opinion(review, text="另有一处", actor=reviewer(district))
    assert another.number == 6
    actions.withdraw_opinion(another, actor=reviewer(district))
    assert actions.give_opinion(review, text="又一处", actor=reviewer(district)).number == 7


def test_the_number_of_an_opinion_withdrawn_before_any_was_sent_is_given_again(district):
    review, given = with_opinions(district, sent=False)
    actions.withdraw_opinion(given[4], actor=reviewer(district))
    assert actions.give_opinion(review, text="另有一处", actor=reviewer(district)).number == 5
    actions.send_opinions(review, actor=reviewer(district))
    assert actions.give_opinion(review, text="又一处", actor=reviewer(district)).number == 6


def test_who_handed_it_in_is_told_that_opinions_wait_and_the_reviewer_that_all_are_answered(district):
    for duty, of, address in (
        ("contact", district.agency, "a@example.org"),
        ("legal_reviewer", district.head, "b@example.org"),
    ):
        person = district.person(duty, of=of)
        person.email = address
        person.save()
    _, given = with_opinions(district)
    answered(district, given)
    told = {(message.address, message.subject.split("：")[-1]) for message in Message.objects.all()}
    assert ("a@example.org", "有审核意见等您答复") in told
    assert ("b@example.org", "意见已经全部答复，可以出具意见书") in told
    assert not any(POINTS[0][1] in message.body for message in Message.objects.all())


@pytest.mark.parametrize("answer", ["partly", "not_taken"])
def test_what_is_not_taken_whole_wants_a_reason(district, answer):
    _, given = with_opinions(district)
    refused(
        NotAcceptable,
        lambda: actions.answer_opinion(given[0], answer=answer, reason=" ", actor=submitter(district)),
        "opinion.no_reason",
        "reason",
    )
    actions.answer_opinion(given[0], answer=answer, reason="上级规定已有例外。", actor=submitter(district))
    given[0].refresh_from_db()
    assert (given[0].answer, given[0].answer_reason) == (answer, "上级规定已有例外。")
    assert given[0].answered_by == district.person("contact")


def test_an_answer_that_is_none_of_the_three_is_refused(district):
    _, given = with_opinions(district)
    refused(
        NotAcceptable,
        lambda: actions.answer_opinion(given[0], answer="perhaps", actor=submitter(district)),
        "opinion.no_answer",
        "answer",
    )
    refused(
        NotAcceptable,
        lambda: actions.answer_opinion(given[0], answer="not_taken", reason="字" * 501, actor=submitter(district)),
        "text.too_long",
        "answer_reason",
    )


def test_only_who_drafts_answers(district):
    _, given = with_opinions(district)
    for actor in (reviewer(district), district.actor("leader"), district.of_head("contact")):
        refused(
            NotAllowed,
            lambda actor=actor: actions.answer_opinion(given[0], answer="taken", actor=actor),
            "review.not_submitting",
        )


def test_nobody_answers_their_own_opinion_from_another_post(district: District):
    _, given = with_opinions(district)
    person = district.person("legal_reviewer", of=district.head)
    post = agencies.appoint(
        person, agency=district.agency, duty="contact", since=given[0].given_on, actor=BUILDER, office=None
    )
    author = Actor(
        f"person:{person.pk}", person.name, held(Post.objects.get(pk=post.pk)), submitter(district).at, "test"
    )
    refusal = refused(NotAllowed, lambda: actions.answer_opinion(given[0], answer="taken", actor=author), "opinion.own")
    assert "另一位同事" in refusal.hint


def test_the_database_too_keeps_an_author_from_answering(district):
    _, given = with_opinions(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=given[0].pk).update(answer="taken", answered_by=given[0].given_by)


def test_an_answer_may_be_changed_until_the_letter_is_issued(district):
    review, given = with_opinions(district)
    answered(district, given, not_taken=[2])
    actions.record_answer(given[1], told="坚持原来的意见。", actor=reviewer(district))
    actions.answer_opinion(given[1], answer="taken", actor=submitter(district))
    given[1].refresh_from_db()
    assert (given[1].answer, given[1].answer_reason, given[1].recorded) == ("taken", "", "")
    actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district))
    refused(
        NotLawful,
        lambda: actions.answer_opinion(given[1], answer="taken", actor=submitter(district)),
        "review.closed",
    )


def test_the_reviewer_records_what_he_holds_of_an_opinion_not_taken(district):
    _, given = with_opinions(district)
    answered(district, given, not_taken=[4])
    refused(NotLawful, lambda: actions.record_answer(given[0], told="好", actor=reviewer(district)), "opinion.taken")
    refused(
        NotAcceptable,
        lambda: actions.record_answer(given[3], told=" ", actor=reviewer(district)),
        "opinion.nothing_recorded",
        "told",
    )
    assert actions.record_answer(given[3], told="同意。", actor=reviewer(district)).recorded == "同意。"


def test_an_answer_to_an_older_state_of_the_page_is_told_so(district):
    review, given = with_opinions(district)
    actions.give_opinion(review, text="又一处", actor=reviewer(district))
    refused(
        Stale,
        lambda: actions.answer_opinion(
            given[0], answer="taken", actor=submitter(district), seen_version=review.version
        ),
        "review.changed",
    )
