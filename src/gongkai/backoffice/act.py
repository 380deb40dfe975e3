"""An act on a case: a verb with its form, its words, and the action it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.audit.actors import Actor
from gongkai.backoffice.forms.acts import CaseForm
from gongkai.law.stages import GROUNDS, VERB_LABELS, Verb

Typed = dict[str, Any]  # the cleaned form, without the version
Run = Callable[[Any, Typed, Actor, int], object]


@dataclass(frozen=True, slots=True)
class Act:
    """slug: in the address; told: what it does, in a sentence; done: what the page says afterwards, {…} from the form;
    verb: None for what no stage forbids; by_desk: only the agency's desk officers do it."""

    slug: str
    label: str
    form: type[CaseForm]
    run: Run
    told: str
    done: str
    verb: Verb | None = None
    cite: str = ""
    by_desk: bool = True


def act_for(verb: Verb, form: type[CaseForm], run: Run, told: str, done: str) -> Act:
    """The act of a verb of the table of stages: its address, label and article come from there."""
    ground = GROUNDS.get(verb)
    slug = verb.value.replace("_", "-")
    cite = "" if ground is None else f"{'条例' if ground.law == '条例' else '收费办法'}{ground.place()}"
    return Act(slug, VERB_LABELS[verb], form, run, told, done, verb, cite)


def plainly(verb: Callable[..., object]) -> Run:
    """The action takes what the form has, name by name."""

    def run(case: Any, typed: Typed, actor: Actor, version: int) -> object:
        return verb(case, **typed, actor=actor, seen_version=version)

    return run
