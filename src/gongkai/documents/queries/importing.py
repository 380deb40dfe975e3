"""Judging the lines of a list of documents against what the house knows: agencies, numbers, what the register has already."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.documents.facts import rules_of
from gongkai.documents.importing import Judged, ReadyDocument, bare_title, folded, key_of
from gongkai.documents.models import Basis, NormativeDocument
from gongkai.documents.queries.import_changes import (
    changes_of,
    names_of,
    require_told_state,
    resolved,
    years_of_term,
)
from gongkai.documents.queries.import_law import acting_of, in_order, refusals_of
from gongkai.documents.queries.import_texts import Texts
from gongkai.law.errors import Refusal
from gongkai.law.numbers import number_key
from gongkai.publications.importing import LeftOut
from gongkai.publications.models import PriorityField
from gongkai.reading.listed import ListedItem
from gongkai.reading.official import numbers_as_printed

Kind = NormativeDocument.Kind
KINDS = {
    "行政规范性文件": Kind.NORMATIVE,
    "规范性文件": Kind.NORMATIVE,
    "规章": Kind.RULES,
    "政府规章": Kind.RULES,
    "其他文件": Kind.OTHER,
    "其他": Kind.OTHER,
}
YES_OR_NO = {"是": True, "有": True, "√": True, "否": False, "无": False, "": False}
ON_TRIAL = re.compile(r"[（(](?:试行|暂行)[）)]|暂行(?:办法|规定|细则|意见)")
_BETWEEN = re.compile(r"[、，,；;|\n\r]+")
_BASIS = re.compile(r"(《[^》]+》(?:[（(][^）)]*[）)])?)\s*(.*)", re.DOTALL)
_BASES = {field.name: field.max_length or 0 for field in Basis._meta.fields}
LONGEST_BASIS, LONGEST_ARTICLE = _BASES["title"], _BASES["article"]
_FIELDS = {field.name: field for field in NormativeDocument._meta.fields}
_OF_CHANGES = {"acting": "ended_by", "until": "extended_until"}  # a refusal's field → the column it is about


class RegisterImporting:
    """One import into the register: what lines are judged by, and what was seen in the lines before.

    agency, kind: of lines that name none; texts: how the texts are taken over, None where only the register is filled.
    """

    def __init__(
        self, agency: Agency | None = None, *, today: date, kind: str = "", texts: Texts | None = None
    ) -> None:
        self._today, self._kind, self._texts = today, kind, texts
        self._agencies = {row.pk: row for row in Agency.objects.all()}
        self._default = agency
        self._names = {
            folded(name): row
            for row in self._agencies.values()
            for name in (row.code, row.name, row.short_name)
            if name
        }
        self._fields = {
            folded(name): row.pk for row in PriorityField.objects.all() for name in (row.slug, row.name, *row.aliases)
        }
        self._makes_rules: dict[int, bool] = {}
        self._seen: dict[tuple[str, str], str] = {}
        self._notes: list[LeftOut] = []

    def judge(self, items: Sequence[ListedItem]) -> Judged:
        """The whole list. Reads, and writes nothing."""
        told = [one for item in items if (one := self._document(item)) is not None]
        left, fresh = self._parted(told, items)
        if self._texts is not None:
            fresh = self._texts.given(fresh, items)
        known = names_of([*told, *self._with_troubles(items)], list(acting_of(fresh).values()))
        fresh = [resolved(one, known) for one in fresh]
        for one in fresh:
            self._outside_noted(one)
        fresh = self._lawful(fresh, items)
        troubles = [trouble for item in items for trouble in item.troubles]
        return Judged(in_order(fresh), left, troubles, self._notes)

    def _lawful(self, documents: list[ReadyDocument], items: Sequence[ListedItem]) -> list[ReadyDocument]:
        """Those that may be as they are told. Who acted on others and is refused itself leaves those others without their act."""
        by_place = {item.place: item for item in items}
        refused_keys = {one.key: one.place for one in reversed(self._with_troubles(items))}
        while True:
            known = acting_of(documents)
            refused = refusals_of(documents, known)
            if not refused:
                return documents
            for document, refusal in refused.values():
                item = by_place[document.place]
                unknown = next((one.acting for one in document.changes if one.acting in refused_keys), None)
                if refusal.code == "change.acting_unknown" and unknown is not None:
                    place = refused_keys[unknown]
                    item.trouble("ended_by", f"依据的文件在{place}，那一行有问题。", f"请先更正{place}。")
                else:
                    item.trouble(_column(document, refusal), refusal.message, refusal.hint)
            for key, (document, _) in refused.items():
                refused_keys.setdefault(key, document.place)
            documents = [one for one in documents if one.key not in refused]

    @staticmethod
    def _with_troubles(items: Sequence[ListedItem]) -> list[ReadyDocument]:
        """What the lines that are not taken name, for the lines that name it as having acted."""
        return [
            ReadyDocument(item.place, 0, item.texts.get("title", ""), date.min, number=item.texts.get("number", ""))
            for item in items
            if item.troubles
        ]

    def _document(self, item: ListedItem) -> ReadyDocument | None:
        agency, joint, outside = self._parties(item)
        kind = self._kind_of(item, agency)
        texts = {key: " ".join(item.texts.get(key, "").split()) for key in ("title", "registration_number")}
        texts["number"] = numbers_as_printed(item.texts.get("number", ""))
        self._fits(item, texts)
        days = {key: moment.date() for key, moment in item.days.items()}
        for key in ("issued_on", "disclosed_on"):
            if key in days and days[key] > self._today:
                item.trouble(key, "这一天还没有到。", "导入的是已经印发、已经公开的文件，请核对日期。")
        until = self._term(item, days)
        changes = changes_of(item, days)
        if item.troubles or agency is None or kind is None or "issued_on" not in days:
            return None
        one = ReadyDocument(
            place=item.place,
            agency_id=agency.pk,
            issued_on=days["issued_on"],
            kind=kind,
            drafted_by_id=self._drafter(item),
            joint_ids=tuple(row.pk for row in joint),
            joint_outside=tuple(outside),
            field_id=self._field(item),
            trial=self._trial(item, texts["title"]),
            effective_on=days.get("effective_on"),
            valid_until=until,
            disclosed_on=days.get("disclosed_on"),
            changes=changes,
            bases=self._bases(item),
            title=texts["title"],
            number=texts["number"],
            registration_number=texts["registration_number"],
        )
        require_told_state(item, one, self._today)
        return one if not item.troubles and self._is_first(one, item) else None

    def _is_first(self, one: ReadyDocument, item: ListedItem) -> bool:
        """Whether no line before has its number, text or 登记编号; else that is its trouble."""
        same = "" if one.number else f"{one.agency_id} {one.key} {one.issued_on}"
        registered = f"{one.agency_id} {one.registration_number}" if one.registration_number else ""
        for column, key, told in (
            ("number", number_key(one.number), "发文字号与{}相同。"),
            ("title", same, "与{}是同一份文件。"),
            ("registration_number", registered, "登记编号与{}相同。"),
        ):
            if key and (place := self._seen.setdefault((column, key), one.place)) != one.place:
                item.trouble(column, told.format(place), "请更正其中一行，或者删去重复的一行。")
        return not item.troubles

    def _parted(
        self, told: Sequence[ReadyDocument], items: Sequence[ListedItem]
    ) -> tuple[list[LeftOut], list[ReadyDocument]]:
        """Those the register has already, and those it has not. A number that is another document's there is a trouble."""
        by_place = {item.place: item for item in items}
        there = _there(told)
        registered = _registered(told)
        left, fresh = [], []
        for one in told:
            row = there.get(one.key if one.number else f"{one.agency_id} {one.key} {one.issued_on}")
            if row is not None and folded(row.title) != folded(one.title):
                by_place[one.place].trouble(
                    "number", f"发文字号已经登记给“{row.title}”。", "请核对字号；那一份登记错了的，请先在登记簿里更正。"
                )
            elif row is not None:
                left.append(LeftOut(one.place, f"“{row.title}”已经在登记簿里。{_different(row, one)}"))
            elif (other := registered.get((one.agency_id, one.registration_number))) is not None:
                by_place[one.place].trouble(
                    "registration_number", f"登记编号已经由“{other}”使用。", "请核对登记编号，两份文件不能相同。"
                )
            else:
                fresh.append(one)
        return left, fresh

    def _parties(self, item: ListedItem) -> tuple[Agency | None, list[Agency], list[str]]:
        """The agency it is registered at, the other ones of the district, those outside by name."""
        names = [*_names_in(item.texts.get("agency", "")), *_names_in(item.texts.get("joint", ""))]
        if "agency" not in item.texts:
            if self._default is None:
                item.trouble("agency", "没有写制定机关。", "请在清单里写制定机关，或者用 --agency 指定。")
                return None, [], []
            names = [self._default.code, *names]
        first, *others = names
        agency = self._names.get(folded(first))
        if agency is None and any(folded(name) in self._names for name in others):
            told = f"“{first[:40]}”不是本区的机关，这份文件由区外机关牵头。"
            item.trouble("agency", told, "登记和统计都在牵头机关，请从清单里删去；要公开的，作为转发的信息导入。")
        elif agency is None:
            remedy = "请写机关的全称、简称或者代码；区外机关制定的文件不在本区登记，请删去这一行。"
            item.trouble("agency", f"没有“{first[:40]}”。", remedy)
        found = [self._names[folded(name)] for name in others if folded(name) in self._names]
        joint = [row for row in dict.fromkeys(found) if row != agency]
        outside = [name[:80] for name in dict.fromkeys(others) if folded(name) not in self._names]
        if agency is not None and outside:
            self._notes.append(LeftOut(item.place, f"联合制定机关“{'、'.join(outside)[:80]}”不在本区，照录名称。"))
        return agency, joint, outside

    def _kind_of(self, item: ListedItem, agency: Agency | None) -> str | None:
        said = item.texts.get("kind", "")
        kind = KINDS.get("".join(said.split())) if said else (self._kind or None)
        if kind is None:
            told = f"“{said[:20]}”不是可选的类别。" if said else "没有写类别。"
            item.trouble("kind", told, "请写：行政规范性文件、规章、其他文件；整张清单同一类的，也可以用 --kind 指定。")
        elif kind == Kind.RULES and agency is not None:
            if agency.pk not in self._makes_rules:
                self._makes_rules[agency.pk] = rules_of(agency).may_make_rules
            if not self._makes_rules[agency.pk]:
                item.trouble(
                    "kind",
                    f"{agency.short_name}没有制定规章的权限。",
                    "请改为行政规范性文件；确有权限的，请负责人先在“规范性文件规则”里写明。",
                )
        return kind

    @staticmethod
    def _fits(item: ListedItem, texts: Mapping[str, str]) -> None:
        for key, text in texts.items():
            longest = _FIELDS[key].max_length or 0
            if len(text) > longest:
                item.trouble(key, f"有{len(text)}个字，最多{longest}个。", "请照印发的文件核对，缩短后再导入。")
        if texts["number"] and not any(sign.isdigit() for sign in texts["number"]):
            item.trouble(
                "number",
                f"“{texts['number'][:30]}”里没有序号，不像发文字号。",
                "请写全，例如云政规〔2020〕7号；没有的空着。",
            )

    def _term(self, item: ListedItem, days: Mapping[str, date]) -> date | None:
        """The last day of the term: a day, or some years from its first day in effect."""
        begins = days.get("effective_on") or days.get("issued_on")
        until, told = years_of_term(item, begins)
        if told:
            self._notes.append(LeftOut(item.place, told))
        return until

    def _drafter(self, item: ListedItem) -> int | None:
        said = item.texts.get("drafted_by", "")
        row = self._names.get(folded(said)) if said else None
        if said and row is None:
            item.trouble("drafted_by", f"没有“{said[:40]}”。", "请写本区机关的名称；不清楚的空着。")
        return row.pk if row else None

    def _field(self, item: ListedItem) -> int | None:
        said = item.texts.get("field", "")
        if said and folded(said) not in self._fields:
            item.trouble("field", f"没有领域“{said[:40]}”。", "请写目录里的领域名称；不属于哪个领域的空着。")
        return self._fields.get(folded(said)) if said else None

    @staticmethod
    def _trial(item: ListedItem, title: str) -> bool:
        said = "".join(item.texts.get("trial", "").split())
        if said not in YES_OR_NO:
            item.trouble("trial", f"“{said[:20]}”不是“是”或者“否”。", "试行、暂行的写“是”，其余写“否”或者空着。")
        return bool(YES_OR_NO.get(said)) if said else ON_TRIAL.search(title) is not None

    @staticmethod
    def _bases(item: ListedItem) -> tuple[tuple[str, str], ...]:
        found = []
        for said in re.split(r"[；;\n\r]+", item.texts.get("bases", "")):
            match = _BASIS.match(said.strip())
            title, article = match.groups() if match else (said.strip(), "")
            title = bare_title(title)
            for text, longest in ((title, LONGEST_BASIS), (article, LONGEST_ARTICLE)):
                if len(text) > longest:
                    item.trouble(
                        "bases", f"制定依据“{text[:20]}……”太长。", "几件依据之间请用“；”分开，条款写在书名号之后。"
                    )
            if title:
                found.append((title, article.strip()))
        return tuple(found)

    def _outside_noted(self, one: ReadyDocument) -> None:
        for change in one.changes:
            if not change.acting and (change.acting_title or change.acting_number):
                said = f"{change.acting_title}{f'（{change.acting_number}）' if change.acting_number else ''}"
                self._notes.append(LeftOut(one.place, f"依据的文件“{said[:80]}”照录。"))


def _column(document: ReadyDocument, refusal: Refusal) -> str:
    """The column that a refusal of the law is about: of an act, the one in which the document's only kind of act stands."""
    if not refusal.code.startswith("change."):
        return refusal.field
    kinds = {change.kind for change in document.changes}
    columns = {"amended": "amended", "extended": "extended", "repealed": "repealed", "declared_lapsed": "declared"}
    day = f"{columns[kinds.pop()]}_on" if len(kinds) == 1 else "repealed_on"
    if refusal.field == "acting" and day == "amended_on":
        return "amended_by"
    return _OF_CHANGES.get(refusal.field, day)


def _names_in(said: str) -> list[str]:
    return [name.strip() for name in _BETWEEN.split(said) if name.strip()]


def _there(told: Sequence[ReadyDocument]) -> dict[str, NormativeDocument]:
    """Documents of the register that these may be: by number, else by agency, title and day."""
    standing = NormativeDocument.objects.exclude(stage=NormativeDocument.Stage.DROPPED)
    numbers = {one.key for one in told if one.number}
    titles = {one.title for one in told if not one.number}
    found = {row.number_key: row for row in standing.filter(number_key__in=numbers)}
    rows = standing.filter(number_key="", title__in=titles)
    return found | {f"{row.agency_id} {key_of('', row.title)} {row.issued_on}": row for row in rows}


def _registered(told: Sequence[ReadyDocument]) -> dict[tuple[int, str], str]:
    """(agency, 登记编号) → title, of the register's documents that have one of theirs."""
    marks = {one.registration_number for one in told if one.registration_number}
    rows = NormativeDocument.objects.filter(registration_number__in=marks)
    return {
        (agency, mark): title for agency, mark, title in rows.values_list("agency_id", "registration_number", "title")
    }


def _different(row: NormativeDocument, told: ReadyDocument) -> str:
    """What the list says otherwise than the register, in words."""
    names = {"issued_on": "成文日期", "effective_on": "施行日期", "valid_until": "有效期至", "kind": "类别"}
    others = [label for name, label in names.items() if getattr(row, name) != getattr(told, name)]
    if not others:
        return ""
    return f"清单的{'、'.join(others)}与登记簿不同，要改的请在登记簿里更正。"
