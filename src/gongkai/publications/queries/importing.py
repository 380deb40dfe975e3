"""Judging the lines of a list against what the house knows: agencies, columns, elements, what is public already."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.files.actions import require_storable
from gongkai.files.kinds import LARGEST
from gongkai.files.stripping import strip_metadata
from gongkai.files.viruses import require_clean
from gongkai.law.errors import NotAcceptable
from gongkai.publications.cleaning import clean, words_of
from gongkai.publications.importing import Judged, LeftOut, ReadyItem, fingerprint
from gongkai.publications.models import (
    Category,
    Content,
    ElementDuty,
    FormerAddress,
    PriorityField,
    Publication,
    Section,
    Version,
)
from gongkai.reading.listed import ListedItem, Trouble

LONGEST_BODY = 1_000_000  # signs
_INDEX = re.compile(r"[0-9A-Za-z\-_./〔〕\[\]\u4e00-\u9fff]{3,40}")
_GAPS = re.compile(r"\s+")
_TEXTS = ("document_number", "keywords", "summary", "genre", "source", "audience", "kept_by", "article_item")
_FIELDS = {field.name: field for field in Version._meta.fields}
_VALUES: dict[str, dict[str, str]] = {
    "validity": {**{label: value for value, label in Content.Validity.choices}, "现行有效": Content.Validity.IN_FORCE},
    "openness": {label: value for value, label in Content.Openness.choices},
    "origin": {label: value for value, label in Content.Origin.choices},
}


class Importing:
    """One import: what lines are judged by, and what was seen in the lines before.

    agency, section: of lines that name none. at: the moment, aware; its zone is that of the days in the list. opens_files: whether
    files are scanned and stripped too, as the import does itself when it takes them: so a dry run tells of all that will be refused.
    """

    def __init__(
        self, agency: Agency | None, *, at: datetime, section: Section | None = None, opens_files: bool = False
    ) -> None:
        self._at, self._opens_files = at, opens_files
        self._agency = agency.pk if agency else None
        self._agencies = _by_names(Agency.objects.all(), lambda one: (one.code, one.name, one.short_name))
        self._sections = _by_names(Section.objects.filter(closed_on=None), lambda one: (one.slug, one.name))
        fixed = Section.objects.filter(fixed=Section.Fixed.STATUTORY).first()
        self._section = section.pk if section else (fixed.pk if fixed else None)
        self._categories = _by_names(Category.objects.all(), lambda one: (one.code, one.name))
        self._fields = _by_names(PriorityField.objects.all(), lambda one: (one.slug, one.name, *one.aliases))
        self._duties = _duties()
        self._numbers: dict[str, str] = {}  # index number → line
        self._prints: dict[str, str] = {}
        self._addresses: dict[str, str] = {}

    def judge(self, items: Sequence[ListedItem]) -> Judged:
        """Some lines, in their order. Reads, and writes nothing."""
        ready = [one for item in items if (one := self._ready(item)) is not None]
        troubles = [trouble for item in items for trouble in item.troubles]
        taken, printed = _there_by_number(ready), _there_by_print(ready)
        moved = _moved_already(ready)
        kept, left = [], []
        for one in ready:
            said = self._is_there(one, taken, printed)
            if said:
                left.append(LeftOut(one.place, said))
            elif one.former_address in moved:
                told = f"原网址{one.former_address}已经登记，指向{moved[one.former_address]}。"
                troubles.append(Trouble(one.place, "原网址", told, "请更正这一行的原网址，或者空着。"))
            else:
                kept.append(one)
        return Judged(kept, left, troubles)

    def _is_there(self, one: ReadyItem, taken: set[str], printed: Mapping[str, str]) -> str:
        if one.index_number in taken:
            return f"索引号{one.index_number}已经在库里。"
        if not one.index_number and one.fingerprint in printed:
            return f"同一条信息已经在库里，索引号{printed[one.fingerprint]}。"
        return ""

    def _ready(self, item: ListedItem) -> ReadyItem | None:
        content = self._content(item)
        agency = self._named(item, "agency", self._agencies, "请写机关的全称、简称或者代码，或者用 --agency 指定。")
        agency = agency if "agency" in item.texts else self._agency
        if agency is None and "agency" not in item.texts:
            item.trouble("agency", "没有写发布机构。", "请在清单里写发布机构，或者用 --agency 指定。")
        section = self._named(item, "section", self._sections, "请写已经开设的栏目的名称，或者先在工作台开设栏目。")
        section = section if "section" in item.texts else self._section
        duty = self._duty(item, agency)
        files = self._files(item)
        address = self._address(item)
        moment = item.days.get("published_at")
        published_at = moment.replace(tzinfo=self._at.tzinfo) if moment else None
        if published_at and published_at > self._at:
            item.trouble(
                "published_at", "发布日期在今天之后。", "导入的是已经公开的信息；要定时公开的，请在工作台拟稿。"
            )
        number = self._number(item)
        if item.troubles or agency is None or published_at is None:
            return None
        text = words_of(content["body"])
        one = ReadyItem(item.place, agency, content, text, published_at, number, section, duty, address, tuple(files))
        return one if self._is_first(one, item) else None

    def _is_first(self, one: ReadyItem, item: ListedItem) -> bool:
        """Whether no line before was the same; else that is its trouble."""
        for seen, key, column, what in (
            (self._numbers, one.index_number, "index_number", "索引号与{}相同。"),
            (self._prints, "" if one.index_number else one.fingerprint, "title", "与{}是同一条信息。"),
            (self._addresses, one.former_address, "former_address", "原网址与{}相同。"),
        ):
            if key and seen.setdefault(key, one.place) != one.place:
                item.trouble(column, what.format(seen[key]), "请更正其中一行，或者删去重复的一行。")
        return not item.troubles

    def _content(self, item: ListedItem) -> dict[str, Any]:
        content: dict[str, Any] = {"title": _line(item.texts.get("title", ""))}
        content.update({key: _line(item.texts[key]) for key in _TEXTS if key in item.texts})
        for key, value in content.items():
            longest = _FIELDS[key].max_length or 0
            if len(str(value)) > longest:
                item.trouble(key, f"有{len(str(value))}个字，最多{longest}个。", "请缩短；长的内容写进正文。")
        for key in ("dated_on", "effective_on", "repealed_on"):
            if key in item.days:
                content[key] = item.days[key].date()
        for key, values in _VALUES.items():
            if key in item.texts:
                value = values.get(_line(item.texts[key]))
                if value is None:
                    item.trouble(key, f"“{item.texts[key][:20]}”不在可选的写法里。", f"请写：{'、'.join(values)}。")
                else:
                    content[key] = value
        if content.get("openness") == Content.Openness.NOT_DISCLOSED:
            item.trouble("openness", "这一条标明不予公开。", "不予公开的信息不导入公开目录，请从清单里删去这一行。")
        published = item.days.get("published_at")
        if published and "dated_on" in item.days and item.days["dated_on"].date() > published.date():
            item.trouble("dated_on", "成文日期晚于发布日期。", "请核对两个日期。")
        content["category_id"] = self._named(item, "category", self._categories, "请写设置里列出的主题分类。")
        if len(item.body) > LONGEST_BODY:
            item.trouble("body", f"正文有{len(item.body)}个字，太长。", "请把长表、长附件作为附件导入。")
        else:
            content["body"] = clean(item.body)
        return content

    @staticmethod
    def _named(item: ListedItem, key: str, known: Mapping[str, int], remedy: str) -> int | None:
        if key not in item.texts:
            return None
        found = known.get(_folded(item.texts[key]))
        if found is None:
            item.trouble(key, f"没有“{item.texts[key][:40]}”。", remedy)
        return found

    def _duty(self, item: ListedItem, agency: int | None) -> int | None:
        """The agency's duty for the element that the line names."""
        if "field" not in item.texts and "element" not in item.texts:
            return None
        field = self._named(item, "field", self._fields, "请写目录里的领域名称。")
        if "field" not in item.texts or "element" not in item.texts:
            missing = "field" if "field" not in item.texts else "element"
            item.trouble(missing, "重点领域和要素要一起写。", "请补上另一栏；不属于目录的，两栏都空着。")
            return None
        element = _folded(item.texts["element"])
        matters = {_folded(item.texts[key]) for key in ("matter", "submatter") if key in item.texts}
        owed = self._duties.get((field or 0, element, agency or 0), [])
        fitting = [duty for duty, names in owed if matters <= names] or [duty for duty, _ in owed if len(owed) == 1]
        if not fitting and field and agency:
            item.trouble(
                "element",
                f"本机关的目录里没有要素“{item.texts['element'][:40]}”。",
                "请核对要素的名称，或者先把它分给这个机关。",
            )
        return fitting[0] if fitting else None

    def _files(self, item: ListedItem) -> list[Path]:
        for path in item.files:
            if path.stat().st_size > LARGEST:
                item.trouble("attachments", f"“{path.name}”超过{LARGEST // 1024 // 1024} MB。", "请压缩或者拆成几份。")
                continue
            try:
                content = path.read_bytes()
                name, kind = require_storable(path.name, content)
                if self._opens_files:
                    require_clean(name, content)
                    strip_metadata(name, kind, content)
            except NotAcceptable as refusal:
                item.trouble("attachments", refusal.message, refusal.hint)
        return list(item.files)

    @staticmethod
    def _address(item: ListedItem) -> str:
        """The path of the old address, with its query: one of another site leads nowhere here, but its path is ours."""
        said = item.texts.get("former_address", "")
        if not said:
            return ""
        try:
            parts = urlsplit(said if "//" in said or said.startswith("/") else f"//{said}")
        except ValueError:
            parts = urlsplit("")
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if not path.startswith("/") or path == "/" or len(path) > 300 or _GAPS.search(path):
            item.trouble(
                "former_address", f"“{said[:40]}”不像网址。", "请写完整的网址，或者以“/”开头的路径，不超过300个字符。"
            )
            return ""
        return path

    @staticmethod
    def _number(item: ListedItem) -> str:
        number = _GAPS.sub("", unicodedata.normalize("NFKC", item.texts.get("index_number", "")))
        if number and not _INDEX.fullmatch(number):
            item.trouble(
                "index_number", f"“{number[:40]}”不像索引号。", "请核对，例如 123456789/2020-00012，不超过40个字符。"
            )
        return number


def open_section(slug: str) -> Section | None:
    """The column of that address that is open, if there is one."""
    return Section.objects.filter(slug=slug, closed_on=None).first()


def category_named(name: str) -> Category | None:
    """The subject of that name, if there is one."""
    return Category.objects.filter(name=name).first()


def _by_names(rows: object, names: Callable[..., Sequence[str]]) -> dict[str, int]:
    return {_folded(name): row.pk for row in rows for name in names(row) if name}  # type: ignore[attr-defined]


def _duties() -> dict[tuple[int, str, int], list[tuple[int, set[str]]]]:
    """(field, element, agency) → its duties, each with the names of its matter."""
    found: dict[tuple[int, str, int], list[tuple[int, set[str]]]] = {}
    rows = ElementDuty.objects.filter(until=None).values_list(
        "pk",
        "agency_id",
        "element__name",
        "element__matter__field_id",
        "element__matter__first",
        "element__matter__second",
    )
    for key, agency, name, field, first, second in rows:
        found.setdefault((field, _folded(name), agency), []).append((key, {_folded(first), _folded(second)}))
    return found


def _there_by_number(ready: Sequence[ReadyItem]) -> set[str]:
    numbers = [one.index_number for one in ready if one.index_number]
    return set(Publication.objects.filter(index_number__in=numbers).values_list("index_number", flat=True))  # type: ignore[arg-type]


def _moved_already(ready: Sequence[ReadyItem]) -> dict[str, str]:
    """The former addresses among theirs that lead somewhere already: path → where to."""
    paths = [one.former_address for one in ready if one.former_address]
    return dict(FormerAddress.objects.filter(path__in=paths).values_list("path", "target"))


def _there_by_print(ready: Sequence[ReadyItem]) -> dict[str, str]:
    """Fingerprint → index number, of what is here and might be one of these: same title, first version."""
    titles = {str(one.content["title"]) for one in ready if not one.index_number}
    rows = Version.objects.filter(Q(title__in=titles), number=1).values_list(
        "publication__issued_by_id", "title", "document_number", "released_at", "text", "publication__index_number"
    )
    return {
        fingerprint(agency, title, number, at, text): index or "" for agency, title, number, at, text, index in rows
    }


def _line(text: str) -> str:
    return _GAPS.sub(" ", text).strip()


def _folded(text: str) -> str:
    return _GAPS.sub("", unicodedata.normalize("NFKC", text)).casefold()
