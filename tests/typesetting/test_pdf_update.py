"""The update after a file of pdfium: numbers that lie where one looks for them, an outline, nothing else changed."""

import io

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.typesetting.pdf_update import entries_of, finished

LETTER = b"BT /F 40 Tf 60 400 Td (Abc) Tj ET 0.2 0.4 0.6 rg 100 100 50 80 re f"


def a_file(contents: bytes, extra: bytes = b"", *, streams: tuple[bytes, ...] = (LETTER,)) -> bytes:
    """One page written by hand. contents: its /Contents entry, whole; streams: objects from 5 on."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<</Font<</F 4 0 R>>>>%s%s>>" % (contents, extra),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[b"<</Length %d>>stream\n%s\nendstream" % (len(one), one) for one in streams],
        b"[5 0 R]",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)


def taken_over(content: bytes) -> bytes:
    """The file as pdfium writes it after taking its pages over."""
    out = pypdfium2.PdfDocument.new()
    out.import_pages(pypdfium2.PdfDocument(content))
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


def seen(content: bytes) -> np.ndarray:
    (page,) = pypdfium2.PdfDocument(io.BytesIO(content))
    return page.render(scale=1, grayscale=True).to_numpy().squeeze().astype(int)


@pytest.mark.parametrize(
    ("contents", "extra", "streams"),
    [
        (b"/Contents 5 0 R", b"", (LETTER,)),
        (b"/Contents[5 0 R 6 0 R]", b"", (LETTER, b"200 200 20 20 re f")),
        (b"/Contents 6 0 R", b"", (LETTER,)),  # an array that lies elsewhere
        (b"/Contents 5 0 R", b"", (b"q 0.5 0 0 0.5 0 0 cm 1 0 0 rg " + LETTER,)),  # q without Q
        (b"", b"", (LETTER,)),
        (b"/Contents 5 0 R", b"/Rotate 90", (LETTER,)),
        (b"/Contents 5 0 R", b"/Rotate 180", (LETTER,)),
        (b"/Contents 5 0 R", b"/Rotate 270", (LETTER,)),
        (b"/Contents 5 0 R", b"/CropBox[50 60 350 550]", (LETTER,)),
        (
            b"/Contents 5 0 R",
            b"/Annots[<</Type/Annot/Subtype/Text/Rect[9 9 29 29]/Contents(a\\) /Contents 9 0 R (b) >> ])>>]",
            (LETTER,),
        ),
    ],
)
def test_the_number_lies_at_the_upper_right_and_nothing_else_changes(contents, extra, streams):
    whole = taken_over(a_file(contents, extra, streams=streams))
    before, after = seen(whole), seen(finished(whole, [(0, "一", 0)], numbered_from=0))
    rows, columns = np.nonzero(np.abs(before - after) > 60)
    assert len(rows) > 3
    assert rows.max() < 40
    assert columns.min() > before.shape[1] - 40


def test_a_deep_outline_opens_where_it_says():
    out = pypdfium2.PdfDocument.new()
    for _ in range(3):
        out.new_page(300, 300)
    buffer = io.BytesIO()
    out.save(buffer)
    marks = [(0, "甲", 0), (1, "1　（括号）\\", 0), (1, "2", 1), (0, "乙", 2), (1, "3", 2)]
    document = pypdfium2.PdfDocument(io.BytesIO(finished(buffer.getvalue(), marks, numbered_from=1)))
    assert [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()] == marks


values = st.recursive(
    st.sampled_from([b" 12 0 R ", b" 3.5 ", b"/Name", b"(a \\) (b) /K)", b"<AB12>", b" true "]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: b"[" + b" ".join(parts) + b"]")
        | st.lists(inner, max_size=3).map(lambda parts: b"<<" + b"".join(b"/K" + part for part in parts) + b">>")
    ),
    max_leaves=8,
)


@given(st.lists(values, max_size=6))
def test_a_dictionary_is_read_entry_by_entry_however_deep(parts):
    body = b"<<" + b"".join(b"/E%d%s" % pair for pair in enumerate(parts)) + b">>"
    assert list(entries_of(body)) == [(b"/E%d" % number, part) for number, part in enumerate(parts)]
