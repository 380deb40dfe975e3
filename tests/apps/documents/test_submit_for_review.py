"""Handing a text in for legality review: by whom, to whom, until when, as what, and the versions that follow."""

from datetime import date

import pytest
from tests.apps.documents.refusals import refused
from tests.builders import an_agency
from tests.lives import a_life, walked
from tests.normative import TODAY, District
from tests.reviewing import AMENDED, DRAFT, a_review, reviewer, submitter
from tests.wordfiles import a_docx, a_pdf, a_scan

from gongkai.agencies.models import Post
from gongkai.audit.queries import entries_of
from gongkai.documents import actions
from gongkai.documents.models import DocumentRules, LegalityReview
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.notices.models import Message

pytestmark = pytest.mark.django_db


def hand_in(district: District, draft: actions.Handed, kind: str = "other", **told):
    return actions.submit_for_review(
        district.agency,
        told=actions.ReviewTold(kind=kind, title="关于犬只管理的汇报", **told),
        draft=draft,
        actor=submitter(district),
    )


def test_a_text_handed_in_has_its_first_draft_and_fifteen_working_days(district):
    review = a_review(district, on=date(2024, 6, 3))
    assert review.state == LegalityReview.State.RECEIVED
    assert review.due_on == date(2024, 6, 25)  # the Dragon Boat day, 10 June, is off
    assert [draft.text for draft in review.drafts.all()] == [DRAFT]
    (entry,) = entries_of(f"legalityreview:{review.pk}")
    assert (entry.verb, entry.on, entry.details["title"]) == ("review.submitted", TODAY, "关于犬只管理的汇报")


def test_an_urgent_text_is_due_in_the_days_the_agency_set(district):
    DocumentRules.objects.create(agency=district.head, required=[], urgent_review_workdays=1)
    assert a_review(district, urgent="防汛紧急").due_on == date(2024, 6, 4)


def test_the_nearest_legal_office_reviews_but_the_governments_own_papers_go_to_the_head(district):
    assert hand_in(district, actions.Handed(text=DRAFT)).agency == district.agency
    assert hand_in(district, actions.Handed(text=DRAFT), kind="minutes").agency == district.head
    Post.objects.filter(agency=district.agency, duty="legal_reviewer").delete()
    assert hand_in(district, actions.Handed(text=AMENDED)).agency == district.head


def test_without_any_legal_reviewer_it_is_said_what_to_do(district):
    Post.objects.filter(duty="legal_reviewer").delete()
    refused(NotLawful, lambda: a_review(district), "review.nobody")


def test_the_reviewers_are_told_by_message_without_the_words(district):
    person = district.person("legal_reviewer", of=district.head)
    person.email = "fazhi@example.org"
    person.save()
    a_review(district)
    (message,) = Message.objects.all()
    assert "送来合法性审核，2024年6月25日到期" in message.subject
    assert "登记费" not in message.body


def test_who_may_not_draft_may_not_hand_in(district):
    def act():
        actions.submit_for_review(
            district.agency,
            told=actions.ReviewTold(kind="other", title="汇报"),
            draft=actions.Handed(text=DRAFT),
            actor=district.actor("leader"),
        )

    refused(NotAllowed, act, "review.not_submitting")


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ({"kind": "other", "title": " "}, "review.no_title", "title"),
        ({"kind": "poem", "title": "汇报"}, "review.kind", "kind"),
        ({"kind": "normative", "title": "办法"}, "review.document", "kind"),
        ({"kind": "contract", "title": "合同"}, "review.contracts", "kind"),
        ({"kind": "other", "title": "长" * 201}, "text.too_long", "title"),
    ],
)
def test_a_paper_that_cannot_be_reviewed_is_refused(district, told, code, field):
    def act():
        actions.submit_for_review(
            district.agency,
            told=actions.ReviewTold(**told),
            draft=actions.Handed(text=DRAFT),
            actor=submitter(district),
            reviewed_by=district.head,
        )

    refused(NotAcceptable, act, code, field)


def test_a_day_ahead_is_refused(district):
    def act():
        actions.submit_for_review(
            district.agency,
            told=actions.ReviewTold(kind="other", title="汇报"),
            draft=actions.Handed(text=DRAFT),
            actor=submitter(district),
            received_on=date(2024, 6, 4),
        )

    refused(NotAcceptable, act, "date.future", "received_on")


def test_contracts_are_reviewed_once_the_agency_switched_them_on(district):
    DocumentRules.objects.create(agency=district.head, required=[], reviews_contracts=True)
    assert a_review(district, kind="contract").get_kind_display() == "行政合同"


def test_a_document_is_reviewed_in_its_turn_and_once_at_a_time(district):
    document = walked(district, until=StepKind.SOLICITATION)
    review = a_review(district, kind="normative", document=document)
    assert (review.document, review.title) == (document, document.title)
    refused(NotLawful, lambda: a_review(district, kind="normative", document=document), "review.already")


def test_a_document_that_is_still_drafted_is_not_reviewed(district):
    document = a_life(district)
    refused(NotLawful, lambda: a_review(district, kind="normative", document=document), "review.drafting")
    actions.finish_drafting(document, actor=submitter(district))
    refused(NotLawful, lambda: a_review(district, kind="normative", document=document), "step.not_its_turn")


def test_a_document_under_review_is_not_given_up(district):
    document = walked(district, until=StepKind.SOLICITATION)
    a_review(district, kind="normative", document=document)
    refused(
        NotLawful,
        lambda: actions.drop_document(document, reason="不再需要", actor=submitter(district)),
        "document.in_review",
    )


def test_words_are_read_from_a_word_document(district):
    review = hand_in(district, actions.Handed(upload=("办法.docx", a_docx(DRAFT))))
    (draft,) = review.drafts.all()
    assert draft.text == DRAFT
    assert draft.file is not None
    assert draft.file.name == "办法.docx"


def test_words_are_read_from_a_pdf_with_its_paragraphs_whole(district):
    long = "第五条 " + "养犬人应当依法办理登记，定期为犬只免疫，携犬外出时牵引并清除粪便，" * 4 + "不得影响他人生活。"
    review = hand_in(district, actions.Handed(upload=("办法.pdf", a_pdf(f"{DRAFT}\n{long}"))))
    (draft,) = review.drafts.all()
    read = ["".join(line.split()) for line in draft.text.split("\n")]
    assert [line for line in f"{DRAFT}\n{long}".split("\n") if "".join(line.split()) not in read] == []


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (actions.Handed(), "draft.nothing", "text"),
        (actions.Handed(text=" \n\u3000\x00"), "draft.nothing", "text"),
        (actions.Handed(text="第一条", upload=("一.docx", b"PK")), "draft.both", "text"),
        (actions.Handed(text="字" * 200_001), "draft.too_long", "text"),
        (actions.Handed(text="第一条", note="改" * 301), "text.too_long", "note"),
        (actions.Handed(upload=("表.txt", "第一条".encode())), "draft.kind", "upload"),
        (actions.Handed(upload=("坏.docx", b"not a word document")), "file.mismatch", None),
        (actions.Handed(upload=("空.pdf", b"")), "file.empty", None),
        (actions.Handed(upload=("坏.pdf", b"%PDF-1.7 broken")), "draft.unreadable", "upload"),
    ],
)
def test_what_has_no_words_to_compare_is_refused(district, draft, code, field):
    refused(NotAcceptable, lambda: hand_in(district, draft), code, field)
    assert LegalityReview.objects.count() == 0


def test_a_scan_is_refused_in_words(district):
    refusal = refused(
        NotAcceptable, lambda: hand_in(district, actions.Handed(upload=("扫描.pdf", a_scan()))), "draft.scan", "upload"
    )
    assert "扫描件" in refusal.message
    assert "Word" in refusal.hint


def test_signs_that_do_not_show_are_left_out(district):
    review = hand_in(district, actions.Handed(text="\x00第一条\u200b  为了\r\n\r\n\u3000\u3000第二条\t限养\x07"))
    assert review.drafts.get().text == "第一条 为了\n第二条 限养"


def test_the_next_draft_has_the_next_number_and_the_earlier_stays(district):
    review = a_review(district)
    actions.hand_in_draft(review, draft=actions.Handed(text=AMENDED, note="删去收费"), actor=submitter(district))
    assert [(draft.number, draft.text) for draft in review.drafts.all()] == [(1, DRAFT), (2, AMENDED)]
    verbs = {entry.verb: entry.details for entry in entries_of(f"legalityreview:{review.pk}")}
    assert verbs["review.draft_handed_in"]["number"] == 2
    assert verbs["review.draft_handed_in"]["note"] == "删去收费"


def test_the_same_words_are_no_next_draft(district):
    review = a_review(district)

    def act():
        actions.hand_in_draft(review, draft=actions.Handed(text=DRAFT + "\n"), actor=submitter(district))

    refused(NotAcceptable, act, "draft.unchanged", "text")


def test_only_who_drafts_hands_in_the_next(district):
    review = a_review(district)

    def act():
        actions.hand_in_draft(review, draft=actions.Handed(text=AMENDED), actor=reviewer(district))

    refused(NotAllowed, act, "review.not_submitting")


def test_a_reviewer_takes_it_and_a_colleague_may_take_it_over(district):
    review = actions.take_review(a_review(district), actor=reviewer(district))
    assert review.reviewer == district.person("legal_reviewer", of=district.head)
    refused(NotAllowed, lambda: actions.take_review(review, actor=submitter(district)), "review.not_reviewing")


def test_nobody_reviews_what_they_handed_in(district):
    review = a_review(district)
    LegalityReview.objects.filter(pk=review.pk).update(submitter=district.person("legal_reviewer", of=district.head))
    refused(NotAllowed, lambda: actions.take_review(review, actor=reviewer(district)), "review.own_text")


def test_taking_back_wants_a_reason_and_frees_the_document(district):
    document = walked(district, until=StepKind.SOLICITATION)
    review = a_review(district, kind="normative", document=document)
    refused(
        NotAcceptable,
        lambda: actions.take_back_review(review, reason=" ", actor=submitter(district)),
        "item.no_reason",
        "reason",
    )
    actions.take_back_review(review, reason="要作大的改动", actor=submitter(district))
    review.refresh_from_db()
    assert (review.state, review.taken_back_because) == (LegalityReview.State.TAKEN_BACK, "要作大的改动")
    assert a_review(district, kind="normative", document=document).pk != review.pk
    refused(NotLawful, lambda: actions.take_review(review, actor=reviewer(district)), "review.closed")


def test_who_read_an_older_state_is_told(district):
    review = a_review(district)
    actions.take_review(review, actor=reviewer(district))
    refused(
        Stale,
        lambda: actions.take_back_review(review, reason="要改", actor=submitter(district), seen_version=review.version),
        "review.changed",
    )


def test_another_department_sees_nothing_of_it(district):
    from gongkai.documents.permissions import may_see_review

    other = an_agency(parent=district.head)
    review = a_review(district)
    stranger = type(district)(district.head, other).actor("desk_officer", TODAY)
    assert not may_see_review(stranger, review)
    assert may_see_review(reviewer(district), review)
    assert may_see_review(submitter(district), review)
