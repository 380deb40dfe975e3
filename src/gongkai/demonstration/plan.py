"""What the district's 2020 was: each case's applicant, outcome and path, drawn with a fixed seed. Pure: no database."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.demonstration.district import BODIES, COMPANIES, GIVEN, OTHERS, PLACES, SURNAMES, Body

YEAR = 2020
# How many of each kind of applicant ended how; two were still open at the end of the year.
ENDED: dict[tuple[str, str], int] = {
    ("natural_person", "granted.provided"): 43,
    ("natural_person", "granted.already_public"): 12,
    ("enterprise", "granted.provided"): 3,
    ("other_organisation", "granted.provided"): 2,
    ("natural_person", "granted_in_part"): 10,
    ("natural_person", "refused.third_party_rights"): 2,
    ("natural_person", "refused.internal_affairs"): 2,
    ("natural_person", "unavailable.not_found"): 14,
    ("natural_person", "unavailable.not_ours"): 9,
    ("enterprise", "unavailable.not_found"): 1,
    ("natural_person", "unavailable.still_unclear"): 1,
    ("natural_person", "not_taken_up.repeat"): 9,
}
OPEN_AT_YEARS_END = (("natural_person", "granted.provided"), ("enterprise", "granted_in_part"))
CHANNELS = (
    "online",
    "online",
    "online",
    "online",
    "in_person",
    "signed_mail",
    "signed_mail",
    "ordinary_mail",
    "oral",
    "fax",
)
# Reconsiderations and lawsuits: how they ended within the year; "" was pending at its end.
RECONSIDERATIONS = ("upheld", "upheld", "upheld", "overturned", "other_result")
DIRECT_LAWSUITS = ("upheld",) * 5 + ("overturned",) * 2 + ("other_result",) * 3 + ("",) * 2
LATER_LAWSUITS = ("overturned", "overturned")


@dataclass(slots=True)
class Case:
    """One application to live: who asks what of whom, by which way, and what happens."""

    body: Body
    kind: str
    name: str
    asks: str
    channel: str
    arrives_on: date
    outcome: str
    supplement: bool = False
    consults: bool = False
    extends: bool = False
    days_to_reply: int = 12
    appeals: list[tuple[str, str]] = field(default_factory=list)


def cases() -> list[Case]:
    """The 110 applications of 2020, by day of arrival."""
    chance = random.Random(YEAR)
    ends = [pair for pair, count in ENDED.items() for _ in range(count)]
    chance.shuffle(ends)
    asked = [body for body in BODIES if body.asked]
    weights = [8 if body.code == "001" else len(body.asked) for body in asked]
    first, days = date(YEAR, 1, 6), 322
    found: list[Case] = []
    for number, (kind, outcome) in enumerate(ends):
        body = chance.choices(asked, weights)[0]
        found.append(_case(chance, body, kind, outcome, first + timedelta(days=number * days // len(ends))))
    for number, (kind, outcome) in enumerate(OPEN_AT_YEARS_END):
        body = asked[0] if number == 0 else asked[1]
        late = _case(chance, body, kind, outcome, date(YEAR, 12, 17 + 5 * number))
        late.supplement = late.extends = late.consults = False
        found.append(late)
    _appeal(found)
    return found


def _case(chance: random.Random, body: Body, kind: str, outcome: str, arrives_on: date) -> Case:
    asks = chance.choice(body.asked).format(place=chance.choice(PLACES))
    name = _name(chance, kind)
    channel = chance.choice(CHANNELS) if kind == "natural_person" else chance.choice(("online", "signed_mail"))
    unclear = outcome == "unavailable.still_unclear"
    return Case(
        body=body,
        kind=kind,
        name=name,
        asks=asks,
        channel=channel,
        arrives_on=arrives_on,
        outcome=outcome,
        supplement=unclear or (chance.random() < 0.06 and arrives_on < date(YEAR, 10, 1)),
        consults=outcome == "refused.third_party_rights" or (outcome == "granted_in_part" and chance.random() < 0.3),
        extends=chance.random() < 0.1 and arrives_on < date(YEAR, 10, 1),
        days_to_reply=chance.randint(5, 18),
    )


def _name(chance: random.Random, kind: str) -> str:
    if kind == "natural_person":
        return chance.choice(SURNAMES) + chance.choice(GIVEN)
    return chance.choice(COMPANIES if kind == "enterprise" else OTHERS)


def _appeal(found: list[Case]) -> None:
    """Appeals follow replies of the first half of the year that a person may well contest."""
    contested = [
        case for case in found if case.arrives_on < date(YEAR, 7, 1) and not case.outcome.startswith("granted.")
    ]
    taken: Iterator[Case] = iter(contested)
    for result in RECONSIDERATIONS:
        next(taken).appeals.append(("reconsideration", result))
    again = [case for case in contested if case.appeals and case.appeals[0][1] == "upheld"]
    for case, result in zip(again, LATER_LAWSUITS, strict=False):
        case.appeals.append(("after_reconsideration", result))
    for result in DIRECT_LAWSUITS:
        next(taken).appeals.append(("direct", result))
