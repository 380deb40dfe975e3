"""Shelf labels: each title, number and shelf stands on the sheet, QR codes lead to the item, sheets fill in order."""

from datetime import date

import pypdfium2
import pytest

from gongkai.typesetting.labels import ON_A_SHEET, Label, labels_pdf

DAY = date(2026, 3, 10)
ONE = Label("云岭区政府公报第一期", "政务公开架2层", "005275134/2026-00012", "https://gk.example/items/12/")


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "") for page in document]


def test_a_label_tells_title_number_place_and_shelf() -> None:
    [page] = texts(labels_pdf("区图书馆", [ONE], dated_on=DAY))
    for told in (ONE.title, ONE.number, ONE.shelf, "区图书馆"):
        assert told.replace(" ", "") in page.replace(" ", "")


def test_fourteen_labels_fill_a_sheet_and_used_places_are_left_free() -> None:
    assert len(texts(labels_pdf("区图书馆", [ONE] * ON_A_SHEET, dated_on=DAY))) == 1
    pages = texts(labels_pdf("区图书馆", [ONE] * ON_A_SHEET, dated_on=DAY, skip=1))
    assert [page.count(ONE.number) for page in pages] == [13, 1]


def test_a_very_long_title_is_cut_within_its_label() -> None:
    [page] = texts(labels_pdf("区图书馆", [Label("长" * 200, "A-1"), ONE], dated_on=DAY))
    assert page.count("长") == 65
    assert ONE.number in page


def test_signs_of_the_typesetter_are_only_signs() -> None:
    [page] = texts(labels_pdf("区图书馆", [Label("#set page(width: 1mm) $x$ *a*", "A-1")], dated_on=DAY))
    assert "#set page(width: 1mm) $x$ *a*" in page


@pytest.mark.parametrize(("count", "skip"), [(0, 0), (1001, 0), (1, 14), (1, -1)])
def test_no_labels_or_too_many_are_refused(count: int, skip: int) -> None:
    with pytest.raises(ValueError, match="to"):
        labels_pdf("区图书馆", [ONE] * count, dated_on=DAY, skip=skip)
