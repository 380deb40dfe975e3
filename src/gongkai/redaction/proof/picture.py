"""The proof of a picture: only pixels, one colour under the bars, the original's elsewhere."""

import math
from collections.abc import Sequence

from gongkai.redaction.marks import Mark, upright
from gongkai.redaction.pictures import FURTHEST, open_picture
from gongkai.redaction.proof.findings import Line, Objections, Proof, digest
from gongkai.redaction.proof.pixels import PHOTO, bare_jpeg, bare_png, differs_at, is_one_colour


def verify_picture(original: bytes, released: bytes, kind: str, marks: Sequence[Mark]) -> Proof:
    """The proof. NotAcceptable with what and where, when one thing is not as it must be."""
    objections = Objections()
    before, photo = open_picture(original), kind == "jpg"
    after = bare_jpeg(released, before.mode, before.size) if photo else bare_png(released)
    if after is None or after.mode != before.mode or after.size != before.size:
        objections.add("副本里有图以外的数据，或者大小、颜色与原件不同")
        objections.require_none()
        raise AssertionError("unreachable: objections were told")
    around = []
    for number, mark in enumerate(marks, start=1):
        left, top, right, bottom = upright(mark.box or (0, 0, 0, 0))
        right, bottom = min(right, before.width), min(bottom, before.height)
        inner = (
            max(math.ceil(left - 0.5), 0),
            max(math.ceil(top - 0.5), 0),
            math.floor(right) - 1,
            math.floor(bottom) - 1,
        )
        if not is_one_colour(after, inner, photo=photo):
            objections.add(f"第{number}处遮盖没有盖全")
        around.append(
            (
                max(math.floor(left - FURTHEST - 2), 0),
                max(math.floor(top - FURTHEST - 2), 0),
                min(math.ceil(right + FURTHEST + 2), before.width - 1),
                min(math.ceil(bottom + FURTHEST + 2), before.height - 1),
            )
        )
    place = differs_at(before, after, around, photo=photo)
    if place is not None:
        objections.add(f"从左上角起第{place[0]:.0f}列、第{place[1]:.0f}行附近，遮盖以外的图与原件不同")
    objections.require_none()
    tolerance = PHOTO if photo else 0
    lines = (
        Line("隐藏内容", "副本里只有图的数据：没有拍摄信息、缩略图和说明"),
        Line("像素", f"{len(marks)}处遮盖下只有一种颜色；遮盖以外与原件逐点比较，相差不超过{tolerance}级（共255级）"),
        Line("页面", f"{after.width}×{after.height}像素，与原件相同"),
    )
    return Proof(digest(original), digest(released), 1, len(marks), tolerance, lines)
