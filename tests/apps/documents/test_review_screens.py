"""Legality review on the desk: handed in, compared, opined, answered and concluded through the pages; what each person sees."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.lives import walked
from tests.normative import TODAY
from tests.reviewing import AMENDED, DRAFT, POINTS, a_review, answered, reviewer, submitter, with_opinions
from tests.wordfiles import a_docx, a_scan

from gongkai.agencies.models import Agency
from gongkai.backoffice.marked import Mark, marked, paragraph_of
from gongkai.documents import actions
from gongkai.documents.models import DocumentRules, LegalityReview
from gongkai.law.documents import StepKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks(district, sits):
    """The browsers of the department's contact and of the district's legal reviewer."""
    return sits("contact"), sits("legal_reviewer", of=district.head)


def page(client, name: str, *keys: object, query: str = "") -> str:
    answer = client.get(f"{reverse(f'backoffice:{name}', args=keys)}{query}")
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_a_review_goes_from_hand_in_to_letter_through_the_pages(district, desks):
    contact, legal = desks
    Agency.objects.filter(pk=district.agency.pk).update(short_name="民政局")
    sent = contact.post(
        reverse("backoffice:submit_review"),
        {
            "kind": "meeting_topic",
            "title": "关于犬只管理的汇报",
            "upload": SimpleUploadedFile("汇报.docx", a_docx(DRAFT)),
            "text": "",
            "received_on": "2024-06-03",
            "urgent": "",
        },
    )
    review = LegalityReview.objects.get()
    assert sent.url == reverse("backoffice:review", args=[review.pk])
    assert "承办审核" in page(legal, "reviews")
    legal.post(reverse("backoffice:take_review", args=[review.pk]), {"seen_version": review.version})
    for passage, text in POINTS:
        done = legal.post(
            reverse("backoffice:review_act", args=[review.pk, "opinion"]),
            {"passage": passage, "text": text, "ground": ""},
        )
        assert done.status_code == 302, done.content.decode()
    assert POINTS[0][1] not in page(contact, "review", review.pk)
    legal.post(reverse("backoffice:send_opinions", args=[review.pk]))
    assert "答复5条意见" in page(contact, "reviews")
    assert "还不能出具" in page(legal, "review", review.pk)
    for opinion in review.opinions.all():
        answer = {"answer": "not_taken", "reason": "上级已有规定。"} if opinion.number == 4 else {"answer": "taken"}
        done = contact.post(reverse("backoffice:opinion_act", args=[review.pk, opinion.pk, "answer"]), answer)
        assert done.url == f"{reverse('backoffice:review', args=[review.pk])}#o{opinion.number}"
    contact.post(reverse("backoffice:review_act", args=[review.pk, "draft"]), {"text": AMENDED, "note": "删去收费"})
    form = page(legal, "review_act", review.pk, "conclude")
    assert "审核结论为：修改后合法" in form
    done = legal.post(
        reverse("backoffice:review_act", args=[review.pk, "conclude"]),
        {"conclusion": "lawful_if_amended", "text": "青川区民政局：\n经审核，修改后合法。", "on": "2024-06-03"},
    )
    assert done.status_code == 302, done.content.decode()
    review.refresh_from_db()
    assert review.report_number in page(contact, "review", review.pk)
    assert "经审核，修改后合法。" in page(contact, "review_report", review.pk)
    for name, kind in (("review_report_pdf", b"%PDF"), ("review_report_docx", b"PK")):
        assert contact.get(reverse(f"backoffice:{name}", args=[review.pk])).content.startswith(kind)


def test_a_normative_document_is_handed_in_from_its_own_page(district, desks):
    contact, _ = desks
    document = walked(district, until=StepKind.SOLICITATION)
    assert document.title in page(contact, "submit_review")
    done = contact.post(
        reverse("backoffice:submit_document", args=[document.pk]), {"text": DRAFT, "received_on": "2024-06-03"}
    )
    review = LegalityReview.objects.get()
    assert done.url == reverse("backoffice:review", args=[review.pk])
    assert review.document == document


def test_a_scan_is_refused_in_words_and_what_was_typed_stays(desks):
    contact, _ = desks
    answer = contact.post(
        reverse("backoffice:submit_review"),
        {
            "kind": "other",
            "title": "关于犬只管理的汇报",
            "upload": SimpleUploadedFile("扫描.pdf", a_scan()),
            "received_on": "2024-06-03",
        },
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "是扫描件" in text
    assert "关于犬只管理的汇报" in text


def test_an_answer_without_its_reason_is_refused_on_the_field_and_stays(district, desks):
    contact, _ = desks
    review, given = with_opinions(district)
    answer = contact.post(
        reverse("backoffice:opinion_act", args=[review.pk, given[0].pk, "answer"]), {"answer": "partly", "reason": ""}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“部分采纳”要写明理由。" in text
    assert 'value="partly"' in text


def test_a_stale_answer_is_told_and_may_be_sent_again(district, desks):
    contact, _ = desks
    review, given = with_opinions(district)
    old = review.version
    actions.give_opinion(review, text="又一处", actor=reviewer(district))
    address = reverse("backoffice:opinion_act", args=[review.pk, given[0].pk, "answer"])
    refused = contact.post(address, {"answer": "taken", "seen_version": old})
    assert "有同事办理了" in refused.content.decode()
    current = LegalityReview.objects.get(pk=review.pk).version
    assert f'name="seen_version" value="{current}"' in refused.content.decode()
    assert contact.post(address, {"answer": "taken", "seen_version": current}).status_code == 302


def test_two_drafts_stand_side_by_side_with_the_opinions_on_them(district, desks):
    contact, legal = desks
    review, given = with_opinions(district)
    answered(district, given)
    actions.hand_in_draft(review, draft=actions.Handed(text=AMENDED), actor=submitter(district))
    for text in (page(legal, "review_compare", review.pk), page(contact, "review", review.pk)):
        assert "<del>，养犬登记费每只每年五百元</del>" in text
        assert "公安机关依法" in text
        assert f'href="{reverse("backoffice:review", args=[review.pk])}#o1"' in text
    assert "第一条 为了规范养犬行为" not in page(legal, "review_compare", review.pk)
    assert "第一条 为了规范养犬行为" in page(legal, "review_compare", review.pk, query="?all=1")
    assert "差两处" in page(legal, "review_compare", review.pk, query="?from=2&to=1")
    assert "文字没有差别" in page(legal, "review_compare", review.pk, query="?from=1&to=1")


def test_one_draft_alone_is_not_compared(district, desks):
    review = a_review(district)
    assert "只有一稿" in page(desks[1], "review_compare", review.pk)


def test_two_real_drafts_are_compared_on_a_page_of_their_own(district, desks):
    long = "\n".join(f"第{number}条 {'养犬人应当遵守下列规定，' * 60}" for number in range(1, 42))
    review = a_review(district, text=long)
    actions.hand_in_draft(
        review, draft=actions.Handed(text=long.replace("第9条 养犬人", "第9条 饲养人")), actor=submitter(district)
    )
    assert "文本较长，另页对照" in page(desks[1], "review", review.pk)
    assert "<ins>饲</ins>" in page(desks[1], "review_compare", review.pk)


def test_the_passages_are_marked_in_the_draft(district, desks):
    review, _ = with_opinions(district)
    text = page(desks[0], "review_draft", review.pk, 1)
    assert '<mark class="elsewhere">养犬登记费每只每年五百元</mark>' in text
    assert 'id="mark-1"' in text


def test_marks_may_overlap_and_run_over_a_line_end():
    text = "甲乙丙\n丁戊"
    assert marked(text, [(1, "乙丙 丁"), (2, "丙"), (3, "没有")]) == [
        [Mark("甲"), Mark("乙", (1,)), Mark("丙", (1, 2), (2,))],
        [Mark("丁", (1,), (1,)), Mark("戊")],
    ]
    assert marked("", []) == [[]]
    assert [paragraph_of(text, passage) for passage in ("乙丙丁", "戊", "没有", "")] == [1, 2, None, None]


def test_unsent_opinions_are_not_shown_to_who_drafts(district, desks):
    review, _ = with_opinions(district, sent=False)
    for name, keys in (("review", ()), ("review_draft", (1,))):
        assert POINTS[1][1] not in page(desks[0], name, review.pk, *keys)
        assert POINTS[1][1] in page(desks[1], name, review.pk, *keys)


def test_the_year_counts_by_kind_and_month_and_each_figure_opens_its_list(district, desks):
    for day, kind, number in ((date(2024, 2, 5), "minutes", 2), (date(2024, 5, 6), "other", 1), (TODAY, "minutes", 1)):
        for _ in range(number):
            review = a_review(district, on=day, kind=kind, title=f"材料{day.month}月")
            actions.conclude_review(review, conclusion="lawful", actor=reviewer(district, day))
    review, given = with_opinions(district, kind="other", title="有意见的材料")
    answered(district, given, not_taken=[2])
    actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district))
    a_review(district, title="还在办的")
    text = page(desks[1], "review_counts", query="?year=2024")
    assert "办结审核5件，提出意见5条" in text
    assert 'aria-label="会议纪要，2月，2件"' in text
    assert 'aria-label="合计，6月，2件"' in text
    assert "行政合同" not in text
    opened = page(desks[1], "reviews", query="?year=2024&month=2&kind=minutes")
    assert opened.count("材料2月</a>") == 2
    assert "还在办的" not in opened
    assert page(desks[1], "review_opinions", query="?year=2024&kind=other").count("有意见的材料") == 5
    assert "没有办结的审核" in page(desks[1], "review_counts", query="?year=2019")
    for figure, query, opens in (
        ('aria-label="6月的意见，5条"', "?year=2024&month=6", 5),
        ('aria-label="其他文件，不采纳的意见，1条"', "?year=2024&kind=other&answer=not_taken", 1),
        ('aria-label="合计，不采纳的意见，1条"', "?year=2024&answer=not_taken", 1),
        ("", "?year=2024&month=5", 0),
    ):
        assert figure in text
        assert page(desks[1], "review_opinions", query=query).count("有意见的材料") == opens


def test_who_had_a_hand_in_a_text_is_told_why_there_is_nothing_to_press(district, desks):
    review, _ = with_opinions(district, sent=False)
    assert "提审核意见" in page(desks[1], "review", review.pk)
    LegalityReview.objects.filter(pk=review.pk).update(submitter=district.person("legal_reviewer", of=district.head))
    seen = page(desks[1], "review", review.pk)
    assert "您经手过" in seen
    assert not any(f">{word}</" in seen for word in ("提审核意见", "发出审核意见", "撤回审核意见", "拟意见书"))


def test_the_list_asks_few_queries_however_many_there_are(district, desks, django_assert_max_num_queries):
    for number in range(25):
        a_review(district, title=f"材料{number}")
    with django_assert_max_num_queries(16):
        page(desks[1], "reviews")


def test_what_is_late_is_said_and_what_is_due_first_stands_above(district, desks):
    a_review(district, on=date(2024, 4, 1), title="早已到期的")
    a_review(district, title="刚收到的")
    a_review(district, title="紧急的", urgent="防汛")
    text = page(desks[1], "reviews")
    assert text.index("早已到期的") < text.index("紧急的") < text.index("刚收到的")
    assert '<span class="state late">逾期</span>' in text
    assert "等您办的" in text


def test_contracts_are_offered_once_switched_on(district, desks):
    assert "行政合同" not in page(desks[0], "submit_review")
    DocumentRules.objects.create(agency=district.head, required=[], reviews_contracts=True)
    assert "行政合同" in page(desks[0], "submit_review")


def test_filters_that_cannot_be_are_passed_over(district, desks):
    a_review(district)
    text = page(desks[1], "reviews", query="?kind=poem&year=abc&month=13&state=x&before=zzz")
    assert "关于犬只管理的汇报" in text


@pytest.mark.parametrize(
    ("name", "keys"),
    [("review", (99,)), ("review_draft", (99, 1)), ("review_act", (99, "opinion")), ("submit_document", (99,))],
)
def test_what_is_not_there_is_not_found(desks, name, keys):
    assert desks[1].get(reverse(f"backoffice:{name}", args=keys)).status_code == 404


def test_odd_addresses_of_a_review_are_not_found(district, desks):
    review, given = with_opinions(district)
    for name, keys in (
        ("review_draft", (review.pk, 9)),
        ("review_draft_file", (review.pk, 1)),
        ("review_act", (review.pk, "dance")),
        ("opinion_act", (review.pk, given[0].pk, "dance")),
        ("opinion_act", (review.pk, 9999, "answer")),
    ):
        assert desks[1].get(reverse(f"backoffice:{name}", args=keys)).status_code == 404


def test_somebody_of_another_department_is_refused(district, desks, sits):
    from tests.builders import a_person, an_agency

    review, _ = with_opinions(district)
    other = an_agency(parent=district.head)
    stranger, _ = a_person(other, "contact")
    desks[0].force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("review", "review_compare", "review_report", "review_report_pdf"):
        assert desks[0].get(reverse(f"backoffice:{name}", args=[review.pk])).status_code == 403


def test_the_draft_of_the_letter_is_the_reviewers_own(district, desks):
    review, _ = with_opinions(district)
    assert desks[0].get(reverse("backoffice:review_report", args=[review.pk])).status_code == 403
    assert "草稿，还没有编号" in page(desks[1], "review_report", review.pk)
    legal = desks[1]
    legal.post(reverse("backoffice:review_act", args=[review.pk, "letter"]), {"text": "区民政局：\n正在审核。"})
    assert "正在审核。" in page(legal, "review_report", review.pk)


def test_an_altered_letter_says_so(district, desks):
    done = actions.conclude_review(a_review(district), conclusion="lawful", actor=reviewer(district))
    assert "不一致" not in page(desks[0], "review_report", done.pk)
    LegalityReview.objects.filter(pk=done.pk).update(report_text="改过：\n改过")
    assert "和出具时的内容不一致" in page(desks[0], "review_report", done.pk)


def test_an_opinion_is_changed_and_withdrawn_from_the_page(district, desks):
    review, given = with_opinions(district, sent=False)
    legal = desks[1]
    form = page(legal, "opinion_act", review.pk, given[1].pk, "change")
    assert POINTS[1][1] in form
    legal.post(reverse("backoffice:opinion_act", args=[review.pk, given[1].pk, "change"]), {"text": "另一种写法。"})
    assert "另一种写法。" in page(legal, "review", review.pk)
    legal.post(reverse("backoffice:withdraw_opinion", args=[review.pk, given[1].pk]))
    assert "另一种写法。" not in page(legal, "review", review.pk).split("全部经过")[0]


def test_taking_back_from_the_page(district, desks):
    review, _ = with_opinions(district)
    desks[0].post(reverse("backoffice:review_act", args=[review.pk, "take-back"]), {"reason": "要作大的改动"})
    assert "送审单位撤回：要作大的改动" in page(desks[1], "review", review.pk)


def test_the_file_is_handed_out_as_it_came(district, desks):
    content = a_docx(DRAFT)
    review = actions.submit_for_review(
        district.agency,
        told=actions.ReviewTold(kind="minutes", title="会议纪要"),
        draft=actions.Handed(upload=("纪要.docx", content)),
        actor=submitter(district),
    )
    answer = desks[1].get(reverse("backoffice:review_draft_file", args=[review.pk, 1]))
    assert answer.content == content
    assert "attachment" in answer["Content-Disposition"]


def test_the_page_tells_every_act_in_words(district, desks):
    review, given = with_opinions(district)
    answered(district, given, not_taken=[1])
    actions.record_answer(given[0], told="坚持。", actor=reviewer(district))
    actions.hand_in_draft(review, draft=actions.Handed(text=AMENDED), actor=submitter(district))
    actions.conclude_review(review, conclusion="lawful_if_amended", actor=reviewer(district))
    told = page(desks[1], "review", review.pk).split("全部经过")[1]
    for words in (
        "送了合法性审核",
        "提了审核意见",
        "发出了审核意见",
        "答复了审核意见",
        "交来了下一稿",
        "出具了合法性审核意见书",
    ):
        assert words in told
    assert "review." not in told
    assert "opinion." not in told


def test_the_days_page_names_what_waits_for_the_post(district, desks):
    contact, legal = desks
    a_review(district, on=date(2024, 4, 1), title="早已到期的材料")
    with_opinions(district, title="等答复的材料")
    told = page(legal, "papers_today")
    assert "早已到期的材料" in told
    assert "承办审核，2024年4月23日到期" in told
    assert "等答复的材料" not in told
    assert "答复5条意见，2024年6月25日到期" in page(contact, "papers_today")
