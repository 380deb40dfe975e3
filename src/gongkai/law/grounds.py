"""From what is asked to one of the 24 outcomes, and what must be on file before it may be given.

Regulations art. 10, 14, 15, 16, 30, 32, 35, 36, 37, 38, 39, 42. The questions and demands are data (`data/grounds.toml`).
`lacking` judges a draft, and shows an officer beforehand what is on file: one function for both.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import Citation, cite
from gongkai.law.errors import NotAcceptable, NotLawful, Refusal
from gongkai.law.letters import letter, missing, squeezed
from gongkai.law.outcomes import Outcome, outcome
from gongkai.law.stages import Verb
from gongkai.law.statute import Article, articles
from gongkai.law.workdays import in_words

_FILE = Path(__file__).parent / "data" / "grounds.toml"
BLANK = "＿"  # what an officer must fill in


@dataclass(frozen=True, slots=True)
class OnFile:
    """What a case holds on the day it is answered, and what the reply says.

    searched: a search that found nothing is recorded. objectors: third parties who object with good reason and whom no
    decision has overridden. reasons_reasonable: None while the applicant has given none. fee_lapsed: a fee notice was
    received and its limit passed unpaid.
    """

    on: date
    reason: str = ""
    grounds: str = ""
    searched: bool = False
    supplemented: bool = False
    consulted: bool = False
    objectors: tuple[str, ...] = ()
    reasons_asked: bool = False
    reasons_by: date | None = None
    reasons_reasonable: bool | None = None
    fee_lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that must be on file. told: its name; verb: the act that supplies it, "" where the reply itself does.

    element: the required part of the letter that the reply's grounds and reason must contain; says: a pattern instead.
    """

    key: str
    told: str
    citation: Citation
    code: str
    message: str
    hint: str
    field: str
    verb: str = ""
    element: str = ""
    says: str = ""

    @property
    def in_text(self) -> bool:
        """Whether it is judged in what the reply says, and so cannot be there before the reply is written."""
        return bool(self.element or self.says) or self.key in {"reason", "no_blanks"}

    def refusal(self, file: OnFile) -> Refusal:
        """What an act answers that lacks it."""
        by = in_words(file.reasons_by) if file.reasons_by else ""
        message = self.message.format(objectors="、".join(file.objectors), reasons_by=by)
        if self.key in {"reason", "no_blanks"}:
            return NotAcceptable(self.code, message, self.hint, field=self.field)
        return NotLawful(self.code, self.citation, message, self.hint, field=self.field)


@dataclass(frozen=True, slots=True)
class Basis:
    """What an outcome rests on. articles: with their gist; skeleton: a reason to be filled in, blanks as ＿; verb: the act that
    brings it about where no reply is drafted; caution: what goes wrong with it."""

    outcome: Outcome
    articles: tuple[Article, ...]
    demands: tuple[Demand, ...]
    skeleton: str = ""
    verb: str = ""
    caution: str = ""

    @property
    def gists(self) -> list[str]:
        """第三十六条第（四）项：… of each article, the item alone where the outcome rests on one."""
        return [self._gist(article) for article in self.articles]

    def _gist(self, article: Article) -> str:
        for number, item in enumerate(article.items, 1):
            place = cite("条例", article.number, None, number).place()
            if place in self.outcome.legal_basis.replace("、", "；"):
                return f"{place}：{item}"
        return f"{cite('条例', article.number).place()}：{article.gist}"


@dataclass(frozen=True, slots=True)
class Option:
    """An answer: it leads to another question, to an outcome, or to an act that has to come first. Exactly one."""

    say: str
    to: str = ""
    outcome: str = ""
    first: Verb | None = None


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    ask: str
    help: str
    options: tuple[Option, ...]


@cache
def questions() -> Mapping[str, Question]:
    """The tree, by key; the first is where it begins."""
    return {
        entry["key"]: Question(entry["key"], entry["ask"], entry["help"], tuple(map(_option, entry["options"])))
        for entry in _data()["questions"]
    }


def walk(way: Sequence[int]) -> tuple[list[tuple[Question, Option]], Question | None]:
    """The answers chosen so far, by their numbers from 0, and the next question; None at an end.

    IndexError for a number no option has, or for a way that goes on after an end.
    """
    question: Question | None = questions()[_data()["first_question"]]
    chosen: list[tuple[Question, Option]] = []
    for number in way:
        if question is None or number < 0:
            raise IndexError(f"no answer {number} after {len(chosen)} questions")
        option = question.options[number]
        chosen.append((question, option))
        question = questions()[option.to] if option.to else None
    return chosen, question


def basis_of(code: str) -> Basis:
    """What the outcome with that code rests on. KeyError for any other."""
    return _bases()[code]


def demands_on(code: str) -> tuple[Demand, ...]:
    """All that a reply with that outcome needs, in the order it is asked for: a reason first, what the outcome needs, no blanks."""
    return (_demands()["reason"], *basis_of(code).demands, _demands()["no_blanks"])


def lacking(code: str, file: OnFile) -> list[Demand]:
    """What a reply with that outcome lacks on file.

    Example: `lacking("unavailable.not_found", OnFile(on, reason="…"))` → the search record (art. 36 item 4).
    """
    return [demand for demand in demands_on(code) if not is_held(demand, code, file)]


def is_held(demand: Demand, code: str, file: OnFile) -> bool:
    """Whether that demand of the outcome is met."""
    if demand.element or demand.says:
        text = f"{file.grounds}\n{file.reason}"
        if demand.says:
            return re.search(demand.says, squeezed(text)) is not None
        return demand.element not in {part.key for part in missing(outcome(code).letter, text, {})}
    return _HELD[demand.key](file)


def require_on_file(code: str, file: OnFile) -> None:
    """Refuse a reply that lacks something: NotAcceptable for what was typed, NotLawful for what the case does not hold."""
    for demand in lacking(code, file):
        raise demand.refusal(file)


_HELD: Mapping[str, Callable[[OnFile], bool]] = {
    "reason": lambda file: bool(file.reason.strip()),
    "no_blanks": lambda file: BLANK not in file.reason + file.grounds,
    "search": lambda file: file.searched,
    "supplement": lambda file: file.supplemented,
    "consultation": lambda file: file.consulted,
    "no_objection": lambda file: not file.objectors,
    "reasons_asked": lambda file: file.reasons_asked,
    "reasons_due": lambda file: (
        file.reasons_reasonable is not None or file.reasons_by is None or file.on > file.reasons_by
    ),
    "reasons_unreasonable": lambda file: file.reasons_reasonable is not True,
    "fee_lapsed": lambda file: file.fee_lapsed,
}


@cache
def _bases() -> Mapping[str, Basis]:
    return {
        entry["code"]: Basis(
            outcome(entry["code"]),
            tuple(articles()[number] for number in entry["articles"]),
            tuple(_demands()[key] for key in entry["demands"]),
            entry.get("skeleton", ""),
            entry.get("verb", ""),
            entry["caution"],
        )
        for entry in _data()["outcomes"]
    }


@cache
def _demands() -> Mapping[str, Demand]:
    found: dict[str, Demand] = {}
    for key, entry in _data()["demands"].items():
        told = {**entry}
        number, *parts = told.pop("article")
        found[key] = Demand(key=key, citation=cite("条例", number, *(part or None for part in parts)), **told)
    return found


def _option(entry: Mapping[str, Any]) -> Option:
    first = entry.get("first")
    return Option(
        entry["say"],
        entry.get("to", ""),
        entry.get("outcome", ""),
        Verb(first) if first else None,
    )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def title_of(code: str) -> str:
    """The title of the letter that outcome is answered with."""
    return letter(outcome(code).letter).title
