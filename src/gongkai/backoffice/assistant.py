"""答复助手: from plain questions to an outcome, with what the case holds for it and how it fared before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.applications import actions, queries
from gongkai.applications.queries.appeals import Rate, correction_rates
from gongkai.backoffice.acts import BY_VERB
from gongkai.law import grounds
from gongkai.law.formats import for_year
from gongkai.law.grounds import Basis, Demand, Question
from gongkai.law.outcomes import Outcome, outcome, outcomes_of_replies
from gongkai.law.stages import VERB_LABELS, Verb

MOST_STEPS = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered: back: the way on which it is asked again."""

    ask: str
    say: str
    back: str


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be on file. held: None where it is written in the reply itself; label, href: where it is supplied."""

    told: str
    cite: str
    held: bool | None
    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """The outcome the answers lead to, with all an officer must know before choosing it."""

    outcome: Outcome
    title: str
    row: str
    gists: tuple[str, ...]
    needs: tuple[Need, ...]
    caution: str
    rate: Rate | None
    href: str
    label: str

    @property
    def lacks(self) -> bool:
        return any(need.held is False for need in self.needs)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the assistant. Exactly one of question, advice, first is there; first: an act that has to come before."""

    way: str
    answered: tuple[Answered, ...]
    question: Question | None = None
    options: tuple[tuple[str, str], ...] = ()
    advice: Advice | None = None
    first: Need | None = None

    @property
    def back(self) -> str | None:
        return self.answered[-1].back if self.answered else None


def way_of(typed: str) -> tuple[int, ...]:
    """0-1-3 → (0, 1, 3). ValueError for what is no way."""
    parts = typed.split("-") if typed else []
    if len(parts) > MOST_STEPS or not all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
        raise ValueError(typed)
    return tuple(map(int, parts))


def step_of(case: Any, way: tuple[int, ...], today: date) -> Step:
    """The page after these answers. IndexError where no such answers are offered."""
    chosen, question = grounds.walk(way)
    ways = ["-".join(map(str, way[:length])) for length in range(len(way) + 1)]
    answered = tuple(
        Answered(asked.ask, option.say, back) for (asked, option), back in zip(chosen, ways[:-1], strict=True)
    )
    here = ways[-1]
    if question is not None:
        options = tuple(
            (option.say, f"{here}-{number}" if here else str(number)) for number, option in enumerate(question.options)
        )
        return Step(here, answered, question=question, options=options)
    end = chosen[-1][1]
    if end.first is not None:
        return Step(here, answered, first=_first(case, end.first))
    return Step(here, answered, advice=advice_on(case, end.outcome, today))


def advice_on(case: Any, code: str, today: date) -> Advice:
    """What an officer must know before replying to that case with that outcome."""
    basis, chosen = grounds.basis_of(code), outcome(code)
    file = queries.on_file(case, on=today)
    rates = {rate.name: rate for rate in correction_rates(case.agency_id, by="ground")}
    href, label = _reached(case, basis)
    return Advice(
        chosen,
        grounds.title_of(code),
        row_told(chosen, today),
        tuple(basis.gists),
        tuple(_need(case, demand, code, file) for demand in basis.demands),
        basis.caution,
        rates.get(chosen.label),
        href,
        label,
    )


def row_told(chosen: Outcome, today: date) -> str:
    """The row of table 3 that an outcome counts in, under its head, as the format of that year prints it."""
    form = for_year(today.year)
    rows = {row.key: row for row in form.rows}
    row = rows[chosen.row(form.key)]
    head = rows.get(row.parent or "")
    return f"{head.label}：{row.label}" if head is not None and head.label.startswith("（") else row.label


def counted_in(agency: Any, code: str | None, parts: Sequence[str], today: date) -> list[str]:
    """The rows of table 3 a reply counts in, as the agency's setting says: its main outcome, or each part. Empty while none is
    chosen."""
    known = {entry.code for entry in outcomes_of_replies()}
    codes = list(parts) if parts and agency.counting_items == "item" else [code] if code in known else []
    return [row_told(outcome(one), today) for one in codes if one]


def starts_of(case: Any, code: str, today: date) -> dict[str, Any]:
    """What the form of a reply holds when the assistant led to it: outcome, articles, a reason to be completed, the searches.

    Empty for an outcome no reply may have.
    """
    if code not in {entry.code for entry in outcomes_of_replies()}:
        return {}
    return {
        "outcome_code": code,
        "grounds": outcome(code).grounds,
        "reason": actions.skeleton_of(case, code, on=today),
        "search_record": actions.search_told(case) if code == "unavailable.not_found" else "",
    }


def _first(case: Any, verb: Verb) -> Need:
    act = BY_VERB[verb]
    return Need(act.told, act.cite, False, VERB_LABELS[verb], reverse("backoffice:act", args=[case.pk, act.slug]))


def _need(case: Any, demand: Demand, code: str, file: grounds.OnFile) -> Need:
    held = None if demand.in_text else grounds.is_held(demand, code, file)
    cite = f"条例{demand.citation.place()}"
    if not demand.verb or held:
        return Need(demand.told, cite, held)
    act = BY_VERB[Verb(demand.verb)]
    return Need(demand.told, cite, held, act.label, reverse("backoffice:act", args=[case.pk, act.slug]))


def _reached(case: Any, basis: Basis) -> tuple[str, str]:
    """Where the outcome is brought about, and what the button says."""
    if basis.verb:
        act = BY_VERB[Verb(basis.verb)]
        return reverse("backoffice:act", args=[case.pk, act.slug]), act.label
    return f"{reverse('backoffice:draft_reply', args=[case.pk])}?outcome={basis.outcome.code}", "用这个结果拟写答复"
