"""The items of a list, one for each line, with what is wrong with each line in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from gongkai.reading.errors import Unreadable
from gongkai.reading.listed.days import moment_of
from gongkai.reading.listed.folder import Folder, NoSuchFile
from gongkai.reading.listed.heads import ITEMS, SEARCHED, Heads
from gongkai.reading.listed.sheets import Cell, Line, lines_of


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with one line. place: 第3行; column: the head, or ""; remedy: what to do next. All in Chinese."""

    place: str
    column: str
    message: str
    remedy: str


@dataclass(slots=True)
class ListedItem:
    """One line. texts: field → what stands there, none empty; days: without a zone; body: HTML, not yet cleaned.

    files: the attachments, where they lie; troubles: while there are any, the item is not to be taken over.
    """

    place: str
    texts: dict[str, str] = field(default_factory=dict)
    days: dict[str, datetime] = field(default_factory=dict)
    body: str = ""
    files: list[Path] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    labels: Mapping[str, str] = field(default_factory=lambda: ITEMS.labels, repr=False)

    def trouble(self, column: str, message: str, remedy: str) -> None:
        self.troubles.append(Trouble(self.place, self.labels.get(column, column), message, remedy))


@dataclass(slots=True)
class Listing:
    """An opened list. heads: of its kind; bodies: whether the texts are read; notes: what is left out, in Chinese, known once the
    items have been gone through."""

    path: Path
    folder: Folder
    heads: Heads = ITEMS
    bodies: bool = True
    notes: list[str] = field(default_factory=list)
    _headed: int = 0

    def items(self) -> Iterator[ListedItem]:
        """Each line with something in it, in order. Unreadable where no sheet has a head."""
        for lines in lines_of(self.path):
            for line, columns in self._below_the_head(lines):
                yield self._item(line, columns)
        if not self._headed:
            raise Unreadable(
                "listing.no_head",
                f"{self.path.name}里没有认出表头。",
                self.heads.told,
            )

    def numbers(self) -> Iterator[str]:
        """The index number of each line, "" where it has none; reads no files. The first of two goings through the list."""
        for lines in lines_of(self.path):
            for line, columns in self._below_the_head(lines):
                at = next((column for column, key in columns.items() if key == "index_number"), None)
                yield "" if at is None or at >= len(line.cells) else "".join(line.texts[at].split())
        self.notes.clear()  # told again when the items are gone through

    def _below_the_head(self, lines: Iterator[Line]) -> Iterator[tuple[Line, dict[int, str]]]:
        heads = self.heads
        first = list(islice(lines, SEARCHED))
        found = [heads.columns_of(line.texts) for line in first]
        best = max(range(len(first)), key=lambda at: len(found[at]), default=None)
        if best is None or len(found[best]) < len(heads.needed) or "title" not in found[best].values():
            if first and first[0].sheet:
                self.notes.append(f"工作表“{first[0].sheet}”没有认出表头，没有读。")
            return
        self._headed += 1
        columns, begins = found[best], best + 1
        if begins < len(first) and (more := heads.second_line_of(first[begins].texts, columns)):
            columns, begins = {**columns, **more}, begins + 1
        above = first[best - 1].texts if best and len(found[best - 1]) > 1 else []  # the first line of a merged head
        strange = [*heads.strange_of(above, columns), *heads.strange_of(first[best].texts, columns)]
        if strange:
            self.notes.append(f"没有认出的栏，没有读：{'、'.join(strange)}。")
        title = next(column for column, key in columns.items() if key == "title")
        for line in chain(first[begins:], lines):
            texts = line.texts
            is_head_again = title < len(texts) and heads.key_of(texts[title]) == "title"
            if not is_head_again and any(texts[column] for column in columns if column < len(texts)):
                yield line, columns

    def _item(self, line: Line, columns: dict[int, str]) -> ListedItem:
        item = ListedItem(line.place, labels=self.heads.labels)
        for column, key in columns.items():
            cell: Cell = line.cells[column] if column < len(line.cells) else ""
            if not cell:
                continue
            if key in self.heads.days:
                self._day(item, key, cell)
            else:
                item.texts[key] = str(cell)
        for key in self.heads.needed:
            if (
                key not in item.texts
                and key not in item.days
                and not any(trouble.column == self.heads.labels[key] for trouble in item.troubles)
            ):
                item.trouble(key, f"没有写{self.heads.labels[key]}。", f"请补上{self.heads.labels[key]}。")
        self._body(item)
        self._files(item)
        return item

    @staticmethod
    def _day(item: ListedItem, key: str, cell: Cell) -> None:
        moment = moment_of(cell)
        if moment is None:
            item.trouble(key, f"“{str(cell)[:30]}”不像日期。", "请写成2020年3月5日、2020-03-05或者2020/3/5。")
        else:
            item.days[key] = moment

    def _body(self, item: ListedItem) -> None:
        """The column 正文, or the file that 正文文件 names, or one in the folder with the index number or the title for a name."""
        if not self.bodies:
            return
        try:
            if self.heads.keeps_pdf and item.texts.get("body_file", "").lower().endswith(".pdf"):
                item.files.append(self.folder.find(item.texts["body_file"]))
            else:
                item.body = self.folder.body_of(item.texts)
        except NoSuchFile as error:
            item.trouble("body_file", str(error), "请把文件放进同一个文件夹，或者更正清单里的文件名。")
        except Unreadable as error:
            item.trouble("body_file", error.message, error.remedy)

    def _files(self, item: ListedItem) -> None:
        for name in self.folder.names_in(item.texts.get("attachments", "")):
            try:
                item.files.append(self.folder.find(name))
            except NoSuchFile as error:
                item.trouble("attachments", str(error), "请把附件放进同一个文件夹，或者更正清单里的文件名。")


def open_listing(path: Path, heads: Heads = ITEMS) -> Listing:
    """A workbook or CSV, whose files lie in its folder; or a folder that holds one list. Unreadable where there is none."""
    if not path.exists():
        raise Unreadable("listing.absent", f"没有“{path}”。", "请核对文件名。")
    if not path.is_dir():
        return Listing(path, Folder(path.parent, by_title=False), heads)
    lists = sorted(
        found
        for found in path.iterdir()
        if found.suffix.lower() in {".xlsx", ".xlsm", ".csv"} and not found.name.startswith(("~$", "."))
    )
    if len(lists) != 1:
        told = f"有{len(lists)}份清单（{'、'.join(one.name for one in lists[:5])}）" if lists else "没有清单"
        raise Unreadable(
            "listing.which",
            f"文件夹“{path.name}”里{told}。",
            "请在文件夹里放一份 .xlsx 或者 .csv 清单，或者直接指明清单文件。",
        )
    return Listing(lists[0], Folder(path), heads)
