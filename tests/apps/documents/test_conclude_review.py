"""The end of a legality review: nothing unanswered, a letter numbered without gaps and frozen, and what follows for the document."""

from datetime import date
from io import BytesIO

import pytest
from django.db import transaction
from docx import Document
from tests.apps.documents.refusals import refused
from tests.lives import walked
from tests.normative import TODAY, a_district
from tests.reviewing import AMENDED, a_review, answered, reviewer, submitter, with_opinions

from gongkai.audit.queries import entries_of
from gongkai.documents import actions, wording
from gongkai.documents.models import LegalityReview, NormativeDocument
from gongkai.files.contents import contents_of
from gongkai.law.documents import StepKind
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.typesetting.letter import letter_docx, letter_pdf

pytestmark = pytest.mark.django_db
Stage = NormativeDocument.Stage


def concluded(district, **changes):
    return actions.conclude_review(
        a_review(district), **{"conclusion": "lawful", "actor": reviewer(district), **changes}
    )


def test_nothing_goes_on_while_an_opinion_is_unanswered(district):
    review, given = with_opinions(district)
    answered(district, given[:3])
    refusal = refused(
        NotLawful,
        lambda: actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district)),
        "review.unanswered",
    )
    assert "第4条、第5条" in refusal.message
    answered(district, given[3:])
    actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district))


def test_an_opinion_that_was_never_sent_is_unanswered_too(district):
    review, _ = with_opinions(district, sent=False)
    refused(
        NotLawful,
        lambda: actions.conclude_review(review, conclusion="lawful", actor=reviewer(district)),
        "review.unanswered",
    )


def test_letters_are_numbered_without_gaps_by_year_and_agency(district):
    numbers = [concluded(district).report_number for _ in range(2)]
    with transaction.atomic():
        concluded(district)
        transaction.set_rollback(True)
    numbers.append(concluded(district).report_number)
    mark = f"{district.head.short_name}法审"
    assert numbers == [f"{mark}〔2024〕{number}号" for number in (1, 2, 3)]
    other = a_district()
    assert concluded(other).report_number == f"{other.head.short_name}法审〔2024〕1号"


def test_the_letter_says_what_was_opined_and_how_it_was_answered(district):
    review, given = with_opinions(district)
    answered(district, given, not_taken=[4])
    actions.record_answer(given[3], told="同意起草单位的理由", actor=reviewer(district))
    actions.hand_in_draft(review, draft=actions.Handed(text=AMENDED), actor=submitter(district))
    done = actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district))
    text = done.report_text
    assert text.startswith(f"{district.agency.name}：\n")
    assert "以第2稿为准" in text
    assert "审核结论为：修改后合法。" in text
    assert "共提出意见5条，其中采纳4条、不采纳1条。" in text
    assert "1．关于“养犬登记费每只每年五百元”：没有法律、法规依据，不得设定收费。" in text
    assert "起草单位答复：不采纳，理由：上级文件已经规定了例外。审核人记录：同意起草单位的理由。" in text


def test_the_letter_is_frozen_and_one_that_was_altered_is_found_out(district):
    done = concluded(district, text=f"{district.agency.name}：\n经审核，没有意见。")
    assert wording.is_as_issued(done)
    refused(
        NotLawful,
        lambda: actions.draft_report(done, text="另写", actor=reviewer(district)),
        "review.closed",
    )
    refused(
        NotLawful,
        lambda: actions.conclude_review(done, conclusion="lawful", actor=reviewer(district)),
        "review.closed",
    )
    LegalityReview.objects.filter(pk=done.pk).update(report_text="改过")
    assert not wording.is_as_issued(LegalityReview.objects.get(pk=done.pk))


def test_the_letter_drafted_before_is_the_one_issued(district):
    review = a_review(district)
    actions.draft_report(review, text="区政府办：\n\n  经审核，合法。", actor=reviewer(district))
    done = actions.conclude_review(review, conclusion="lawful", actor=reviewer(district), signed_by="周敏")
    assert (done.report_text, done.signed_by) == ("区政府办：\n经审核，合法。", "周敏")


@pytest.mark.parametrize(("text", "code"), [(" \n", "report.empty"), ("字" * 20_001, "report.too_long")])
def test_a_letter_without_words_or_too_long_is_refused(district, text, code):
    review = a_review(district)
    refused(NotAcceptable, lambda: actions.draft_report(review, text=text, actor=reviewer(district)), code, "text")


def test_the_letter_is_printed_in_the_official_layout_as_pdf_and_word(district):
    review, given = with_opinions(district)
    answered(district, given)
    done = actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district))
    letter = wording.letter_of_review(done)
    printed = "".join(contents_of("pdf", letter_pdf(letter)).text.split())
    typed = "".join(paragraph.text for paragraph in Document(BytesIO(letter_docx(letter))).paragraphs)
    for said in (done.report_number, "不得设定收费", "审核结论为：修改后合法", "2024年6月3日"):
        assert said in printed
        assert said in "".join(typed.split())
    assert "草稿" not in printed


def test_until_it_is_issued_the_letter_is_a_draft_without_a_number(district):
    letter = wording.letter_of_review(a_review(district))
    assert letter.draft
    assert not letter.number
    assert "草稿" in contents_of("pdf", letter_pdf(letter)).text


@pytest.mark.parametrize("conclusion", ["lawful_if_amended", "unlawful"])
def test_a_conclusion_that_finds_fault_wants_an_opinion(district, conclusion):
    review = a_review(district)
    refused(
        NotAcceptable,
        lambda: actions.conclude_review(review, conclusion=conclusion, actor=reviewer(district)),
        "review.no_opinion",
        "conclusion",
    )


def test_a_letter_that_says_another_conclusion_than_the_one_chosen_is_refused(district):
    review, given = with_opinions(district)
    answered(district, given)
    text = wording.compose_report(review, "lawful")

    def act():
        actions.conclude_review(review, conclusion="unlawful", text=text, actor=reviewer(district))

    refusal = refused(NotAcceptable, act, "report.other_conclusion", "text")
    assert "选的结论是“不合法，不宜出台”，正文写的是“合法”" in refusal.message


@pytest.mark.parametrize("conclusion", LegalityReview.Conclusion.values)
def test_each_conclusion_agrees_with_its_own_wording(district, conclusion):
    review, given = with_opinions(district)
    answered(district, given)
    done = actions.conclude_review(review, conclusion=conclusion, actor=reviewer(district))
    assert done.report_number


def test_a_conclusion_that_is_none_is_refused(district):
    review = a_review(district)
    refused(
        NotAcceptable,
        lambda: actions.conclude_review(review, conclusion="", actor=reviewer(district)),
        "review.no_conclusion",
        "conclusion",
    )
    refused(
        NotAcceptable,
        lambda: actions.conclude_review(review, conclusion="lawful", on=date(2024, 5, 31), actor=reviewer(district)),
        "date.too_early",
        "on",
    )


def test_only_a_legal_reviewer_concludes_and_not_of_their_own_text(district):
    review = a_review(district)
    refused(
        NotAllowed,
        lambda: actions.conclude_review(review, conclusion="lawful", actor=submitter(district)),
        "review.not_reviewing",
    )
    LegalityReview.objects.filter(pk=review.pk).update(submitter=district.person("legal_reviewer", of=district.head))
    refused(
        NotAllowed,
        lambda: actions.conclude_review(review, conclusion="lawful", actor=reviewer(district)),
        "review.own_text",
    )


def test_a_document_judged_lawful_goes_on_to_deliberation(district):
    document = walked(district, until=StepKind.SOLICITATION)
    review, given = with_opinions(district, kind="normative", document=document)
    answered(district, given, not_taken=[4])
    done = actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district))
    document.refresh_from_db()
    assert document.stage == Stage.DELIBERATION
    step = document.steps.get(kind=StepKind.REVIEW)
    assert (step.done_on, step.note) == (TODAY, f"修改后合法，{done.report_number}")


@pytest.mark.parametrize(("conclusion", "label"), [("unlawful", "不合法"), ("out_of_scope", "不属于审核范围")])
def test_a_document_that_cannot_go_on_goes_back_to_who_drafts(district, conclusion, label):
    document = walked(district, until=StepKind.SOLICITATION)
    review, given = with_opinions(district, kind="normative", document=document)
    answered(district, given)
    actions.conclude_review(review, conclusion=conclusion, actor=reviewer(district))
    document.refresh_from_db()
    assert document.stage == Stage.DRAFTING
    assert not document.steps.filter(kind=StepKind.REVIEW).exists()
    entry = entries_of(f"normativedocument:{document.pk}").last()
    assert entry.verb == "document.sent_back"
    assert label in entry.details["reason"]
    actions.finish_drafting(document, actor=submitter(district))
    assert a_review(district, kind="normative", document=document).pk != review.pk


def test_one_that_was_quicker_than_the_rule_is_remarked_upon(district):
    review = a_review(district, on=date(2024, 5, 29))
    done = actions.conclude_review(review, conclusion="lawful", actor=reviewer(district, TODAY))
    entry = entries_of(f"legalityreview:{done.pk}").last()
    assert entry.details["remark"] == "这次审核用了3个工作日，一般不少于5个工作日。"
    slow = actions.conclude_review(
        a_review(district, on=date(2024, 5, 27)), conclusion="lawful", actor=reviewer(district, TODAY)
    )
    assert "remark" not in entries_of(f"legalityreview:{slow.pk}").last().details
