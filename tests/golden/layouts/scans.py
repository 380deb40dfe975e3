"""Reports as scans: printed by a typesetter in several dresses, drawn at a resolution, then laid askew, stamped, blurred,
speckled, compressed. Shares no code with the readers. Needs the packages of the extra `ocr` (numpy, cv2)."""

import io
import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.golden.layouts import boxes, figures
from tests.golden.layouts.boxes import Table
from tests.golden.layouts.figures import Report

DOTS = 200
FACES = ("Noto Serif SC", "Noto Sans SC")
DIGITS = ("", "", "Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")  # "": those of the face
FLAWS = (
    "tilted", "noisy", "specks", "blurred", "pale", "jpeg", "stamped", "shadow", "two tones", "heavy ink", "light ink",
    "thin rules", "thick rules", "shaded heads", "small type", "large type", "blanks", "dashes", "wrong", "misprints",
    "one row of otherwise", "dropped", "one sheet", "broken rules", "sideways", "open sides", "dressed", "no rules", "turned", "blots",
)  # fmt: skip

_TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set page(width: d.wide * 1mm, height: if d.high == 0 {auto} else {d.high * 1mm}, margin: (x: d.margin * 1mm, y: 24mm),
  footer: if d.high == 0 {none} else {align(center, context [— #counter(page).display() —])})
#set text(font: d.faces, size: d.size * 1pt, lang: "zh", fallback: true)
#set par(leading: 0.55em)
#let cell(c) = table.cell(rowspan: c.rows, colspan: c.columns, align: if c.left {left + horizon} else {center + horizon},
  fill: if c.shade {luma(215)} else {none}, c.text)
#let grid(t) = table(columns: t.widths.map(w => w * 1fr), stroke: t.stroke, inset: (x: d.pad * 1pt, y: d.pad * 1.25pt),
  ..t.cells.map(cell))
#for part in d.parts {
  if part.kind == "title" { align(center, text(size: 1.7em, weight: "bold", part.text)); v(1em) }
  else if part.kind == "head" { v(0.8em); text(size: 1.2em, weight: "bold", part.text); v(0.5em) }
  else if part.kind == "text" { par(first-line-indent: (amount: 2em, all: true), part.text) }
  else { grid((widths: part.widths, cells: part.cells,
    stroke: if d.rule == 0 {none} else if d.open {(x, y) => (top: d.rule * 1pt, bottom: d.rule * 1pt, left: if x > 0 {d.rule * 1pt}, right: none)}
            else {d.rule * 1pt})) }
}
"""


@dataclass
class Scan:
    name: str
    data: bytes
    report: Report
    flaws: tuple[str, ...] = field(default_factory=tuple)
    pages: int = 1


def a_scan(seed: int, flaws: tuple[str, ...] | None = None, kind: str | None = None) -> Scan:
    """A report as a scan with a few flaws, chosen by the seed. kind: pdf, png or jpg."""
    rng = Random(seed)
    report = figures.a_report(rng)
    chosen = flaws if flaws is not None else tuple(rng.sample(FLAWS, rng.randrange(1, 6)))
    _spoil(report, rng, chosen)
    kind = kind or rng.choice(["pdf", "pdf", "png", "jpg"])
    if kind != "pdf" and "one sheet" not in chosen:
        chosen = (*chosen, "one sheet")
    pictures = [_worn(picture, rng, chosen) for picture in _drawn(report, rng, chosen)]
    return Scan(f"扫描{seed}.{kind}", _file(pictures, kind, rng, chosen), report, chosen, len(pictures))


def _spoil(report: Report, rng: Random, chosen: tuple[str, ...]) -> None:
    if "one row of otherwise" in chosen:
        figures.print_one_row_of_otherwise(report, rng)
    if "dropped" in chosen and not report.single_otherwise:
        figures.drop_rows(report, rng)
    if "wrong" in chosen:
        figures.print_wrong(report, rng)
    if "blanks" in chosen:
        figures.leave_blank(report, rng, ("",), 0.15)
    if "dashes" in chosen:
        figures.leave_blank(report, rng, ("-", "—", "/", "无"), 0.1)
    if "dressed" in chosen:
        figures.dress(report, rng, ("{:,}", "{}件", "{}.0"), 0.15)
    if "misprints" in chosen:
        figures.misprint(report, rng)


def _drawn(report: Report, rng: Random, chosen: tuple[str, ...]) -> list[Any]:
    """The pages, cleanly drawn, as grey pictures in colour order."""
    import cv2
    import numpy
    import typst

    from gongkai.typesetting.fonts import font_set

    size = 8.5 if "small type" in chosen else 12.5 if "large type" in chosen else rng.choice([9.5, 10.5, 11.0])
    digits = rng.choice(DIGITS)
    face = rng.choice(FACES)
    shape = {"one sheet": (210, 0), "sideways": (297, 210)}
    wide, high = next((shape[flaw] for flaw in shape if flaw in chosen), (210, 297))
    data = {
        "wide": wide,
        "high": high,
        "margin": rng.choice([14, 20, 24]),
        "size": size,
        "pad": rng.choice([2.5, 3.5, 4.5]),
        "rule": 0
        if "no rules" in chosen
        else 0.35
        if "thin rules" in chosen
        else 1.6
        if "thick rules" in chosen
        else rng.choice([0.5, 0.75, 1.0]),
        "open": "open sides" in chosen,
        "faces": [{"name": digits, "covers": "latin-in-cjk"}, face] if digits else [face],
        "parts": _parts(report, "shaded heads" in chosen),
    }
    compiler = typst.Compiler(
        _TEMPLATE.encode(),
        font_paths=font_set(None).loaded,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made = compiler.compile(format="png", ppi=DOTS)
    sheets = made if isinstance(made, list) else [made]
    return [cv2.imdecode(numpy.frombuffer(sheet, numpy.uint8), cv2.IMREAD_COLOR) for sheet in sheets]


def _parts(report: Report, shaded: bool) -> list[dict[str, Any]]:
    tables = {2: boxes.tables2(report), 3: [boxes.table3(report)], 4: [boxes.table4(report)]}
    parts: list[dict[str, Any]] = [{"kind": "title", "text": report.title}]
    for number, title in enumerate(report.form.section_titles, 1):
        parts.append({"kind": "head", "text": title})
        parts += [{"kind": "text", "text": text} for text in report.texts.get(number, ())]
        parts += [_grid(table, number, shaded) for table in tables.get(number, ())]
    return parts


def _grid(table: Table, number: int, shaded: bool) -> dict[str, Any]:
    width = sum(box.columns for box in table[0])
    widths = [1.1, 1.6, 5.2, *[1.5] * 7] if number == 3 else [1.0] * width
    if number == 2:
        widths[0] = 1.4
    cells = [
        {
            "text": box.text,
            "rows": box.rows,
            "columns": box.columns,
            "left": not (box.figure or box.head or box.group),
            "shade": shaded and box.head,
        }
        for row in table
        for box in row
    ]
    return {"kind": "table", "widths": widths, "cells": cells}


def _worn(picture: Any, rng: Random, chosen: tuple[str, ...]) -> Any:
    """The page as it comes from the glass."""
    import cv2
    import numpy

    noise = numpy.random.default_rng(rng.randrange(2**32))
    height, width = picture.shape[:2]
    if "heavy ink" in chosen:
        picture = cv2.addWeighted(picture, 0.4, cv2.erode(picture, numpy.ones((2, 2), numpy.uint8)), 0.6, 0)
    if "light ink" in chosen:
        picture = cv2.addWeighted(picture, 0.6, cv2.dilate(picture, numpy.ones((2, 2), numpy.uint8)), 0.4, 0)
    if "broken rules" in chosen:
        for _ in range(60):
            x, y = rng.randrange(width), rng.randrange(height)
            patch = picture[y : y + 4, x : x + rng.randrange(4, 16)]
            if patch.size and (picture[max(0, y - 9) : y + 13, x : x + 16] < 200).mean() < 0.3:
                patch[:] = 255
    if "blots" in chosen:
        for _ in range(25):
            x, y = rng.randrange(width), rng.randrange(height)
            size = (rng.randrange(4, 30), rng.randrange(2, 8))
            cv2.ellipse(picture, (x, y), size, rng.randrange(180), 0, 360, (60, 60, 60), -1, cv2.LINE_AA)
    if "stamped" in chosen:
        picture = _stamped(picture, rng)
    if "tilted" in chosen:
        angle = rng.uniform(-2, 2)
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        picture = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    if "blurred" in chosen:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.7, 1.2))
    worn = picture.astype(numpy.float32)
    if "pale" in chosen:
        worn = 255 - (255 - worn) * rng.uniform(0.5, 0.7) - rng.uniform(5, 25)
    if "shadow" in chosen:
        slope = numpy.linspace(rng.uniform(0.72, 0.9), 1.0, width, dtype=numpy.float32)
        worn *= slope[None, :, None]
    if "noisy" in chosen:
        worn += noise.normal(0, rng.uniform(6, 14), worn.shape[:2])[:, :, None].astype(numpy.float32)
    if "specks" in chosen:
        spots = noise.random(worn.shape[:2])
        worn[spots < 0.0006] = 30
        worn[spots > 0.9994] = 250
    worn = numpy.clip(worn, 0, 255).astype(numpy.uint8)
    if "turned" in chosen:
        worn = numpy.rot90(worn, rng.randrange(1, 4)).copy()
    if "two tones" in chosen:
        grey = cv2.cvtColor(worn, cv2.COLOR_BGR2GRAY)
        worn = cv2.cvtColor(((grey > rng.randrange(140, 190)) * 255).astype(numpy.uint8), cv2.COLOR_GRAY2BGR)
    return worn


def _stamped(picture: Any, rng: Random) -> Any:
    """A round red stamp somewhere over the page; black ink under it stays."""
    import cv2
    import numpy

    height, width = picture.shape[:2]
    layer = numpy.full_like(picture, 255)
    centre = (rng.randrange(width // 4, 3 * width // 4), rng.randrange(height // 4, 3 * height // 4))
    red = (40, 40, 215)
    cv2.circle(layer, centre, 160, red, 9, cv2.LINE_AA)
    points = [
        (
            round(centre[0] + (55 if at % 2 == 0 else 22) * numpy.sin(at * numpy.pi / 5)),
            round(centre[1] - (55 if at % 2 == 0 else 22) * numpy.cos(at * numpy.pi / 5)),
        )
        for at in range(10)
    ]
    cv2.fillPoly(layer, [numpy.array(points, numpy.int32)], red, cv2.LINE_AA)
    for at in range(14):
        angle = numpy.pi * (0.75 + 1.5 * at / 13)
        x, y = round(centre[0] + 120 * numpy.cos(angle)), round(centre[1] + 120 * numpy.sin(angle))
        cv2.rectangle(layer, (x - 13, y - 13), (x + 13, y + 13), red, 4, cv2.LINE_AA)
        cv2.line(layer, (x - 13, y), (x + 13, y), red, 4, cv2.LINE_AA)
    return numpy.minimum(picture, layer)


def _file(pictures: list[Any], kind: str, rng: Random, chosen: tuple[str, ...]) -> bytes:
    from PIL import Image

    images = [Image.fromarray(picture[:, :, ::-1].copy()) for picture in pictures]
    quality = rng.randrange(45, 75) if "jpeg" in chosen else 92
    made = io.BytesIO()
    if kind == "pdf":
        # Each page as a scanner's program keeps it: a JPEG on a page of its size.
        images[0].save(made, "PDF", save_all=True, append_images=images[1:], resolution=DOTS, quality=quality)
    elif kind == "jpg":
        images[0].save(made, "JPEG", quality=quality, dpi=(DOTS, DOTS))
    else:
        images[0].save(made, "PNG", dpi=(DOTS, DOTS))
    return made.getvalue()
