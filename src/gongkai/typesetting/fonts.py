"""Which fonts a document is set in.

The package brings a serif and a sans. 小标宋、仿宋、楷体 may not be redistributed: an office that has them puts them
into a folder of its own, and they take the place of the package's fonts for the parts that the standard names.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import manimgx_fonts_cjk
import pylopdf_fonts_zh_cn

if TYPE_CHECKING:
    import typst

SERIF = "Noto Serif SC"
SANS = "Noto Sans SC"
WIDE = "Noto Sans CJK SC"  # 13,000 rarer characters; read only for a text that needs one of them

# Names under which the fonts of the standard are sold or shipped, best first. Compared without case.
_KNOWN = {
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "FZFangSong-Z02", "FangSong", "仿宋", "STFangsong"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "FZKai-Z03", "KaiTi", "楷体", "STKaiti"),
    "hei": ("SimHei", "黑体", "方正黑体_GBK", "FZHei-B01", "STHeiti"),
    "song": ("SimSun", "宋体", "方正书宋_GBK", "FZShuSong-Z01", "STSong"),
}
_OURS = {"title": SERIF, "body": SERIF, "kai": SERIF, "hei": SANS, "song": SERIF}


@dataclass(frozen=True, slots=True)
class FontSet:
    """The fonts of one office, loaded once.

    loaded: as the typesetter wants them; families: part of a document (title, body, kai, hei, song) → families in
    order of preference; own: the parts set in the office's fonts; characters: every code point some font can show.
    """

    loaded: "typst.Fonts"
    families: dict[str, tuple[str, ...]]
    own: frozenset[str]
    characters: frozenset[int]


def font_set(folder: Path | None = None, *, wide: bool = False) -> FontSet:
    """The package's fonts and those in `folder`, if it is there. Read again only when a file in it changes.

    wide: with the large font of rare characters, for a text in which the others lack one.
    """
    own: tuple[tuple[Path, int], ...] = ()
    if folder is not None and folder.is_dir():
        found = (path for path in folder.iterdir() if path.suffix.lower() in {".ttf", ".otf", ".ttc"})
        own = tuple((path, path.stat().st_mtime_ns) for path in sorted(found))
    return _loaded(own, wide)


@cache
def _loaded(own: tuple[tuple[Path, int], ...], wide: bool) -> FontSet:
    import typst  # a large library that most pages never need

    ours = [pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path()]
    if wide:
        ours.extend(Path(manimgx_fonts_cjk.__path__[0]).glob("*.ttc"))
    files = [*((path, 0) for path in ours), *own]
    folders = sorted({str(path.parent) for path, _ in files})
    loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    present = {family.casefold(): family for family in loaded.families()}
    families: dict[str, tuple[str, ...]] = {}
    owned: set[str] = set()
    for part, names in _KNOWN.items():
        chosen = [present[name.casefold()] for name in names if name.casefold() in present][:1]
        owned.update([part] if chosen else [])
        families[part] = (*chosen, _OURS[part], SANS if _OURS[part] == SERIF else SERIF, *([WIDE] if wide else []))
    return FontSet(
        loaded, families, frozenset(owned), frozenset().union(*(_characters(path, changed) for path, changed in files))
    )


@cache
def _characters(path: Path, changed: int) -> frozenset[int]:
    """The code points a font file has shapes for: its cmap in the formats 4 and 12. Empty for a file that is no font."""
    data = path.read_bytes()
    try:
        start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
        tables = struct.unpack_from(">H", data, start + 4)[0]
        for index in range(tables):
            tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * index)
            if tag == b"cmap":
                return frozenset(_mapped(data, offset))
    except struct.error:
        pass
    return frozenset()


def _mapped(data: bytes, cmap: int) -> Iterable[int]:
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        table = cmap + struct.unpack_from(">I", data, cmap + 4 + 8 * index + 4)[0]
        kind = struct.unpack_from(">H", data, table)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">I", data, table + 12)[0]):
                first, last, _ = struct.unpack_from(">III", data, table + 16 + 12 * group)
                yield from range(first, last + 1)
        elif kind == 4:
            doubled = struct.unpack_from(">H", data, table + 6)[0]
            count = doubled // 2
            ends = struct.unpack_from(f">{count}H", data, table + 14)
            starts = struct.unpack_from(f">{count}H", data, table + 16 + doubled)
            for first, last in zip(starts, ends, strict=True):
                if first != 0xFFFF:
                    yield from range(first, last + 1)
