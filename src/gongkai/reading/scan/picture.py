"""A page's picture made ready: stamps faded, light made even, turned upright and straight."""

from dataclasses import dataclass
from typing import Any

_TILT = 6.0  # degrees; a page is not laid on the glass worse than that
_DARK = 0.62  # of the paper's light: ink
_FAINT = 0.82  # of the paper's light: perhaps ink
_PRINTED, _INK = 195, 40  # of 255: darker than paper and dust; the ink of a good print
_ENOUGH = 2_000  # pixels of print that tell how dark it is
_MOST_GAIN = 2.2
_COLOURED = 45  # by which a pixel's brightest colour exceeds its dullest: coloured ink
_SPECK = 6  # pixels; what is smaller is dust


@dataclass(frozen=True, slots=True)
class Clean:
    """A page upright: grey (0 black to 255 paper), ink and faint (1 where there is some), and the way back to the
    page it came from: a 2×3 matrix."""

    grey: Any
    ink: Any
    faint: Any
    back: Any

    def origin(self, box: tuple[float, float, float, float], unit: float) -> tuple[float, float, float, float]:
        """A box of this picture as left, top, right, bottom on the page before it was turned, times the unit."""
        left, top, right, bottom = box
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        matrix = self.back
        across = [float(matrix[0][0] * x + matrix[0][1] * y + matrix[0][2]) * unit for x, y in corners]
        down = [float(matrix[1][0] * x + matrix[1][1] * y + matrix[1][2]) * unit for x, y in corners]
        return (round(min(across), 1), round(min(down), 1), round(max(across), 1), round(max(down), 1))


def without_colour(picture: Any) -> Any:
    """Grey, with coloured ink faded: a red stamp over a black figure leaves the figure. Where the stamp is, only the light
    of its own colour counts, and the stamp's is taken for paper's."""
    import cv2
    import numpy

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.GaussianBlur(picture, (0, 0), 1.5)  # colour is kept more coarsely than light
    bright, dull = small.max(axis=2), small.min(axis=2)
    coloured = (bright.astype(numpy.int16) - dull) > _COLOURED
    if float(coloured.mean()) < 0.0003:
        return grey
    around = cv2.dilate(coloured.astype(numpy.uint8), numpy.ones((7, 7), numpy.uint8)) > 0
    light = picture.max(axis=2).astype(numpy.float32)
    own = float(numpy.percentile(light[coloured], 40))
    faded = numpy.clip(light * (255.0 / max(own - 6, 80)), 0, 255).astype(numpy.uint8)
    return numpy.where(around, numpy.maximum(faded, grey), grey).astype(numpy.uint8)


def evened(grey: Any) -> Any:
    """The same with the paper white everywhere, whatever shadow lies on it, and the ink dark."""
    import cv2
    import numpy

    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, numpy.ones((9, 9), numpy.uint8)), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = grey.astype(numpy.float32) * 255.0 / numpy.maximum(paper, 40)
    dark = even[even < _PRINTED]
    if dark.size > _ENOUGH:  # a pale print is darkened until its ink is ink
        gain = min(_MOST_GAIN, (255.0 - _INK) / (255.0 - float(numpy.percentile(dark, 20))))
        even = 255.0 - (255.0 - even) * max(1.0, gain)
    return numpy.clip(even, 0, 255).astype(numpy.uint8)


def turned(picture: Any, quarters: int) -> tuple[Any, Any]:
    """Turned by quarters clockwise, and the way back."""
    import cv2
    import numpy

    height, width = picture.shape[:2]
    if quarters % 4 == 1:
        return cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE), numpy.array([[0.0, 1, 0], [-1, 0, height - 1]])
    if quarters % 4 == 2:
        return cv2.rotate(picture, cv2.ROTATE_180), numpy.array([[-1.0, 0, width - 1], [0, -1, height - 1]])
    if quarters % 4 == 3:
        return cv2.rotate(picture, cv2.ROTATE_90_COUNTERCLOCKWISE), numpy.array([[0.0, -1, width - 1], [1, 0, 0]])
    return picture, numpy.array([[1.0, 0, 0], [0, 1, 0]])


def tilt(grey: Any) -> float:
    """By how many degrees the page is turned anticlockwise of straight: by its rulings, else by its lines of text."""
    import cv2
    import numpy

    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = (small < 160).astype(numpy.uint8) * 255
    long = min(small.shape[:2]) // 6
    found = cv2.HoughLinesP(dark, 1, numpy.pi / 1440, threshold=long, minLineLength=long, maxLineGap=6)
    angles: list[tuple[float, float]] = []
    for x1, y1, x2, y2 in found.reshape(-1, 4).tolist() if found is not None else []:
        angle = float(numpy.degrees(numpy.arctan2(y2 - y1, x2 - x1)))
        angle = (angle + 45) % 90 - 45
        if abs(angle) <= _TILT:
            angles.append((angle, float(numpy.hypot(x2 - x1, y2 - y1))))
    if len(angles) >= 4:
        angles.sort()
        half, run = sum(length for _, length in angles) / 2, 0.0
        for angle, length in angles:
            run += length
            if run >= half:
                near = [pair for pair in angles if abs(pair[0] - angle) < 0.3]
                return sum(turn * size for turn, size in near) / sum(size for _, size in near)
    return _tilt_of_text(dark)


def _tilt_of_text(dark: Any) -> float:
    """The turn at which lines of text and the gaps between them differ most."""
    import cv2
    import numpy

    small = cv2.resize(dark, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    height, width = small.shape

    def sharpness(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        profile = cv2.warpAffine(small, matrix, (width, height)).sum(axis=1).astype(numpy.float64)
        return float(((profile[1:] - profile[:-1]) ** 2).sum())

    coarse = max(numpy.arange(-3.0, 3.01, 0.5).tolist(), key=sharpness)
    return float(max(numpy.arange(coarse - 0.5, coarse + 0.51, 0.1).tolist(), key=sharpness))


def straightened(grey: Any, angle: float) -> tuple[Any, Any]:
    """Turned straight on white paper, and the way back."""
    import cv2

    height, width = grey.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    straight = cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
    return straight, cv2.invertAffineTransform(matrix)


def cleaned(picture: Any, quarters: int = 0) -> Clean:
    """A page's picture, turned by quarters, evened and straightened."""
    import cv2
    import numpy

    upright, around = turned(evened(without_colour(picture)), quarters)
    angle = tilt(upright)
    straight, back = (upright, around[:, :3]) if abs(angle) < 0.05 else straightened(upright, angle)
    whole = numpy.vstack([around, [0, 0, 1]])
    if back is not around[:, :3] and abs(angle) >= 0.05:
        back = (whole @ numpy.vstack([back, [0, 0, 1]]))[:2]
    calm = cv2.medianBlur(straight, 3)
    ink = without_specks((calm < 255 * _DARK).astype(numpy.uint8))
    # The thinnest strokes of a sign do not outlast the median: for them the picture is only a little softened.
    soft = cv2.GaussianBlur(straight, (0, 0), 0.7)
    faint = without_specks(((soft < 255 * _FAINT) | (ink > 0)).astype(numpy.uint8))
    return Clean(straight, ink, faint, back.tolist())


def without_specks(mask: Any, least: int = _SPECK) -> Any:
    """The mask without islands of fewer pixels than that."""
    import cv2

    _, marks, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= least
    keep[0] = False
    return keep[marks].astype(mask.dtype)
