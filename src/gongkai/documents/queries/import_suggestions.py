"""What the files of a library say of themselves: a list for a person to check where there is none, a reminder where there is one.

Nothing that is read here is taken over by itself: it is written into a list that is checked, or told beside the line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.documents.importing import HEADS, folded
from gongkai.files.contents import contents_of
from gongkai.law.numbers import number_key
from gongkai.law.workdays import in_words
from gongkai.publications.importing import LeftOut
from gongkai.reading.errors import Unreadable
from gongkai.reading.listed import ListedItem
from gongkai.reading.listed.folder import Folder, NoSuchFile
from gongkai.reading.official import Official, read_official
from gongkai.typesetting.formulas import as_text

ENDINGS = frozenset({".docx", ".pdf", ".txt"})
LARGEST = 50 * 1024 * 1024
MOST_FILES = 20_000
COLUMNS = ("title", "number", "agency", "kind", "issued_on", "effective_on", "valid_until", "disclosed_on", "body_file")
READ_FROM = "读自（供核对）"


@dataclass(frozen=True, slots=True)
class Suggested:
    """A file and what it says of itself. name: its path below the folder; trouble: why it was not read, in Chinese, or ""."""

    name: str
    official: Official
    trouble: str = ""


def suggestions_of(folder: Path) -> list[Suggested]:
    """Each DOCX, PDF and TXT below the folder, by name. Unreadable where there is none."""
    if not folder.is_dir():
        raise Unreadable("suggest.no_folder", f"“{folder}”不是文件夹。", "请指明放着DOCX、PDF的文件夹。")
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS
        and path.is_file()
        and not path.is_symlink()
        and not path.name.startswith(("~$", "."))
    )
    if not paths:
        raise Unreadable("suggest.nothing", f"文件夹“{folder.name}”里没有DOCX、PDF。", "请核对文件夹。")
    if len(paths) > MOST_FILES:
        raise Unreadable(
            "suggest.many", f"文件夹里有{len(paths)}份文件。", f"请分成几个文件夹，每个不超过{MOST_FILES}份。"
        )
    return [_read(path, path.relative_to(folder).as_posix()) for path in paths]


def official_of(path: Path) -> Official:
    """What a file says of itself: nothing for one that is no text, or too large."""
    return _read(path, path.name).official


def _read(path: Path, name: str) -> Suggested:
    if path.stat().st_size > LARGEST:
        return Suggested(name, Official(), f"超过{LARGEST // 1024 // 1024} MB，没有读。")
    contents = contents_of(path.suffix.lower()[1:], path.read_bytes())
    if contents.text:
        return Suggested(name, read_official(contents.text))
    scan = contents.state == "scan"
    return Suggested(name, Official(), "是扫描件，没有文字可读。" if scan else "没有读出文字，可能已经损坏。")


def write_list(path: Path, suggested: Sequence[Suggested]) -> None:
    """The workbook that `gongkai import documents` reads, a row for each file; each row says what it was read from."""
    from openpyxl import Workbook  # a large library that most pages never need

    if path.suffix.lower() != ".xlsx":
        raise Unreadable("suggest.ending", f"“{path.name}”不是 .xlsx。", "清单的文件名请以 .xlsx 结尾。")
    if path.exists():
        raise Unreadable("suggest.exists", f"“{path}”已经有了，没有覆盖。", "请换一个文件名，或者先移开原来的文件。")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.append([*(HEADS.labels[key] for key in COLUMNS), READ_FROM])
    for one in suggested:
        sheet.append([*(as_text(cell) for cell in _cells(one)), as_text(_read_from(one))])
    try:
        book.save(path)
    except OSError as error:
        raise Unreadable("suggest.unwritable", f"“{path}”写不进去。", "请换一个可以写入的文件夹。") from error


def _cells(one: Suggested) -> list[Any]:
    official = one.official
    days = (official.issued_on, official.effective_on, official.valid_until)
    return [
        official.title.value if official.title else "",
        official.number.value if official.number else "",
        "",
        "",
        *(f"{day.value:%Y-%m-%d}" if day else "" for day in days),
        "",
        one.name,
    ]


def _read_from(one: Suggested) -> str:
    if one.trouble:
        return one.trouble
    official = one.official
    told = [
        f"{label}：{reading.place}“{reading.said[:60]}”"
        for label, reading in (
            ("标题", official.title),
            ("字号", official.number),
            ("成文日期", official.issued_on),
            ("施行", official.effective_on),
            ("有效期", official.valid_until),
        )
        if reading is not None
    ]
    told += [f"同时废止：《{title}》{number}" for title, number in (reading.value for reading in official.ends)]
    return "；".join(told) or "没有读出标题、字号、日期，请自己填写。"


def remind_of_texts(items: Iterable[ListedItem], folder: Folder) -> list[LeftOut]:
    """Where the file of a line says otherwise than the line, or what the line does not tell: to be looked at, no more."""
    notes = []
    for item in items:
        path = _file_of(item, folder)
        if path is not None:
            said = _otherwise(item, official_of(path))
            if said:
                notes.append(LeftOut(item.place, f"文件“{path.name}”里读到{'，'.join(said)}，请核对。"))
    return notes


def _file_of(item: ListedItem, folder: Folder) -> Path | None:
    named = [item.texts.get("body_file", ""), *folder.names_in(item.texts.get("attachments", ""))]
    for name in named:
        if Path(name).suffix.lower() in ENDINGS:
            try:
                return folder.find(name)
            except NoSuchFile:
                continue
    return None


def _otherwise(item: ListedItem, official: Official) -> list[str]:
    found = []
    if official.title and folded(official.title.value) != folded(item.texts.get("title", "")):
        found.append(f"标题“{official.title.value}”")
    if official.number and number_key(official.number.value) != number_key(item.texts.get("number", "")):
        found.append(f"发文字号“{official.number.value}”")
    for label, key, reading in (
        ("成文日期", "issued_on", official.issued_on),
        ("施行日期", "effective_on", official.effective_on),
    ):
        told = item.days.get(key)
        if reading is not None and (told is None or told.date() != reading.value):
            found.append(f"{label}{in_words(reading.value)}（“{reading.said[:30]}”）")
    return found
