"""A word list as an office keeps it: Excel or CSV, heads in Chinese, every problem told by its row."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from gongkai.law.errors import NotAcceptable
from gongkai.publications import wordlists
from gongkai.publications.actions.words import WordTold
from gongkai.publications.wordlists import HEADS, example, read_word_list

ROWS = [
    list(HEADS),
    ["机关名称", "区民政局救助办", "社会救助股", "区编办名录", "是"],
    ["", "暂住人口", "", "已改称流动人口", ""],
]
TOLD = [
    WordTold("agency", "区民政局救助办", "区编办名录", "社会救助股", must=True),
    WordTold("sensitive", "暂住人口", "已改称流动人口"),
]


def xlsx(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(rows: list[list[Any]], mark: str = ",") -> str:
    return "\r\n".join(mark.join(str(cell) for cell in row) for row in rows)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("名单.xlsx", xlsx(ROWS)),
        ("名单.csv", csv(ROWS).encode()),
        ("名单.csv", csv(ROWS).encode("utf-8-sig")),
        ("名单.csv", csv(ROWS).encode("gb18030")),
        ("名单.txt", csv(ROWS, "\t").encode()),
        ("名单.xlsx", xlsx([ROWS[0], [], ROWS[1], [None] * 5, ROWS[2]])),
    ],
)
def test_a_list_is_read_as_it_is_kept(name: str, content: bytes) -> None:
    assert read_word_list(name, content) == TOLD


def test_the_example_can_be_read() -> None:
    assert len(read_word_list("例.csv", csv([list(row) for row in example()]).encode())) == 1


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("名单.csv", b"a,b\r\n1,2", "words.no_heads", "第一行没有"),
        ("名单.csv", "字".encode(), "words.no_heads", "第一行没有"),
        ("名单.pdf", b"%PDF-1.7", "words.kind_of_file", "不是Excel"),
        ("名单.xlsx", xlsx(ROWS)[:2000], "words.kind_of_file", "不是Excel"),
        ("名单.csv", csv([*ROWS, ["人名", "某某", "", "理由", ""]]).encode(), "words.rows", "第4行的类别“人名”不认得"),
        ("名单.csv", csv([*ROWS, ["地名", "", "", "理由", ""]]).encode(), "words.rows", "第4行没有“不用的写法”"),
        ("名单.csv", csv([*ROWS, ["地名", "云岭县", "", "理由", "也许"]]).encode(), "words.rows", "第4行的“必须改”"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_row(name: str, content: bytes, code: str, said: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        read_word_list(name, content)
    assert refused.value.code == code
    assert said in refused.value.message
    assert refused.value.hint


def test_a_list_has_a_bound_and_empty_rows_do_not_count(monkeypatch: Any) -> None:
    monkeypatch.setattr(wordlists, "MOST_ROWS", 2)
    assert read_word_list("名单.csv", csv([ROWS[0], *[[""] * 5] * 50, *ROWS[1:]]).encode()) == TOLD
    with pytest.raises(NotAcceptable) as refused:
        read_word_list("名单.csv", csv([*ROWS, ROWS[1]]).encode())
    assert refused.value.code == "words.too_many"
