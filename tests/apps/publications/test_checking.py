"""The checks while writing: each rule over the smallest text that shows it, and over one that must not."""

import time

import pytest

from gongkai.publications.checking import ACCEPTABLE, DraftFacts, FileFact, LinkFact, WordFact, findings_of, must_mend
from gongkai.publications.cleaning import clean

IDENTITY = "11010519491231002X"  # the example of GB 11643-1999; nobody's
CARD = "6222021234567890128"  # made up; its last digit checks


def draft(body: str = "<p>字</p>", **told: object) -> DraftFacts:
    return DraftFacts(**{"title": "标题", **told, "body": clean(body)})  # type: ignore[arg-type]


def codes(facts: DraftFacts) -> list[str]:
    return [finding.code for finding in findings_of(facts)]


@pytest.mark.parametrize(
    "written",
    [
        IDENTITY,
        "110105 19491231 002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105491231002",
        "（11010519491231002X）",
    ],
)
def test_an_identity_number_must_be_mended_however_it_is_written(written: str) -> None:
    (finding,) = findings_of(draft(f"<p>一</p><p>其中刘某，{written}，救助。</p>"))
    assert (finding.code, finding.must, finding.place) == ("personal.id_number", True, "正文第2段")
    assert finding.excerpt in {written, written.strip("（）")}
    assert not finding.acceptable


@pytest.mark.parametrize(
    "written", ["110105194912310021", "005275134202100002", "A11010519491231002X", "2025年10月23日"]
)
def test_a_number_whose_check_fails_is_no_identity_number(written: str) -> None:
    assert "personal.id_number" not in codes(draft(f"<p>{written}</p>"))


def test_a_bank_card_must_be_mended_or_explained() -> None:
    (finding,) = findings_of(draft(f"<p>账号{CARD}</p>"))
    assert (finding.code, finding.must, finding.acceptable) == ("personal.bank_card", True, True)
    explained = draft(f"<p>账号{CARD}</p>", accepted={("personal.bank_card", CARD): "社区的公共账户"})
    assert must_mend(findings_of(explained)) == []
    assert findings_of(explained)[0].accepted == "社区的公共账户"
    assert codes(draft(f"<p>账号{CARD[:-1]}9</p>")) == []


def test_a_mobile_number_is_asked_about_and_an_office_telephone_is_not() -> None:
    assert codes(draft("<p>电话139-0000-0000</p>")) == ["personal.mobile"]
    assert codes(draft("<p>电话0000-00000000，编号0.13900000000</p>")) == []


def test_numbers_within_a_file_are_found_too() -> None:
    file = FileFact(1, "名单.xlsx", text=f"刘某\t{IDENTITY}", text_state="read")
    (finding,) = findings_of(draft(files=(file,)))
    assert finding.place == "附件“名单.xlsx”里"
    assert must_mend([finding]) == [finding]


def test_a_reason_cannot_let_an_identity_number_stand() -> None:
    facts = draft(f"<p>{IDENTITY}</p>", accepted={("personal.id_number", IDENTITY): "没有关系"})
    assert len(must_mend(findings_of(facts))) == 1


def test_listed_wordings_are_found_with_what_to_write_and_why() -> None:
    words = (
        WordFact("agency", "区民政局救助办", "云岭区民政局社会救助股", "区编办2025年名录"),
        WordFact("sensitive", "暂住人口", "", "已改称流动人口", must=True),
    )
    found = findings_of(draft("<p>由区民政局救助办备案。</p><p>暂住人口</p>", words=words))
    assert [(one.code, one.instead, one.basis, one.must) for one in found] == [
        ("wording.listed", "", "已改称流动人口", True),
        ("names.agency", "云岭区民政局社会救助股", "区编办2025年名录", False),
    ]


def test_a_wording_within_its_right_form_is_right() -> None:
    words = (WordFact("agency", "民政局", "云岭区民政局"),)
    assert codes(draft("<p>云岭区民政局备案</p>", words=words)) == []
    assert codes(draft("<p>区民政局备案</p>", words=words)) == ["names.agency"]


def test_of_two_listed_wordings_the_longer_is_told() -> None:
    words = (WordFact("place", "云岭县", "云岭区"), WordFact("agency", "云岭县民政局", "云岭区民政局"))
    assert codes(draft("<p>云岭县民政局</p>", words=words)) == ["names.agency"]


def test_the_same_words_twice_are_one_finding_told_twice() -> None:
    (finding,) = findings_of(draft("<p>云岭县</p><p>云岭县</p>", words=(WordFact("place", "云岭县", "云岭区"),)))
    assert finding.times == 2


def test_what_is_missing_must_be_filled() -> None:
    found = findings_of(draft(missing={"summary": "内容概述", "body": "正文或者附件"}))
    assert [(one.code, one.must, one.acceptable) for one in found] == [
        ("metadata.missing_summary", True, False),
        ("body.empty", True, False),
    ]


def test_a_picture_needs_a_description_and_its_file() -> None:
    image = '<img src="/items/3/files/4/a.png"{}>'
    file = FileFact(4, "现场.jpg", in_text=True)
    assert codes(draft(image.format(""), files=(file,))) == ["picture.no_description"]
    assert codes(draft(image.format(' alt="核对名册"'), files=(file,))) == []
    assert codes(draft(image.format(' alt="核对名册"'))) == ["picture.gone"]


def test_an_attachment_that_is_a_scan_or_has_no_telling_name_is_pointed_at() -> None:
    scan = FileFact(1, "2025年第三季度发放名单.pdf", text_state="scan")
    nameless = FileFact(2, "微信图片_20251022.png")
    assert codes(draft(files=(scan, nameless))) == ["attachment.scan", "attachment.nameless"]


def test_links_that_lead_nowhere_or_say_nothing_are_pointed_at() -> None:
    links = (
        LinkFact("/items/9/", "第九件", "这个网址没有内容。"),
        LinkFact("/items/8/", "点击这里"),
        LinkFact("/", "首页"),
    )
    assert codes(draft(links=links)) == ["link.dead", "link.bare"]


def _table(total: str, head: str = "金额（元）") -> str:
    rows = "".join(f"<tr><td>{name}</td><td>{sum_}</td></tr>" for name, sum_ in (("甲", "28,400"), ("乙", "22,300.5")))
    return f"<table><tr><th>社区</th><th>{head}</th></tr>{rows}<tr><td>合 计</td><td>{total}</td></tr></table>"


def test_a_sum_that_is_not_the_sum_is_pointed_at_with_both() -> None:
    assert codes(draft(_table("50,700.5"))) == []
    (finding,) = findings_of(draft(f"<p>如下</p>{_table('50,800.5')}"))
    assert (finding.code, finding.place) == ("table.sum", "正文第5行，“金额（元）”列")
    assert "50,700.5" in finding.remedy
    assert "50,800.5" in finding.remedy


@pytest.mark.parametrize("total", ["", "—", "见附件", "5" * 30])
def test_a_sum_that_is_no_number_is_left_alone(total: str) -> None:
    assert codes(draft(_table(total))) == []


def test_a_text_of_a_million_letters_under_50_000_listed_words_is_checked_in_two_seconds() -> None:
    words = tuple(WordFact("sensitive", f"不用的词{number}") for number in range(50_000))
    facts = draft("<p>" + "临时救助发放情况公示，" * 90_000 + "不用的词7</p>", words=words)
    codes(facts)  # the machine is built once for a list
    began = time.perf_counter()
    assert codes(facts) == ["wording.listed"]
    assert time.perf_counter() - began < 2


def test_a_text_full_of_findings_is_told_up_to_a_bound() -> None:
    many = "".join(f"<p>13900{number:06d}</p>" for number in range(500))
    assert len(findings_of(draft(many))) == 100


def test_what_may_be_let_stand_is_what_the_findings_say_of_themselves() -> None:
    words = tuple(WordFact(kind, f"不用的{kind}") for kind in ("leader", "place", "agency", "sensitive"))
    files = (
        FileFact(4, "现场.jpg", in_text=True),
        FileFact(5, "1.pdf", text_state="scan"),
    )
    body = (
        f"<p>{IDENTITY} {CARD} 13900000000 {'、'.join(word.wrong for word in words)}</p>"
        f'<img src="/items/3/files/4/a.png"><img src="/items/3/files/9/a.png">{_table("1")}'
    )
    links = (LinkFact("/items/9/", "第九件", "这个网址没有内容。"), LinkFact("/items/8/", "点击这里"))
    found = findings_of(
        draft(body, words=words, files=files, links=links, missing={"body": "正文", "summary": "内容概述"})
    )
    assert {one.code for one in found if one.acceptable} == ACCEPTABLE
    assert {one.code for one in found if not one.acceptable} == {
        "personal.id_number",
        "picture.gone",
        "body.empty",
        "metadata.missing_summary",
    }


def test_a_stored_file_is_read_once_and_again_when_the_word_list_changes() -> None:
    file = FileFact(1, "第三季度名单.xlsx", text="云岭县\t" * 200_000, text_state="read", digest="a" * 64)
    codes(draft(files=(file,)))
    began = time.perf_counter()
    for _ in range(20):
        assert codes(draft(files=(file,))) == []
    assert time.perf_counter() - began < 0.5
    assert codes(draft(files=(file,), words=(WordFact("place", "云岭县", "云岭区"),))) == ["names.place"]
