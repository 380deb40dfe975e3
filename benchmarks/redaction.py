"""Redacting: fifty dense pages read, re-made with a bar on each, and proven; fifty scanned pages; a Word document."""

import io
import resource
import time
from typing import Any

TEXT = (
    "第三条　合同工期为二百四十日，自开工令载明之日起算。质量标准为合格，执行国家现行验收规范。分部分项工程单价见下表，"
    "结算时不作调整。联系电话13812345678，身份证号11010519491231002X。"
)
PAGES = 50
TERM = "11010519491231002X"


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    from gongkai.redaction.marks import Mark
    from gongkai.redaction.releasing import read_pages, redact, release
    from gongkai.redaction.searching import search

    like = Mark(1, kind="身份证号", ground="personal_privacy", reason="个人隐私")
    dense, scan, word = _dense(), _scan(), _word()
    reading, seconds = _timed(lambda: read_pages(dense, "pdf"))
    rows = [_row(f"read {PAGES} dense pages with every word's place", seconds, "s")]
    marks = search(reading.pages, TERM, like)
    made, seconds = _timed(lambda: redact(dense, "pdf", marks))
    rows.append(_row(f"re-make them with {len(marks)} bars", seconds, "s"))
    _, seconds = _timed(lambda: release(dense, "pdf", marks))
    rows.append(_row("re-make and prove them", seconds, "s", goal=10.0))
    rows.append(_row("size of the copy", len(made) / 1e6, "MB", goal=20.0))
    boxes = [Mark(page, (100, 100, 300, 130), ground="personal_privacy") for page in range(1, PAGES + 1)]
    made, seconds = _timed(lambda: release(scan, "pdf", boxes)[0])
    rows.append(_row(f"re-make and prove {PAGES} pages scanned in colour", seconds, "s"))
    rows.append(_row("size of the scanned copy", len(made) / 1e6, "MB", goal=20.0))
    letters = search(read_pages(word, "docx").pages, TERM, like)
    _, seconds = _timed(lambda: release(word, "docx", letters))
    rows.append(_row(f"a Word document with {len(letters)} bars", seconds, "s"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows.append(_row("memory at most", peak, "MB", goal=1024.0))
    return rows


def _timed(work: Any) -> tuple[Any, float]:
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def _row(name: str, value: float, unit: str, *, goal: float | None = None) -> dict[str, Any]:
    meets = value <= goal if goal is not None else None
    return {
        "name": name, "value": round(value, 3), "unit": unit, "rival": None, "ratio": None, "goal": goal, "meets": meets
    }  # fmt: skip


def _dense() -> bytes:
    """A contract as an office prints it: fifty pages full of text."""
    import typst

    from gongkai.typesetting.fonts import font_set

    page = "\n\n".join([TEXT] * 9)
    source = '#set page(paper: "a4")\n#set text(size: 12pt, font: "Noto Serif SC")\n'
    source += "\n#pagebreak()\n".join(f"= 第{number}节\n{page}" for number in range(1, PAGES + 1))
    return typst.compile(source.encode(), font_paths=font_set().loaded)


def _scan() -> bytes:
    """The same number of pages as a scanner leaves them: a photograph each, with its noise."""
    from PIL import Image

    noise = Image.effect_noise((1240, 1754), 40).convert("RGB")
    warm = Image.blend(noise, Image.new("RGB", noise.size, (250, 240, 220)), 0.7)
    file = io.BytesIO()
    warm.save(file, "PDF", save_all=True, append_images=[warm] * (PAGES - 1), resolution=150)
    return file.getvalue()


def _word() -> bytes:
    from docx import Document

    document = Document()
    for _ in range(PAGES * 9):
        document.add_paragraph(TEXT)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
