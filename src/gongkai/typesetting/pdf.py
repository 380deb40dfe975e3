"""From data to PDF: one template, one dictionary, the fonts of the office. PDF/A-2b for the archive, UA-1 for readers."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from gongkai.typesetting.fonts import FontSet, font_set
from gongkai.typesetting.texts import absent_note, printable

_TEMPLATES = Path(__file__).parent / "templates"
_STANDARDS = ["a-2b", "ua-1"]
_UNDATED = date(2000, 1, 1)  # a document without a day still needs one in its file; the clock is not read here


def compose(template: str, data: Mapping[str, Any], *, dated_on: date | None, font_folder: Path | None) -> bytes:
    """Sets `templates/<template>.typ` with `data` and returns the PDF.

    Every string in `data` reaches the template as a string: signs of the typesetter's language in it are only signs.
    """
    import typst  # a large library that most pages never need

    fonts = font_set(font_folder)
    absent: list[str] = []
    given = _shown(data, fonts, absent)
    if absent:
        fonts = font_set(font_folder, wide=True)
        absent.clear()
        given = _shown(data, fonts, absent)
    given["absent_note"] = absent_note(absent)
    try:
        return _compiled(template, given, fonts, dated_on or _UNDATED)
    except typst.TypstError:
        if not fonts.own:
            raise
        # Some fonts forbid embedding, and an archive file must embed: the letter goes out in the package's fonts.
        return compose(template, data, dated_on=dated_on, font_folder=None)


def _compiled(template: str, given: dict[str, Any], fonts: FontSet, day: date) -> bytes:
    import typst

    given = {**given, "fonts": fonts.families, "own_fonts": sorted(fonts.own)}
    compiler = typst.Compiler(
        str(_TEMPLATES / f"{template}.typ"),
        root=str(_TEMPLATES),
        font_paths=fonts.loaded,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
    )
    made = compiler.compile(
        format="pdf",
        pdf_standards=_STANDARDS,  # type: ignore[arg-type]
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError(f"one document was set, but {type(made).__name__} came back")
    return made


def _shown(value: Any, fonts: FontSet, absent: list[str]) -> Any:
    if isinstance(value, str):
        text, lacking = printable(value, fonts.characters)
        absent.extend(lacking)
        return text
    if isinstance(value, Mapping):
        return {key: entry if key == "svg" else _shown(entry, fonts, absent) for key, entry in value.items()}
    if isinstance(value, Sequence):
        return [_shown(entry, fonts, absent) for entry in value]
    return value
