"""The register of normative documents: the library taken in, a clean-up, what was issued, replaced and ran out in later years."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.demonstration.gatewalks import pass_the_gate
from gongkai.demonstration.house import House, moment
from gongkai.demonstration.library import CLEANED, Held, Library
from gongkai.demonstration.life import Life, office_day
from gongkai.documents import actions
from gongkai.documents.actions.cleanup_results import note_results
from gongkai.documents.actions.importing import import_documents
from gongkai.documents.importing import ReadyDocument
from gongkai.documents.queries import cleanups
from gongkai.documents.queries.figures import MARK, by_references

TAKEN_IN = date(2021, 1, 5)  # the day the agencies' lists were taken into the register
BEGUN, DECIDED = date(2021, 5, 17), date(2021, 6, 18)  # the clean-up of 2021
CLEANED_UP, AMENDED = (14, 7), 3  # repealed and declared lapsed; to be amended
YEARLY = {2021: 24, 2022: 18, 2023: 15, 2024: 17, 2025: 14, 2026: 12}  # issued; later years as the last
REPLACED = 4  # of each year's, so many take the place of an older one
RUN_OUT_IN = (9, 23, 41, 62, 86)  # days from today
SOURCE = "各机关规范性文件目录"


@dataclass
class Shelf:
    """What the register took in, in its order: each document with its key there."""

    library: Library
    kept: list[tuple[Held, int]] = field(default_factory=list)

    def take_in(self, house: House, documents: Iterable[Held], day: date) -> None:
        """By the keeper's import, in one batch."""
        several = list(documents)
        ready = [_ready(house, one) for one in several]
        done = import_documents(ready, actor=house.actor("001", "keeper", day), source=SOURCE)
        self.kept += zip(several, done.documents, strict=True)

    def oldest(self, count: int) -> list[tuple[Held, int]]:
        """So many that still hold, without a term, oldest first; they leave the shelf, for an act ends them."""
        ended = ("repealed", "declared_lapsed")
        holding = [
            (one, key)
            for one, key in self.kept
            if not one.valid_until and not any(change.kind in ended for change in one.changes)
        ]
        found = sorted(holding, key=lambda pair: (pair[0].issued_on, pair[1]))[:count]
        gone = {key for _, key in found}
        self.kept = [pair for pair in self.kept if pair[1] not in gone]
        return found


def keep_register(house: House, library: Library, today: date, *, walked: Counter[str]) -> list[Life]:
    """walked: how many documents of 2020 each agency took through the register itself."""
    shelf = Shelf(library)
    years = range(2021, today.year + 1)
    return [
        _library(house, shelf, walked),
        _clean_up(house, shelf),
        *(_year(house, shelf, year, today) for year in years),
        _about_now(house, shelf, today),
    ]


def _ready(house: House, one: Held) -> ReadyDocument:
    return ReadyDocument(
        place=one.number or one.title,
        agency_id=house.agency(one.code).pk,
        title=one.title,
        issued_on=one.issued_on,
        kind=one.kind,
        number=one.number,
        trial=one.trial,
        effective_on=one.effective_on,
        valid_until=one.valid_until,
        disclosed_on=one.disclosed_on,
        changes=tuple(one.changes),
        bases=one.bases,
    )


def _library(house: House, shelf: Shelf, walked: Counter[str]) -> Iterator[date]:
    """What the agencies had issued until 2020."""
    yield TAKEN_IN
    shelf.take_in(house, shelf.library.before_2021(walked), TAKEN_IN)


def _clean_up(house: House, shelf: Shelf) -> Iterator[date]:
    """The district looked through its documents of all agencies; a decision repealed some and declared others lapsed."""
    yield BEGUN
    reviewer = house.actor("001", "legal_reviewer", BEGUN)
    cleanup = actions.open_cleanup(
        house.agency("001"), title="2021年行政规范性文件清理", as_of=BEGUN, due_on=DECIDED, actor=reviewer
    )
    listed = cleanups.shown(list(cleanups.lines_sought(cleanup, cleanups.Sought())), DECIDED)
    lines = {row.line.document_id: row.line.pk for row in listed if not row.ended}  # a term may run out meanwhile
    repealed, lapsed = CLEANED_UP
    ended = [lines.pop(key) for _, key in shelf.oldest(repealed + lapsed)]
    amended = [lines.pop(key) for key in list(lines)[:AMENDED]]
    for proposal, several, reason in (
        ("repeal", ended[:repealed], "依据的上位法已经修改，主要内容与现行规定不一致"),
        ("declare_lapsed", ended[repealed:], "调整对象已经消失，实际上已经失效"),
        ("amend", amended, "部分条款要求的证明材料已经取消，其余继续执行"),
        ("keep", list(lines.values()), ""),
    ):
        actions.propose_lines(cleanup, lines=several, decision=proposal, reason=reason, actor=reviewer)
    yield DECIDED
    decision = Held("001", CLEANED, "云政〔2021〕18号", DECIDED, disclosed_on=DECIDED, kind="other")
    import_documents([_ready(house, decision)], actor=house.actor("001", "keeper", DECIDED), source=SOURCE)
    leader = house.actor("001", "leader", DECIDED)
    actions.decide_cleanup(cleanup, on=DECIDED, effective_on=DECIDED, number=decision.number, actor=leader)
    item = actions.publish_cleanup(cleanup, actor=house.actor("001", "contact", DECIDED))
    pass_the_gate(house, "001", item, DECIDED)
    note_results(moment(DECIDED, 60))


def _year(house: House, shelf: Shelf, year: int, today: date) -> Iterator[date]:
    """What was issued in a year, reported by the agencies in the January after it, or by now."""
    day = min(office_day(date(year + 1, 1, 10)), today)
    yield day
    count = YEARLY.get(year, YEARLY[2026])
    new = shelf.library.of_year(year, count, until=today - timedelta(days=15))
    replaced = {one.code: one for one in new[:REPLACED]}
    shelf.take_in(house, new, day)
    keys = {one.number: key for one, key in shelf.kept}
    for pair in shelf.oldest(REPLACED) if replaced else ():
        acting = replaced.get(pair[0].code) or new[0]
        on = acting.effective_on or acting.issued_on
        _end(house, [(pair[1], "repealed")], by=keys[acting.number], day=day, on=min(on, day), replaced=True)


def _about_now(house: House, shelf: Shelf, today: date) -> Iterator[date]:
    """What the desk should see today: terms that run out soon, one document not yet in effect, a clean-up under way."""
    day = office_day(today - timedelta(days=4))
    yield min(day, today)
    soon = []
    for number, days in enumerate(RUN_OUT_IN):
        code = ("001", "011", "001", "013", "017")[number]
        last = today + timedelta(days=days)
        one = shelf.library.one(code, last - timedelta(days=5 * 365 + 1), disclosed_after=6)
        one.effective_on, one.valid_until = None, last
        soon.append(one)
    coming = shelf.library.one("001", today - timedelta(days=9), disclosed_after=3)
    coming.effective_on, coming.valid_until = today + timedelta(days=23), None
    shelf.take_in(house, [*soon, coming], min(day, today))
    reviewer = house.actor("001", "legal_reviewer", min(day, today))
    title = f"{today.year}年区政府规范性文件清理"
    cleanup = actions.open_cleanup(
        house.agency("001"), title=title, as_of=min(day, today), actor=reviewer, with_below=False
    )
    lines = [line.pk for line in cleanups.lines_sought(cleanup, cleanups.Sought())]
    actions.propose_lines(cleanup, lines=lines[: len(lines) // 3], decision="keep", actor=reviewer)


def _end(
    house: House,
    several: Sequence[tuple[int, str]],
    *,
    by: int,
    day: date,
    on: date | None = None,
    replaced: bool = False,
) -> None:
    """Record on each, by its key, that it was ended; by: the key of the document that did it."""
    acting = by_references([f"{MARK}{by}"])[f"{MARK}{by}"]
    found = by_references(f"{MARK}{key}" for key, _ in several)
    for key, kind in several:
        actions.record_change(
            found[f"{MARK}{key}"],
            kind=kind,
            effective_on=on or day,
            acting=acting,
            replaced=replaced,
            actor=house.actor("001", "legal_reviewer", day),
        )
