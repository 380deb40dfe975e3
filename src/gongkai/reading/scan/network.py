"""Recognition: two small networks from a package (where text stands, what a line says), run on this machine, at most two
threads. Without the extra `ocr` there is none, and whoever asks is told how to add it."""

import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.reading.errors import Unreadable

THREADS = 2
_CARRIER = "rapidocr"  # the package whose wheel holds the networks
_HEIGHT = 48  # pixels of a line as the network wants it
_STEP = 16  # lines are grouped by width in steps of this
_WIDEST = 1600
_BATCH_PIXELS = 6_000  # of width in one batch, which bounds memory
_DETECT_SIDE = 1_280  # pixels of the longer side where text is looked for
_INK, _BOX = 0.3, 0.5  # likelihood from which a pixel is text, and a box


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: its signs, and how sure the network is of each (0 to 1)."""

    text: str
    sure: tuple[float, ...] = ()

    @property
    def least(self) -> float:
        return min(self.sure, default=0.0)


def missing() -> Unreadable | None:
    """Why nothing can be recognised here, None where it can be."""
    if all(importlib.util.find_spec(name) for name in (_CARRIER, "onnxruntime", "cv2", "numpy")):
        return None
    return Unreadable(
        "ocr.absent",
        "这是扫描件或图片，读它要用文字识别组件，本机还没有安装。",
        "请运行 ./run extra ocr 安装后再核对，或改用有文字层的PDF、Word、网页文件。",
    )


@cache
def _session(kind: str) -> Any:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it keeps a device's number and sends its maker what was run
    import onnxruntime

    spec = importlib.util.find_spec(_CARRIER)
    folder = Path(next(iter(spec.submodule_search_locations or ())), "models") if spec else Path()
    found = sorted(folder.glob(f"*_{kind}_*.onnx"))
    if not found:
        raise Unreadable("ocr.absent", "文字识别组件里没有找到识别模型。", "请重新运行 ./run extra ocr 安装后再核对。")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the machine is shared
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(found[-1]), options, providers=["CPUExecutionProvider"])


@cache
def _signs() -> tuple[str, ...]:
    """What each output of the network stands for: nothing first, a space last."""
    listed = _session("rec").get_modelmeta().custom_metadata_map["character"].splitlines()
    return ("", *listed, " ")


@cache
def _allowed(signs: str) -> Any:
    import numpy

    return numpy.array([at for at, sign in enumerate(_signs()) if sign == "" or (sign and sign in signs)])


def recognise(crops: Sequence[Any], only: str = "") -> list[Line]:
    """What each picture of one line (grey or colour, dark on light) says. only: the signs it may be made of, where they
    are known; how sure is still told among all signs."""
    import numpy

    done: list[Line] = [Line("")] * len(crops)
    prepared = [(at, _prepared(crop)) for at, crop in enumerate(crops) if crop.size and min(crop.shape[:2]) >= 3]
    prepared.sort(key=lambda pair: pair[1].shape[2])
    session = _session("rec")
    name = session.get_inputs()[0].name
    while prepared:
        width = _room(prepared[0][1].shape[2])
        count = sum(1 for _, picture in prepared if picture.shape[2] <= width)
        batch = prepared[: min(count, max(1, _BATCH_PIXELS // width))]
        prepared = prepared[len(batch) :]
        block = numpy.zeros((len(batch), 3, _HEIGHT, width), numpy.float32)
        for row, (_, picture) in enumerate(batch):
            block[row, :, :, : picture.shape[2]] = picture
        for (at, _), told in zip(batch, session.run(None, {name: block})[0], strict=True):
            done[at] = _decoded(told, only)
    return done


def _room(width: int) -> int:
    """Widths are rounded up so that lines of about the same length share a batch."""
    step = _STEP if width < 160 else _STEP * 4
    return -(-width // step) * step


def _prepared(crop: Any) -> Any:
    import cv2
    import numpy

    if crop.ndim == 2:
        crop = cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR)
    height, width = crop.shape[:2]
    wide = max(_STEP, min(_WIDEST, round(width * _HEIGHT / height)))
    method = cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC
    small = cv2.resize(crop, (wide, _HEIGHT), interpolation=method)
    return (small.astype(numpy.float32).transpose(2, 0, 1) / 127.5) - 1.0


def _decoded(told: Any, only: str) -> Line:
    """The likeliest sign at each step, repeats and nothings left out."""
    if only:
        among = _allowed(only)
        best = among[told[:, among].argmax(axis=1)]
    else:
        best = told.argmax(axis=1)
    signs: list[str] = []
    sure: list[float] = []
    before = 0
    for step, at in enumerate(best.tolist()):
        likely = float(told[step, at])
        if at and at != before:
            signs.append(_signs()[at])
            sure.append(likely)
        elif at:
            sure[-1] = max(sure[-1], likely)
        before = at
    return Line("".join(signs), tuple(sure))


def detect(picture: Any) -> list[tuple[int, int, int, int]]:
    """Where lines of text stand in a picture: left, top, right, bottom in its pixels, from top to bottom."""
    import cv2
    import numpy

    height, width = picture.shape[:2]
    scale = min(1.0, _DETECT_SIDE / max(height, width))
    high, wide = (max(32, round(side * scale / 32) * 32) for side in (height, width))
    small = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA)
    if small.ndim == 2:
        small = cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)
    block = (small.astype(numpy.float32).transpose(2, 0, 1) / 127.5 - 1.0)[None]
    session = _session("det")
    likely = session.run(None, {session.get_inputs()[0].name: block})[0][0, 0]
    mask = (likely > _INK).astype(numpy.uint8)
    count, marks, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes: list[tuple[int, int, int, int]] = []
    for at in range(1, count):
        left, top, own_wide, own_high, area = (int(value) for value in stats[at])
        inside = marks[top : top + own_high, left : left + own_wide] == at
        if area < 12 or float(likely[top : top + own_high, left : left + own_wide][inside].mean()) < _BOX:
            continue
        grow = (
            area * 1.6 / (2 * (own_wide + own_high))
        )  # the network marks the core of a line; its edge lies this far out
        boxes.append(
            (
                max(0, round((left - grow) * width / wide)),
                max(0, round((top - grow) * height / high)),
                min(width, round((left + own_wide + grow) * width / wide)),
                min(height, round((top + own_high + grow) * height / high)),
            )
        )
    return sorted(boxes, key=lambda box: (box[1], box[0]))
