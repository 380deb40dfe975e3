"""Labels for the shelves of a reading place: an A4 sheet of 2 × 7, to be cut or printed on adhesive sheets (99.1 × 38.1 mm)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.typesetting.pdf import compose
from gongkai.typesetting.receipt import qr_svg

MOST = 1000
ON_A_SHEET = 14


@dataclass(frozen=True, slots=True)
class Label:
    """title: of what lies there; number: its index number, or nothing; shelf: 架位; address: what the QR code leads to, or nothing."""

    title: str
    shelf: str
    number: str = ""
    address: str = ""


def labels_pdf(
    place: str, labels: Sequence[Label], *, dated_on: date, skip: int = 0, font_folder: Path | None = None
) -> bytes:
    """The labels as PDF/A-2b and PDF/UA-1. skip: places of the first sheet that are used up, 0 to 13."""
    if not labels or len(labels) > MOST:
        raise ValueError(f"1 to {MOST} labels, not {len(labels)}")
    if not 0 <= skip < ON_A_SHEET:
        raise ValueError(f"skip: 0 to {ON_A_SHEET - 1}, not {skip}")
    data = {
        "title": f"{place}架位标签",
        "place": place,
        "skip": skip,
        "labels": [_told(label) for label in labels],
        "draft": False,
    }
    return compose("labels", data, dated_on=dated_on, font_folder=font_folder)


def _told(label: Label) -> dict[str, object]:
    qr = {"svg": qr_svg(label.address), "alt": f"二维码，内容是网址：{label.address}"} if label.address else None
    return {"title": label.title, "shelf": label.shelf, "number": label.number, "qr": qr}
