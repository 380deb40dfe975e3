"""Each of the 31 letters, made from a case: all it must say is in the PDF, and without any of it it is not numbered."""

import io
import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import docx
import pypdfium2
import pytest
from tests.letters import ON, a_case, a_letter

from gongkai.applications import wording
from gongkai.applications.actions.record import number_document
from gongkai.applications.models import Application, Document
from gongkai.law.errors import NotLawful
from gongkai.law.facts import ApplicantKind
from gongkai.law.letters import Element, all_letters, letter, missing, squeezed
from gongkai.law.lint import lint
from gongkai.screens.letters import letter_of
from gongkai.typesetting.letter import letter_docx, letter_pdf

pytestmark = pytest.mark.django_db
each = pytest.mark.parametrize("code", list(all_letters()))


@pytest.fixture
def case() -> Application:
    return a_case()


def printed(content: wording.Content, case: Application) -> str:
    """The text of the PDF, as a reader of PDF finds it."""
    paper = SimpleNamespace(content=content, dated_on=ON, number="青住建公开〔2024〕12号")
    pages = pypdfium2.PdfDocument(letter_pdf(letter_of(paper, agency=case.agency.name)))
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"— \d+ —", "", text)


@each
def test_every_required_element_stands_in_the_pdf(code: str, case: Application) -> None:
    content = a_letter(code, case)
    text = printed(content, case)
    assert [element.name for element in missing(code, text, content["values"])] == []
    plain = squeezed(text)
    for shown in (case.agency.name, "青住建公开〔2024〕12号", content["title"], content["addressee"], "2024年3月20日"):
        assert squeezed(shown) in plain


@each
def test_a_letter_that_lacks_any_element_is_refused_by_its_name(code: str, case: Application) -> None:
    whole = a_letter(code, case)
    number_document(case, code, whole, ON)
    for element in letter(code).elements:
        if element.layout or element.optional or (element.when and not whole["values"].get(element.when)):
            continue
        with pytest.raises(NotLawful) as refused:
            number_document(case, code, without(whole, element), ON)
        assert refused.value.code == "letter.incomplete"
        assert f"“{element.name}”" in refused.value.message
    assert Document.objects.count() == 1, "what was refused took no number"


def without(content: wording.Content, element: Element) -> wording.Content:
    """The letter without whatever in it makes the element; or, where something must not be told, with it told."""
    values = content["values"]
    if element.hides:
        return {**content, "paragraphs": [*content["paragraphs"], values[element.hides[0]]]}

    def tells(text: str) -> bool:
        plain = squeezed(text).replace(squeezed(values["application_number"]), "", len(element.says + element.or_says))
        shown = [squeezed(line) for name in element.shows for line in values.get(name, "").splitlines()]
        patterns = element.says + element.or_says
        return any(line and line in plain for line in shown) or any(re.search(part, plain) for part in patterns)

    kept = {**content, "paragraphs": [text for text in content["paragraphs"] if not tells(text)]}
    kept["attachments"] = [name for name in content["attachments"] if not tells(f"附件:{name}")]
    if any(tells("：".join(row)) for row in content.get("table", ())):
        del kept["table"]
    alone = {**content, "paragraphs": [], "attachments": [], "table": []}
    if "sheet" in content and tells(wording.text_of(alone)):
        del kept["sheet"]
    return kept


@each
def test_the_built_in_texts_raise_no_hint(code: str, case: Application) -> None:
    content = a_letter(code, case)
    assert lint(wording.text_of(content), on=ON, remedies=wording.remedies_of(content)) == []


def test_a_numbered_letter_keeps_what_it_said_and_nothing_of_how_it_was_judged(case: Application) -> None:
    document = number_document(case, "extension", a_letter("extension", case), ON)
    assert set(document.content) == {"title", "addressee", "paragraphs", "attachments"}
    assert document.template is None


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        (ApplicantKind.NATURAL_PERSON, "李小满", "收到你提出的政府信息公开申请"),
        (ApplicantKind.ENTERPRISE, "云岭建材有限公司", "收到你单位提出的政府信息公开申请"),
    ],
)
def test_a_letter_says_you_to_a_person_and_your_unit_to_an_organisation(
    kind: ApplicantKind, name: str, said: str
) -> None:
    asked = "您好，我要人民路拓宽工程的征收批复"
    letter = a_letter("extension", a_case(applicant_kind=kind, name=name, content=asked))
    assert said in letter["paragraphs"][0]
    assert asked in letter["paragraphs"][0], "the applicant's own words stay as they are"
    assert "您" not in "".join(letter["paragraphs"]).replace(asked, "")


def test_a_request_of_several_lines_is_quoted_whole(case: Application) -> None:
    case.content = "一、征收批复\n二、补偿方案。"
    content = a_letter("extension", case)
    assert content["paragraphs"][1] == "二、补偿方案。"
    assert wording.lacking(content) == []


def test_a_paragraph_without_its_value_is_left_out(case: Application) -> None:
    assert not any("检索情况" in text for text in a_letter("answer_not_exist", case, search="")["paragraphs"])
    assert any("补正时" in text for text in a_letter("supplement", case, guidance="")["paragraphs"])


def test_a_value_the_letter_does_not_have_is_a_mistake(case: Application) -> None:
    with pytest.raises(KeyError, match="wage"):
        wording.compose("extension", case, {"wage": "1"})


def test_what_was_edited_takes_the_place_of_what_was_made(case: Application) -> None:
    made = a_letter("close_withdrawn", case)
    edited = [text.replace("本机关终止办理", "本机关不再处理") for text in made["paragraphs"]]
    again = wording.compose("close_withdrawn", case, {"withdrawn_on": ON}, edited=edited)
    assert again["paragraphs"] == edited
    assert wording.lacking(again) == []


def test_the_remedy_follows_the_day_and_the_organ(case: Application) -> None:
    before = wording.remedy_values(case, "refused.state_secret", date(2023, 12, 29))
    assert before["review_organ"].splitlines() == ["青川区人民政府", "青州市测试局"]
    assert before["review_first"] == ""
    after = wording.remedy_values(case, "refused.state_secret", date(2024, 1, 2), served_online=True)
    assert (after["review_organ"], after["review_first"]) == ("青川区人民政府", "应当先")
    assert after["review_address"] in after["remedy"]


def test_the_fee_notice_shows_its_sum_as_a_table(case: Application) -> None:
    content = a_letter("fee_notice", case)
    paper = SimpleNamespace(content=content, dated_on=ON, number="1")
    made = letter_of(paper, agency="青川区住房和城乡建设局")
    assert made.table[-1] == ("合计", "200元")
    assert [kind for kind, _ in made.pieces()].count("table") == 1
    assert "【计算表】" not in printed(content, case)


@pytest.mark.parametrize(("code", "rows"), [("fee_notice", 3), ("third_party_consultation", 7), ("service", 10)])
def test_the_word_file_has_the_table_or_the_form(case: Application, code: str, rows: int) -> None:
    paper = SimpleNamespace(content=a_letter(code, case), dated_on=ON, number="1")
    made = docx.Document(io.BytesIO(letter_docx(letter_of(paper, agency="青川区住房和城乡建设局"))))
    assert [len(table.rows) for table in made.tables] == [rows]
    assert not any("计算表" in part.text for part in made.paragraphs)


def test_a_form_that_is_the_letter_has_no_page_of_its_own(case: Application) -> None:
    paper = SimpleNamespace(content=a_letter("service", case), dated_on=ON, number="1")
    made = letter_of(paper, agency="青川区住房和城乡建设局")
    assert len(pypdfium2.PdfDocument(letter_pdf(made))) == 1
    titled = replace(made, sheet=replace(made.sheet, title="意见表"))
    assert len(pypdfium2.PdfDocument(letter_pdf(titled))) == 2
