"""Filling an element of the catalogue in one act, from a phone: an item is drafted, and handed in for review (art. 17, 26)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.html import escape

from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.workdays import in_words
from gongkai.pages.actions import touch
from gongkai.publications.actions.attachments import attach_file, prepare_file
from gongkai.publications.actions.drafting import draft_item, submit_draft
from gongkai.publications.actions.duties import IN_TIME, require_owed, require_owing
from gongkai.publications.actions.owing import clear_not_applicable, count_again, lock_duty
from gongkai.publications.actions.written import Written
from gongkai.publications.catalogue_permissions import require_fill
from gongkai.publications.models import Category, Draft, ElementDuty, PriorityField, Publication

Upload = tuple[str, bytes]  # name and content
SUMMARY = 120  # characters of the text that stand for it where nobody wrote a summary
_ITEM = re.compile(r"第二十条第[（(]([一二三四五六七八九十]+)[）)]项")
_NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a contact hands in: title, text in lines, the day the information was formed, files; one of text and files is enough."""

    title: str
    text: str
    formed_on: date
    files: Sequence[Upload] = ()


def fill_element(duty: ElementDuty, *, filled: Filled, actor: Actor, seen_version: int | None) -> Publication:
    """填报: what the element needs becomes a draft and goes to review at once; its last day is counted from the day of forming."""
    require_fill(actor, duty, "填报")
    files = [
        prepare_file(name, content) for name, content in filled.files
    ]  # may take seconds: before anything is locked
    with transaction.atomic():
        duty = lock_duty(duty, seen_version)
        require_fill(actor, duty, "填报")
        require_owing(duty)
        require_owed(duty)
        _require_whole(filled, actor)
        _require_none_in_review(duty, filled.title)
        item = draft_item(duty.agency, written=_written(duty, filled), actor=actor, duty=duty)
        for file in files:
            attach_file(item, file.name, file.content, actor=actor, prepared=file)
        submit_draft(item, actor=actor, seen_version=None)
        _hand_in(duty, filled, item, actor)
    item.refresh_from_db()
    return item


def _hand_in(duty: ElementDuty, filled: Filled, item: Publication, actor: Actor) -> None:
    day = actor.at.date()
    duty.formed_on, duty.submitted_on = _formed(duty, filled.formed_on), day
    clear_not_applicable(duty)
    duty.version += 1
    duty.save()
    count_again([duty])
    audit.record(
        actor,
        "duty.submitted",
        duty,
        on=day,
        ground=IN_TIME,
        agency=duty.agency.short_name,
        name=duty.element.name,
        title=filled.title.strip(),
        item=item.pk,
    )
    touch("fields", f"field:{duty.element.matter.field.slug}")


def _require_whole(filled: Filled, actor: Actor) -> None:
    if filled.formed_on > actor.at.date():
        raise NotAcceptable(
            "date.future", f"{in_words(filled.formed_on)}还没有到。", "请填信息已经形成的日期。", field="formed_on"
        )
    if not filled.text.strip() and not filled.files:
        raise NotAcceptable("duty.nothing", "还没有写正文，也没有选文件。", "请写正文，或者选一个文件。", field="text")


def article_item_of(basis: str) -> str:
    """The item a basis names (Regulations art. 20): 《……条例》第二十条第（十一）项 → 20.11; "" where it names none."""
    found = _ITEM.search(basis)
    if not found:
        return ""
    tens, ten, ones = found.group(1).rpartition("十")
    number = (10 if ten else 0) + (_NUMBERS.index(ones) + 1 if ones else 0)
    return f"20.{number}" if not tens and 0 < number <= 15 else ""


def _written(duty: ElementDuty, filled: Filled) -> Written:
    """The metadata of the item, from the element: a contact need not know them."""
    element = duty.element
    text = filled.text.strip()
    plain = " ".join(text.split())
    return Written(
        title=filled.title,
        body="".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip()),
        summary=(plain[:SUMMARY] + "……" if len(plain) > SUMMARY else plain) or filled.title.strip(),
        dated_on=filled.formed_on,
        keywords=element.matter.field.name,
        category=_category_of(element.matter.field),
        source=duty.agency.name,
        audience=(element.audience or "全社会")[:80],
        article_item=article_item_of(element.matter.basis),
    )


def _formed(duty: ElementDuty, on: date) -> date:
    """The day the last day is counted from: of two that are not public yet, the earlier."""
    if duty.formed_on is None or (duty.filled_on is not None and duty.filled_on >= duty.formed_on):
        return on
    return min(duty.formed_on, on)


def _category_of(field: PriorityField) -> Category:
    """主题分类 of the field's own name; made where the office keeps none of that name."""
    found = Category.objects.filter(name=field.name).first()
    if found is None:
        found = Category.objects.create(code=f"field-{field.pk}", name=field.name, position=100 + field.position)
    return found


def _require_none_in_review(duty: ElementDuty, title: str) -> None:
    """The same thing handed in twice, by a finger that pressed twice or by two colleagues."""
    twin = Draft.objects.filter(publication__duty=duty, title=title.strip()).exclude(stage=Draft.Stage.WRITING).first()
    if twin is not None:
        raise NotLawful(
            "duty.handed_in",
            None,
            f"“{twin.title}”已经报送，正在“{twin.get_stage_display()}”。",
            "不用再报；内容不同的另一件，请换一个标题。",
        )
