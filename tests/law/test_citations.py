"""How an article is written in a letter: 《中华人民共和国政府信息公开条例》第三十三条第二款."""

import pytest

from gongkai.law.citations import TITLES, Citation, cite, in_chinese


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (33, "三十三"),
        (56, "五十六"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
        (119, "一百一十九"),
        (999, "九百九十九"),
    ],
)
def test_numbers_are_written_as_the_law_writes_them(number: int, text: str):
    assert in_chinese(number) == text


def test_every_number_has_a_writing_of_its_own():
    assert len({in_chinese(number) for number in range(1, 1000)}) == 999


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_a_number_no_article_has_is_a_bug(number: int):
    with pytest.raises(ValueError, match=str(number)):
        in_chinese(number)


def test_a_citation_reads_title_article_paragraph_item():
    assert str(cite("条例", 33, 2)) == "《中华人民共和国政府信息公开条例》第三十三条第二款"
    assert str(cite("条例", 36, None, 4)) == "《中华人民共和国政府信息公开条例》第三十六条第（四）项"
    assert str(cite("条例", 20, 1, 3)) == "《中华人民共和国政府信息公开条例》第二十条第一款第（三）项"


def test_the_place_alone_leaves_the_title_out():
    assert cite("复议法", 20).place() == "第二十条"


def test_citations_of_the_same_place_are_the_same():
    assert cite("条例", 30) == Citation("条例", 30)
    assert len({cite("条例", 30), cite("条例", 30), cite("条例", 30, 1)}) == 2


def test_every_title_is_a_full_one():
    assert all(str(cite(law, 1)) == f"《{title}》第一条" for law, title in TITLES.items())


def test_a_law_nobody_knows_is_a_bug():
    with pytest.raises(KeyError):
        str(cite("环保法", 1))
