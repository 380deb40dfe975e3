"""The district's library of normative documents, as it was taken into the register: drawn with a fixed seed. Pure: no database."""

import random
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.demonstration.district import BODIES
from gongkai.documents.importing import ReadyChange, key_of

SEED = 20200601
YEAR = 2020
# By agency: made in 2020, first disclosed in 2020, disclosed and in force at its end. In all 37, 73, 200.
PARTS = {
    "001": (12, 30, 82),
    "011": (4, 8, 22),
    "012": (5, 9, 25),
    "013": (3, 6, 16),
    "015": (3, 5, 14),
    "016": (2, 4, 12),
    "017": (3, 5, 13),
    "019": (2, 3, 8),
    "020": (3, 3, 8),
}
ENDED = {"001": 11, "011": 4, "012": 4, "013": 3, "015": 2, "016": 2, "017": 3, "019": 1, "020": 1}  # before 2021 began
CLEANED = "云岭区人民政府关于公布行政规范性文件清理结果的决定"
_FILE = Path(__file__).parent / "data" / "documents.toml"


@dataclass(slots=True)
class Held:
    """One document of the library: what a list of it says."""

    code: str
    title: str
    number: str
    issued_on: date
    effective_on: date | None = None
    valid_until: date | None = None
    disclosed_on: date | None = None
    trial: bool = False
    kind: str = "normative"
    changes: list[ReadyChange] = field(default_factory=list)
    bases: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        return key_of(self.number, self.title)


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


class Library:
    """Makes documents with titles and numbers that no other has."""

    def __init__(self) -> None:
        self._chance = random.Random(SEED)
        self._agencies = {agency["code"]: agency for agency in _told()["agencies"]}
        self._names = {body.code: body.name for body in BODIES}
        self._serials: Counter[tuple[str, int]] = Counter()
        self._titles: set[str] = set()

    def before_2021(self, walked: Counter[str]) -> Iterator[Held]:
        """What stood in the lists of the agencies in January 2021, but what walked through the register in 2020 (by agency)."""
        for code, (made, disclosed, total) in PARTS.items():
            own = [self._made(code) for _ in range(made - walked[code])]
            late = [self._older(code, disclosed_in_2020=True) for _ in range(disclosed - made)]
            known = [self._older(code) for _ in range(total - disclosed)]
            yield from own
            yield from late
            yield from self._marked(known)
            yield from self._ended(code, own)

    def of_year(self, year: int, count: int, *, until: date) -> list[Held]:
        """So many documents of a later year, issued up to that day, with a term of five years."""
        codes = self._chance.choices(list(PARTS), [total for _, _, total in PARTS.values()], k=count)
        last = min(date(year, 12, 12), until)
        days = max((last - date(year, 1, 8)).days, 1)
        return [
            self.one(code, date(year, 1, 8) + timedelta(days=self._chance.randrange(days)), term=5) for code in codes
        ]

    def one(self, code: str, issued_on: date, *, term: int = 0, disclosed_after: int = 0) -> Held:
        """A document of that agency and day. term: years it holds; disclosed_after: days until it was public, 1 to 12 by chance."""
        trial = bool(term) and self._chance.random() < 0.15
        effective = issued_on + timedelta(days=30) if self._chance.random() < 0.5 else None
        begins = effective or issued_on
        return Held(
            code=code,
            title=self._title(code, trial),
            number=self.number(code, issued_on.year),
            issued_on=issued_on,
            effective_on=effective,
            valid_until=_last_day(begins, 2 if trial else term) if term else None,
            disclosed_on=issued_on + timedelta(days=disclosed_after or self._chance.randint(1, 12)),
            trial=trial,
            bases=tuple((basis, "") for basis in self._chance.sample(_told()["bases"], k=self._chance.randint(1, 2))),
        )

    def number(self, code: str, year: int) -> str:
        """The next 发文字号 of that agency and year."""
        self._serials[code, year] += 1
        return f"{self._agencies[code]['mark']}〔{year}〕{self._serials[code, year]}号"

    def _made(self, code: str) -> Held:
        return self.one(code, date(YEAR, 1, 8) + timedelta(days=self._chance.randrange(330)), term=5)

    def _older(self, code: str, *, disclosed_in_2020: bool = False) -> Held:
        """Of 2011 to 2019. A term only where it ends after 2020."""
        issued = date(2011, 3, 1) + timedelta(days=self._chance.randrange(3200))
        found = self.one(code, issued, term=5 if issued >= date(2016, 2, 1) and self._chance.random() < 0.5 else 0)
        if found.valid_until and found.valid_until <= date(YEAR, 12, 31):
            found.valid_until = None
        if disclosed_in_2020:
            found.disclosed_on = date(YEAR, 1, 6) + timedelta(days=self._chance.randrange(340))
        return found

    def _marked(self, known: list[Held]) -> list[Held]:
        """Some amended, one of an agency extended."""
        for number, found in enumerate(known):
            if number % 9 == 4:
                on = max(found.issued_on + timedelta(days=400), date(2016, 5, 9))
                found.changes.append(
                    ReadyChange("amended", min(on, date(2020, 10, 9)), acting_title="关于修改部分行政规范性文件的决定")
                )
        old = next((found for found in known if found.issued_on < date(2015, 6, 1) and not found.changes), None)
        if old is not None:
            old.effective_on, old.valid_until = date(2015, 7, 1), date(2020, 6, 30)
            old.changes.append(
                ReadyChange(
                    "extended",
                    date(2020, 5, 20),
                    until=date(2025, 6, 30),
                    acting_title="关于延长部分行政规范性文件有效期的通知",
                )
            )
        return known

    def _ended(self, code: str, own: list[Held]) -> Iterator[Held]:
        """What had ended before 2021 began: by its term, by a clean-up, or because one of 2020 took its place."""
        for number in range(ENDED[code]):
            found = self.one(code, date(2009, 4, 1) + timedelta(days=self._chance.randrange(1700)))
            if number % 3 == 0 and own:
                new = own[number // 3 % len(own)]
                on = new.effective_on or new.issued_on
                told = ReadyChange(
                    "repealed", on, acting=new.key, acting_title=new.title, acting_number=new.number, replaced=True
                )
                found.changes.append(told if on <= date(YEAR, 12, 31) else _cleaned())
            elif number % 3 == 1:
                found.valid_until = _last_day(found.effective_on or found.issued_on, 5)
            else:
                found.changes.append(_cleaned())
            yield found

    def _title(self, code: str, trial: bool) -> str:
        """Of a matter and a form that stand together for the first time; where all do, of a numbered edition."""
        agency, forms = self._agencies[code], _told()["trial_forms" if trial else "forms"]
        organ = self._names[code]
        for attempt in range(200):
            topic, form = self._chance.choice(agency["topics"]), self._chance.choice(forms)
            edition = "" if attempt < 60 else f"（{2001 + self._chance.randrange(26)}年修订）"
            title = f"{organ}关于印发{topic}{form}{edition}的通知"
            if title not in self._titles:
                break
        self._titles.add(title)
        return title


def _cleaned() -> ReadyChange:
    return ReadyChange("declared_lapsed", date(2018, 11, 1), acting_title=CLEANED, acting_number="云政〔2018〕31号")


def _last_day(begins: date, years: int) -> date:
    """The last day of a term of so many years."""
    month, day = (begins.month, begins.day) if (begins.month, begins.day) != (2, 29) else (3, 1)
    return date(begins.year + years, month, day) - timedelta(days=1)
