"""Two hundred files with secrets in every corner: the released bytes hold none of them."""

import random

import pytest
from tests.redaction import office_papers, papers
from tests.redaction.hunting import places_of
from tests.redaction.office_papers import a_docx, text_of
from tests.redaction.papers import HEIGHT, WIDTH, a_pdf

from gongkai.redaction.marks import Box, Mark
from gongkai.redaction.releasing import read_pages, release
from gongkai.redaction.searching import search

MARK = Mark(1, kind="姓名", ground="personal_privacy", reason="自然人的姓名")
SECRETS = ("Zhao-Qingyu-8841", "11010519491231002X", "13812345678", "6228480012345678", "qingyu.zhao@mail.cn")
CHINESE = ("欧阳青羽住址", "青石路88号3单元", "11010519491231002X", "赵青羽的手机13812345678")
COUNT = 200


def turned(box: Box, rotate: int) -> Box:
    """A box of the unturned sheet, told from the top left, on the sheet as it is shown."""
    left, top, right, bottom = box
    if rotate == 90:
        return HEIGHT - bottom, left, HEIGHT - top, right
    if rotate == 180:
        return WIDTH - right, HEIGHT - bottom, WIDTH - left, HEIGHT - top
    if rotate == 270:
        return top, WIDTH - right, bottom, WIDTH - left
    return box


def released_pdf(secret: str, corners: list[str], rotate: int = 0) -> tuple[bytes, bytes]:
    paper = a_pdf(secret, corners, rotate=rotate)
    original = paper.written()
    marks = search(read_pages(original, "pdf").pages, secret, MARK)
    assert marks
    marks += [Mark(1, turned(box, rotate), ground="personal_privacy") for box in paper.boxes]
    return original, release(original, "pdf", marks)[0]


def released_docx(secret: str, corners: list[str]) -> tuple[bytes, bytes]:
    original = a_docx(secret, corners).written()
    marks = search(read_pages(original, "docx").pages, secret, MARK)
    assert marks
    return original, release(original, "docx", marks)[0]


@pytest.mark.parametrize("corner", papers.CORNERS)
def test_no_corner_of_a_pdf_keeps_the_secret(corner):
    original, released = released_pdf(SECRETS[0], [corner])
    assert places_of(SECRETS[0], original), "the paper hides nothing"
    assert places_of(SECRETS[0], released) == []


@pytest.mark.parametrize("corner", office_papers.CORNERS)
def test_no_corner_of_a_docx_keeps_the_secret(corner):
    secret = CHINESE[0]
    original, released = released_docx(secret, [corner])
    assert places_of(secret, original), "the paper hides nothing"
    assert places_of(secret, released) == []
    assert secret not in text_of(released)


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_covered_where_it_is_shown(rotate):
    _, released = released_pdf(SECRETS[1], ["picture", "form_field", "white"], rotate)
    assert places_of(SECRETS[1], released) == []


def check(seed: int) -> None:
    """One file of the two hundred: a secret, some corners, sometimes turned."""
    chance = random.Random(seed)
    if seed % 5 < 3:
        secret = chance.choice(SECRETS)
        corners = chance.sample(sorted(papers.CORNERS), chance.randint(2, 7))
        original, released = released_pdf(secret, corners, chance.choice([0, 0, 90, 180, 270]))
    else:
        secret = chance.choice(CHINESE)
        corners = chance.sample(sorted(office_papers.CORNERS), chance.randint(2, 7))
        original, released = released_docx(secret, corners)
        assert secret not in text_of(released)
    assert len(places_of(secret, original)) >= 1, (seed, corners)
    assert places_of(secret, released) == [], (seed, corners)


@pytest.mark.parametrize("seed", range(12))
def test_a_dozen_files_release_no_secret(seed):
    check(seed)


@pytest.mark.long
def test_two_hundred_files_release_no_secret():
    for seed in range(COUNT):
        check(seed)
