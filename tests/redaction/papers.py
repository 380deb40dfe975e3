"""PDFs with a secret in every corner a PDF has. Written by hand, so that each corner is as other programs leave it."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 360, 260
PICTURE = (60, 150, 240, 40)  # left, bottom, width, height in points, of a picture with the secret in it
FIELD = (60, 100, 220, 120)  # left, bottom, right, top of a form field


@dataclass
class Paper:
    """A page being written: what it draws, what hangs on it, what the catalogue knows. Numbers 1 to 4 are fixed."""

    secret: str
    rotate: int = 0
    bodies: dict[int, bytes] = field(default_factory=dict)
    drawn: list[bytes] = field(default_factory=list)
    page: list[bytes] = field(default_factory=list)
    catalog: list[bytes] = field(default_factory=list)
    annotations: list[bytes] = field(default_factory=list)
    resources: list[bytes] = field(default_factory=list)
    trailer: list[bytes] = field(default_factory=list)
    updates: list[dict[int, bytes]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def add(self, body: bytes) -> int:
        number = 5 + len(self.bodies)
        self.bodies[number] = body
        return number

    def stream(self, data: bytes, about: bytes = b"", *, packed: bool = True) -> int:
        data = zlib.compress(data) if packed else data
        about += b" /Filter /FlateDecode" if packed else b""
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about, len(data), data))

    def says(self, text: str, x: float, y: float, *, size: float = 12, before: bytes = b"") -> None:
        self.drawn.append(b"BT %s /F %g Tf %g %g Td (%s) Tj ET" % (before, size, x, y, text.encode()))

    def box(self, left: float, bottom: float, right: float, top: float) -> None:
        """A place to be marked, told in the axes of the PDF."""
        self.boxes.append((left, HEIGHT - top, right, HEIGHT - bottom))

    def written(self) -> bytes:
        annotations = b" ".join(b"%d 0 R" % self.add(body) for body in self.annotations)
        content = b"\n".join(self.drawn)
        first = {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % b" ".join(self.catalog),
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Rotate %d /Annots [%s] %s "
            b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> %s >> >>"
            % (WIDTH, HEIGHT, self.rotate, annotations, b" ".join(self.page), b" ".join(self.resources)),
            4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        }
        out = bytearray(b"%PDF-1.7\n")
        before = 0
        for bodies in ({**first, **self.bodies}, *self.updates):
            before = _section(out, bodies, before, 5 + len(self.bodies), b" ".join(self.trailer))
        return bytes(out)


def _section(out: bytearray, bodies: dict[int, bytes], before: int, size: int, trailer: bytes) -> int:
    places = {}
    for number, body in sorted(bodies.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n" + (b"0 1\n0000000000 65535 f \n" if not before else b"")
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    linked = b"/Prev %d" % before if before else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R %s %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, linked, trailer, start)
    return start


def utf16(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"


def information(paper: Paper) -> None:
    number = paper.add(b"<< /Title %s /Author (%s) >>" % (utf16(paper.secret), paper.secret.encode()))
    paper.trailer.append(b"/Info %d 0 R" % number)


def xmp(paper: Paper) -> None:
    data = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:title>{paper.secret}</dc:title></x:xmpmeta>".encode()
    paper.catalog.append(b"/Metadata %d 0 R" % paper.stream(data, b"/Type /Metadata /Subtype /XML", packed=False))


def note(paper: Paper) -> None:
    paper.annotations.append(
        b"<< /Type /Annot /Subtype /Text /Rect [300 220 320 240] /Contents (%s) /T (x) >>" % paper.secret.encode()
    )


def link(paper: Paper) -> None:
    paper.annotations.append(
        b"<< /Type /Annot /Subtype /Link /Rect [20 20 40 40] /Border [0 0 0] /A << /S /URI /URI (https://x/%s) >> >>"
        % paper.secret.encode()
    )


def attachment(paper: Paper) -> None:
    file = paper.stream(paper.secret.encode("gb18030"), b"/Type /EmbeddedFile")
    spec = paper.add(b"<< /Type /Filespec /F (a.txt) /EF << /F %d 0 R >> >>" % file)
    paper.catalog.append(b"/Names << /EmbeddedFiles << /Names [(a.txt) %d 0 R] >> >>" % spec)


def hidden_layer(paper: Paper) -> None:
    layer = paper.add(b"<< /Type /OCG /Name (%s) >>" % paper.secret.encode())
    paper.catalog.append(b"/OCProperties << /OCGs [%d 0 R] /D << /OFF [%d 0 R] >> >>" % (layer, layer))
    paper.resources.append(b"/Properties << /L %d 0 R >>" % layer)
    paper.drawn.append(b"/OC /L BDC")
    paper.says(paper.secret, 60, 60)
    paper.drawn.append(b"EMC")


def form_field(paper: Paper) -> None:
    left, bottom, right, top = FIELD
    value = paper.secret.encode()
    shown = b"/Tx BMC q BT /F 10 Tf 2 5 Td (%s) Tj ET Q EMC" % value
    font = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    look = paper.stream(
        shown, b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] /Resources %s" % (right - left, top - bottom, font)
    )
    paper.annotations.append(
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (%s) /DA (/F 10 Tf 0 g) /F 4 /Rect [%d %d %d %d] "
        b"/AP << /N %d 0 R >> >>" % (value, left, bottom, right, top, look)
    )
    paper.catalog.append(b"/AcroForm << /Fields [] /DR %s >>" % font)
    paper.box(left, bottom, right, top)


def script(paper: Paper) -> None:
    paper.catalog.append(b"/OpenAction << /S /JavaScript /JS (app.alert\\('%s'\\)) >>" % paper.secret.encode())


def earlier_version(paper: Paper) -> None:
    paper.says(paper.secret, 60, 40)
    kept = b"\n".join(paper.drawn[:-1])
    paper.updates.append({4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(kept), kept)})


def white(paper: Paper) -> None:
    paper.says(paper.secret, 60, 80, before=b"1 1 1 rg")
    paper.drawn.append(b"0 g")


def tiny(paper: Paper) -> None:
    paper.says(paper.secret, 200, 80, size=0.8)


def unseen(paper: Paper) -> None:
    paper.says(paper.secret, 60, 30, before=b"3 Tr")


def under_a_box(paper: Paper) -> None:
    paper.says(paper.secret, 60, 20)
    paper.drawn.append(b"0 0 0 rg 55 15 200 16 re f")


def beside_the_sheet(paper: Paper) -> None:
    paper.says(paper.secret, WIDTH + 40, 100)
    paper.says(paper.secret, 60, -40)


def spoken_text(paper: Paper) -> None:
    paper.drawn.append(b"/Span << /ActualText %s /Alt (%s) >> BDC" % (utf16(paper.secret), paper.secret.encode()))
    paper.says("photo", 300, 30)
    paper.drawn.append(b"EMC")


def bookmark(paper: Paper) -> None:
    entry = 5 + len(paper.bodies) + 1
    root = paper.add(b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count 1 >>" % (entry, entry))
    paper.add(b"<< /Title (%s) /Parent %d 0 R /Dest [3 0 R /Fit] >>" % (paper.secret.encode(), root))
    paper.catalog.append(b"/Outlines %d 0 R" % root)


def private_data(paper: Paper) -> None:
    paper.page.append(b"/PieceInfo << /Maker << /Private (%s) >> >>" % paper.secret.encode())


def picture(paper: Paper) -> None:
    """A photograph of the secret, with the secret in the camera's notes as well."""
    left, bottom, width, height = PICTURE
    image = Image.new("RGB", (width * 3, height * 3), "white")
    ImageDraw.Draw(image).text((12, 30), paper.secret, fill="black", font=ImageFont.load_default(40))
    notes = Image.Exif()
    notes[270] = paper.secret
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90, exif=notes, comment=paper.secret.encode())
    about = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB" % image.size
    )
    number = paper.stream(file.getvalue(), about + b" /Filter /DCTDecode", packed=False)
    paper.resources.append(b"/XObject << /I %d 0 R >>" % number)
    paper.drawn.append(b"q %d 0 0 %d %d %d cm /I Do Q" % (width, height, left, bottom))
    paper.box(left + 2, bottom + 8, left + width - 2, bottom + height - 4)


CORNERS: dict[str, Callable[[Paper], None]] = {
    corner.__name__: corner
    for corner in (
        information,
        xmp,
        note,
        link,
        attachment,
        hidden_layer,
        form_field,
        script,
        white,
        tiny,
        unseen,
        under_a_box,
        beside_the_sheet,
        spoken_text,
        bookmark,
        private_data,
        picture,
        earlier_version,  # last: it takes back what it drew
    )
}


def a_pdf(secret: str, corners: list[str], *, rotate: int = 0, say: bool = True) -> Paper:
    """A page that says the secret among other words, and hides it in those corners too."""
    paper = Paper(secret, rotate)
    paper.says("Contract of the second section, quality as agreed.", 40, 230)
    if say:
        paper.says(f"Holder {secret} signed it.", 40, 210)
    for name, corner in CORNERS.items():
        if name in corners:
            corner(paper)
    return paper
