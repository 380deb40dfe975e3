"""文书模板: an agency's own text of a letter, each change a new version. A letter once numbered keeps the text it went out with."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.applications import wording
from gongkai.applications.actions.record import require_fits
from gongkai.applications.models import Application, LetterTemplate
from gongkai.applications.permissions import require_templates
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful, Stale
from gongkai.law.letters import all_letters
from gongkai.law.lint import Hint, lint
from gongkai.law.outcomes import all_outcomes, outcome


@transaction.atomic
def revise_template(
    agency: Agency, *, letter: str, title: str, body: str, actor: Actor, seen_version: int | None = None
) -> LetterTemplate:
    """修改文书模板: the next version, in use from now on. Regulations art. 45: how letters are made is the agency's to settle.

    body: one paragraph a line; words in braces stand for values of the letter. NotAcceptable for a word the letter does not
    have; NotLawful for a text from which no complete letter could come, naming what it can never have.
    """
    require_templates(actor, agency)
    _lock(agency)
    if letter not in all_letters():
        raise NotAcceptable("template.unknown", "没有这种文书。", "请从文书模板页选择一种文书。", field="letter")
    used = wording.text_in_use(agency.pk, letter)
    if seen_version is not None and used.version != seen_version:
        raise Stale(
            "template.changed",
            f"您打开这一页之后，有人改了这个模板，现在是第{used.version}版。",
            "您填的内容都还在。请看过最新的一版，再决定是否提交。",
        )
    title, body = title.strip(), "\n".join(line.strip() for line in body.splitlines() if line.strip())
    _require_usable(letter, title, body)
    if (title, body) == (used.title, used.body):
        raise NotAcceptable(
            "template.same", "内容与现在用的一版相同。", "没有要改的，可以直接离开这一页。", field="body"
        )
    return _write(agency, letter, title, body, actor, "template.revised")


@transaction.atomic
def restore_template(agency: Agency, *, letter: str, version: int, actor: Actor) -> LetterTemplate:
    """恢复文书模板: an earlier version, or the built-in text (version 0), becomes the next one."""
    require_templates(actor, agency)
    _lock(agency)
    if version == 0 and letter in all_letters():
        text = wording.built_in(letter)
        title, body = text.title, text.body
    else:
        earlier = LetterTemplate.objects.filter(agency=agency, letter=letter, version=version).first()
        if earlier is None:
            raise NotAcceptable("template.no_version", "没有这一版。", "请从列出的版本中选择。", field="version")
        title, body = earlier.title, earlier.body
    used = wording.text_in_use(agency.pk, letter)
    if (title, body) == (used.title, used.body):
        raise NotAcceptable("template.same", "现在用的就是这个内容。", "不需要恢复。", field="version")
    _require_usable(letter, title, body)
    return _write(agency, letter, title, body, actor, "template.restored", from_version=version)


@dataclass(frozen=True, slots=True)
class Tried:
    """A text tried on a case: content as a letter's, hints about its words."""

    content: wording.Content
    hints: tuple[Hint, ...]


def try_template(application: Application, *, letter: str, title: str, body: str, on: date) -> Tried:
    """The letter this text would make for that case, before anything is kept. What the case does not tell stands in 〈〉.

    Refuses what `revise_template` would refuse for its words.
    """
    title, body = title.strip(), "\n".join(line.strip() for line in body.splitlines() if line.strip())
    _require_usable(letter, title, body)
    told = wording.specimen_values(letter)
    real = wording.case_values(application)
    told = {name: value for name, value in told.items() if name not in real}
    outcomes = [entry.code for entry in all_outcomes() if entry.letter == letter]
    if "remedy" in told:
        told |= wording.remedy_values(application, outcomes[0] if outcomes else "granted.provided", on)
    if "decision" in told and outcomes:
        told["decision"] = wording.decision_of(application, outcome(outcomes[0]))
    content = wording.compose(letter, application, told, text=wording.LetterText(title, body))
    hints = lint(wording.text_of(content), on=on, remedies=wording.remedies_of(content))
    return Tried(content, tuple(hints))


def text_of_letter(agency: Agency | None, letter: str) -> wording.LetterText:
    """The text in use at that agency; the built-in one for None."""
    return wording.text_in_use(agency.pk, letter) if agency else wording.built_in(letter)


def words_of_letter(letter: str) -> list[str]:
    """The words that may stand in braces in that letter's text: its own first."""
    return wording.usable_words(letter)


def _lock(agency: Agency) -> None:
    """Two people who revise at once get versions one after the other."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


def _require_usable(letter: str, title: str, body: str) -> None:
    if not title:
        raise NotAcceptable("template.no_title", "还没有写标题。", "请写文书的标题。", field="title")
    unknown = wording.unknown_places(letter, body)
    if unknown:
        named = "、".join(f"{{{word}}}" for word in unknown)
        raise NotAcceptable(
            "template.unknown_place", f"这种文书没有{named}这一项。", "花括号里只能用页面上列出的名称。", field="body"
        )
    if "{" in wording.without_places(body) or "}" in wording.without_places(body):
        raise NotAcceptable(
            "template.brace", "有一个花括号没有配对。", "花括号要成对，里面是页面上列出的名称。", field="body"
        )
    lacks = wording.never_satisfied(letter, body)
    if lacks:
        named = "、".join(f"“{element.name}”" for element in lacks)
        raise NotLawful(
            "template.incomplete",
            cite("条例", 45),
            f"用这个模板写不出完整的文书，缺：{named}。",
            "请补上相应的文字，或者相应的花括号项。",
            field="body",
        )


def _write(
    agency: Agency, letter: str, title: str, body: str, actor: Actor, verb: str, **details: Any
) -> LetterTemplate:
    assert actor.person_id is not None  # who holds a post is a person
    last = LetterTemplate.objects.filter(agency=agency, letter=letter).first()
    made = LetterTemplate(
        agency=agency,
        letter=letter,
        version=last.version + 1 if last else 1,
        title=title,
        body=body,
        made_by_id=actor.person_id,
        made_at=actor.at,
    )
    require_fits(made)
    made.save()
    name = all_letters()[letter].title
    audit.record(actor, verb, made, agency=agency.name, letter=name, version=made.version, **details)
    return made
