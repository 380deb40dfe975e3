"""What is said of a document beside its text: how it stands in a sentence, its record, its course, the names of its files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from gongkai.documents.facts import disclosed_on
from gongkai.documents.queries.shown import Act, Beside, Link, State, Ties
from gongkai.files.kinds import LABELS
from gongkai.law.validity import DocumentFact, Validity, ended_on
from gongkai.portal.item_record import TONES, File, Row
from gongkai.screens.templatetags.writing import day

if TYPE_CHECKING:
    from gongkai.documents.models import NormativeDocument

LONGEST_NAME = 60  # signs of a title in the name of a file: disks take 255 bytes
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|#%]+')
_WEB = re.compile(r"https?://[^\s\"'<>]+\Z")
DONE = {"amended": "修改", "repealed": "废止", "declared_lapsed": "宣布失效", "extended": "延长有效期"}


@dataclass(frozen=True, slots=True)
class Told:
    """How a document stands, large: word and tone, then a sentence around the act that brought it there."""

    word: str
    tone: str
    before: str
    act: Link | None = None
    after: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.before}{self.act or ''}{self.after}"


class Event(NamedTuple):
    """One point of the course. when: in words; standing: past, now or ""; address: where solicited."""

    on: date
    when: str
    name: str
    told: str
    other: Link | None
    standing: str
    address: str


def told_of(state: State) -> Told:
    """How it stands, in a sentence. Example: 失效 / 有效期到2025年12月31日届满，2026年1月1日起失效。"""
    since, act, word = day(state.since), state.act, state.validity.label
    tone = TONES[state.validity]
    other = act.other if act is not None else None
    term = f"，有效期至{day(state.last_day)}" if state.last_day is not None else ""
    if state.validity is Validity.LAPSED:
        return Told(word, tone, f"有效期到{day(state.since - timedelta(days=1))}届满，{since}起失效")
    if state.validity in (Validity.IN_FORCE, Validity.NOT_YET):
        return Told(word, tone, f"{since}起施行{term}")
    done = "代替，同时废止" if act is not None and act.replaced else DONE.get(act.kind if act else "", word)
    if state.validity is Validity.AMENDED:
        done = f"{done}，按修改后的文本执行{term}"
    if other is None:
        return Told(word, tone, f"{since}起{DONE['repealed'] if act and act.replaced else done}")
    return Told(word, tone, f"{since}起由", other, done)


def rows_of(found: "NormativeDocument", state: State, beside: Iterable[Beside]) -> list[Row]:
    """The record: what is known of it."""
    return [row for row in _rows(found, state, list(beside)) if row.value]


def _rows(found: "NormativeDocument", state: State, beside: list[Beside]) -> Iterator[Row]:
    joint = [one.name for one in beside if one.what == "joint"] + [str(one) for one in found.joint_outside]
    yield Row("发文字号", found.number)
    yield Row("制定机关", found.agency.name, reverse("portal:agency", args=[found.agency.code]))
    yield Row("联合制定", "、".join(joint))
    if found.drafted_by_id != found.agency_id:
        yield Row("起草单位", found.drafted_by.name, reverse("portal:agency", args=[found.drafted_by.code]))
    yield Row("类别", found.get_kind_display())
    yield Row("登记编号", found.registration_number)
    yield Row("成文日期", day(found.issued_on))
    yield Row("公布日期", day(disclosed_on(found)))
    yield Row("施行日期", day(found.effective_on or found.issued_on))
    yield Row("有效期至", day(state.last_day))
    yield Row("有效性", state.validity.label)
    if found.field is not None:
        yield Row("重点领域", found.field.name, reverse("portal:field", args=[found.field.slug]))
    if found.publication is not None and found.publication.index_number and found.publication.current is not None:
        yield Row("索引号", found.publication.index_number, reverse("portal:item", args=[found.publication_id]))


def course_of(
    found: "NormativeDocument", fact: DocumentFact, ties: Ties, beside: Iterable[Beside], today: date
) -> list[Event]:
    """From the solicitation to the end of its term, in order; what is still to come, as far as it is known, at the end."""
    events = [*_solicited(beside), *_issued(found, fact), *(_changed(act) for act in ties.changes)]
    end = ended_on(fact)
    if end is not None and end[1] is Validity.LAPSED:
        if end[0] <= today:
            events.append(Event(end[0], day(end[0]), "失效", "有效期届满", None, "", ""))
        else:
            events.append(Event(end[0], day(end[0] - timedelta(days=1)), "有效期届满", "", None, "", ""))
    events.sort(key=lambda one: one.on)
    return [one._replace(standing="past" if one.on <= today else "") for one in events]


def _solicited(beside: Iterable[Beside]) -> Iterator[Event]:
    for one in beside:
        if one.what != "solicitation" or one.first is None:
            continue
        counted = f"收到意见{one.number}条" if one.number is not None else ""
        counted += f"，采纳{one.size}条" if counted and one.size is not None else ""
        when = f"{day(one.first)}至{day(one.last)}" if one.last else day(one.first)
        address = one.words if _WEB.match(one.words) else ""
        yield Event(one.first, when, "公开征求意见", counted, None, "", address)


def _issued(found: "NormativeDocument", fact: DocumentFact) -> Iterator[Event]:
    registered = found.registered_on
    if registered is not None and found.registration_number:
        yield Event(registered, day(registered), "登记编号", found.registration_number, None, "", "")
    yield Event(fact.issued_on, day(fact.issued_on), "成文", found.number, None, "", "")
    if fact.disclosed_on is not None:
        yield Event(fact.disclosed_on, day(fact.disclosed_on), "公布", "", None, "", "")
    yield Event(fact.begins_on, day(fact.begins_on), "施行", "", None, "", "")


def _changed(act: Act) -> Event:
    told = f"延长至{day(act.until)}" if act.until is not None else ""
    if act.replaced:
        told = "由新文件代替"
    return Event(act.on, day(act.on), DONE[act.kind], told, act.other, "", "")


def file_name(title: str, word: str, ending: str) -> str:
    """Title and standing as the name of a file: …管理办法（有效）.pdf. A long title is cut, the standing never."""
    plain = _UNFIT.sub(" ", title).strip(" .") or "文件"
    short = plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME]}…"
    return f"{short}（{word}）.{ending}"


def with_standing(name: str, word: str) -> str:
    """The name of a file as it was attached, with the standing before its ending."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}（{word}）.{ending}" if dot and stem else f"{name}（{word}）"


def files_of(item: int, beside: Iterable[Beside]) -> list[File]:
    """The files beside the text."""
    return [
        File(
            one.key or 0,
            reverse("portal:item_file", args=[item, one.key, one.name.replace("/", "／")]),
            one.name,
            LABELS.get(one.kind, one.kind.upper()),
            one.size or 0,
            None,
            one.more,
            one.words,
            False,
        )
        for one in beside
        if one.what == "file"
    ]
