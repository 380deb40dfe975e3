"""案卷 as one PDF: every paper in order, contents that lead to their pages, the same bytes each time."""

import io
import re

import pypdfium2
import pytest
from tests.apps.dossier.cases import ON, a_pdf, a_whole_case, an_open_case, lose

from gongkai.applications.dossier import dossier_pdf, papers_of, whole_case
from gongkai.applications.models import Attachment
from gongkai.files.actions import store_file
from gongkai.typesetting.binding import Cover, Piece, bound


@pytest.fixture
def case(desk):
    return a_whole_case(desk)


def opened(content):
    return pypdfium2.PdfDocument(io.BytesIO(content))


def text_of(document, page):
    return document[page].get_textpage().get_text_range()


def test_the_papers_stand_in_the_order_of_the_procedure(case):
    told = [(paper.section[0], paper.title, paper.named) for paper in papers_of(case, ON)]
    assert [entry[:2] for entry in told] == [
        ("一", "申请登记表"),
        ("一", "信封扫描件"),
        ("一", "申请材料"),
        ("一", "申请材料"),
        *[entry[:2] for entry in told if entry[0] == "二"],
        ("三", "检索记录"),
        ("四", "审批情况"),
        *[entry[:2] for entry in told if entry[0] == "四"][1:],
        ("五", "送达情况"),
        ("六", "行政复议"),
        ("六", "复议、诉讼材料"),
        ("六", "复议、诉讼材料"),
        ("六", "复议、诉讼材料"),
        ("七", "期限逐日计算"),
        ("八", "留痕摘录"),
    ]
    assert [entry[2] for entry in told if entry[0] == "六"] == ["", "复议申请书.pdf", "答复书.pdf", "决定书.jpg"]
    letters = [document.number for document in case.documents.all()]
    assert sorted(entry[2] for entry in told if "〔" in entry[2]) == sorted(letters)


def test_the_contents_and_the_outline_lead_to_the_pages(case):
    document = opened(dossier_pdf(case, ON))
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    contents = "".join(text_of(document, page) for page in range(1, marks[1][2]))
    for level, title, page in marks:
        if level == 1:
            number, name = title.split("　", 1)
            assert re.search(rf"{number}\s+{re.escape(name[:4])}", contents.replace("\r\n", " ")), title
            if "登记表" in name or "情况" in name or "摘录" in name:
                assert name[:4] in text_of(document, page).replace(" ", "")
    assert f"共{len(document)}页" in text_of(document, 0).replace(" ", "")


def test_every_page_of_a_pdf_is_there_with_its_size_and_bears_its_number(case):
    document = opened(dossier_pdf(case, ON))
    first = next(mark.get_dest().get_index() for mark in document.get_toc() if "复议、诉讼材料" in mark.get_title())
    assert [tuple(map(round, document[page].get_size())) for page in range(first, first + 3)] == [(842, 595)] * 3
    blank = document[first].render(scale=1).to_numpy()
    assert (blank[:40, -60:] < 128).any()  # the number at the upper right
    assert (blank[60:] == 255).all()  # and nothing else on a blank page


def test_the_same_case_gives_the_same_bytes(case):
    assert dossier_pdf(case, ON) == dossier_pdf(whole_case(case.pk), ON)


def test_the_clock_the_journal_and_the_way_to_verify_it_are_inside(case):
    document = opened(dossier_pdf(case, ON))
    whole = "".join(text_of(document, page) for page in range(len(document))).replace("\r\n", "").replace(" ", "")
    for words in ("条例第三十三条第二款", "征求第三方意见期间不计算", "gongkaiauditverify", "登记了行政复议", "XA123"):
        assert words in whole, words
    digest = papers_of(case, ON)[-1].sheet[1]["rows"][0][5]
    assert re.fullmatch("[0-9a-f]{64}", digest)
    assert digest in whole.replace("\u200b", "").replace("\ufffe", "")


def test_the_identity_paper_and_sealed_files_stay_out_and_are_named(desk, case):
    sealed = store_file("原件.pdf", a_pdf(), at=desk.officer(ON).at, sealed=True)
    Attachment.objects.create(application=case, file=sealed, role="original")
    papers = papers_of(whole_case(case.pk), ON)
    assert "原件.pdf" not in {paper.named for paper in papers}
    assert papers[-1].title == "未编入的材料"
    assert papers[-1].sheet[1]["rows"] == [["未遮盖的原件", "原件.pdf", f"{sealed.size}字节", sealed.digest]]
    assert "990101196001011237" not in str([paper.sheet for paper in papers])


def test_a_file_the_disk_lost_is_named_and_the_rest_is_bound(case):
    lose("申请书.pdf")
    papers = papers_of(case, ON)
    (lost,) = [paper for paper in papers if paper.title.endswith("（缺失）")]
    assert lost.named == "申请书.pdf"
    assert len(opened(dossier_pdf(case, ON))) > 10


def test_a_case_that_is_open_has_a_dossier_too(desk):
    papers = papers_of(an_open_case(desk), ON)
    assert [paper.title for paper in papers] == ["申请登记表", "期限逐日计算", "留痕摘录"]


@pytest.mark.parametrize("content", [b"%PDF-1.4 cut off", a_pdf()[:200], b"%PDF-1.7\n" + b"\x00" * 400])
def test_a_pdf_that_cannot_be_opened_gets_a_sheet_that_says_so(content):
    cover = Cover("案卷", "某局", (("编号", "1"),), "某局")
    document = opened(
        bound(cover, [Piece("一", "材料", "坏.pdf", pdf=content), Piece("一", "好", pdf=a_pdf(2))], dated_on=ON)
    )
    assert len(document) == 2 + 1 + 2
    assert "坏.pdf" in text_of(document, 2)


def test_many_papers_make_longer_contents_and_every_number_still_holds():
    cover = Cover("案卷", "某局", (("编号", "1"),), "某局")
    pieces = [Piece("一", f"材料{number}", pdf=a_pdf(2)) for number in range(120)]
    document = opened(bound(cover, pieces, dated_on=ON))
    marks = [mark for mark in document.get_toc() if mark.level == 1]
    front = marks[0].get_dest().get_index()
    assert len(document) == front + 240
    assert [mark.get_dest().get_index() for mark in marks] == [front + 2 * number for number in range(120)]
    assert str(front + 239) in text_of(document, front - 1)
