"""Which act on a document's validity can be: never before it is issued, never after it ended, never in a circle.

A document acts on another only while it holds itself, and only on one that is not younger. So no document ends the one that ended
it, however many stand between; the circle is looked for all the same, to be told by its name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from gongkai.law.errors import NotLawful
from gongkai.law.validity import ENDINGS, ChangeFact, DocumentFact, ended_on, last_day_of_term, validity_on
from gongkai.law.workdays import in_words

_DAY = timedelta(days=1)


def require_change(
    fact: DocumentFact, change: ChangeFact, *, acting: DocumentFact | None = None, acted: Iterable[date] = ()
) -> None:
    """NotLawful for an act that cannot be on this document as it stands; acting: the document that does it, where the register has it.

    acted: the days from which this document changed others itself: it cannot end before them. Example: issued 2020-03-01 → a repeal from 2020-02-01 is refused.
    """
    if change.on < fact.issued_on:
        raise NotLawful(
            "change.before_issue",
            None,
            f"这份文件{in_words(fact.issued_on)}才印发，不能自{in_words(change.on)}起变动效力。",
            "请核对自何日起，或者先更正这份文件的成文日期。",
            field="effective_on",
        )
    _require_not_ended(fact, change)
    if change.kind == "extended":
        _require_extension(fact, change)
    if change.kind in ENDINGS:
        _require_last(fact, change)
        _require_acts_before(change, acted)
    if acting is not None:
        require_acting(acting, fact, change.on)


def require_acting(acting: DocumentFact, on_document: DocumentFact, day: date) -> None:
    """NotLawful unless the acting document can act on that day: it is not older than the other, and holds then."""
    if acting.issued_on < on_document.issued_on:
        raise NotLawful(
            "change.acting_older",
            None,
            f"依据的文件{in_words(acting.issued_on)}印发，早于被变动的文件（{in_words(on_document.issued_on)}）。",
            "在先的文件不能变动在后的文件，请核对选的是不是这一份。",
            field="acting",
        )
    state = validity_on(acting, day)
    if state is None or not state.holds:
        stands = "还没有印发" if state is None else state.label
        raise NotLawful(
            "change.acting_not_in_force",
            None,
            f"到{in_words(day)}，依据的文件{stands}，不能变动别的文件。",
            "请核对自何日起，或者另选依据的文件。",
            field="acting",
        )


def require_no_circle(document: str, acting: str, acts: Mapping[str, Iterable[str]]) -> None:
    """NotLawful when the document itself acted on the acting one, directly or through others.

    acts: reference → the documents it acted on; what is not in it acted on none.
    """
    waiting, seen = list(acts.get(document, ())), {document}
    while waiting:
        one = waiting.pop()
        if one == acting:
            raise NotLawful(
                "change.circle",
                None,
                "依据的文件自己是由这份文件（或者由它变动的文件）修改、废止的，两份文件不能互相变动。",
                "请核对是哪一份变动哪一份；原来登记错了的，请先更正原来的登记。",
                field="acting",
            )
        if one not in seen:
            seen.add(one)
            waiting += acts.get(one, ())


def require_sound(
    fact: DocumentFact, acting: Mapping[str, DocumentFact], acted: Iterable[tuple[DocumentFact, date]]
) -> None:
    """NotLawful when the days of a document no longer agree with the acts on it and by it, after one of them was put right.

    acting: reference → the documents that acted on it; acted: what it acted on itself, and from which day.
    """
    require_days(fact)
    known = replace(fact, changes=())
    for change in sorted(fact.changes, key=lambda one: (one.on, one.kind in ENDINGS)):
        require_change(known, change, acting=acting.get(change.acting))
        known = replace(known, changes=(*known.changes, change))
    for other, day in acted:
        require_acting(fact, other, day)


def require_days(fact: DocumentFact) -> None:
    """NotLawful for days out of their order: it takes effect no earlier than it is issued, and its term ends no earlier than that."""
    if fact.begins_on < fact.issued_on:
        raise NotLawful(
            "document.effective_before_issue",
            None,
            f"施行日期{in_words(fact.begins_on)}早于成文日期{in_words(fact.issued_on)}。",
            "请核对两个日期，改正填错的一个。",
            field="effective_on",
        )
    if fact.valid_until is not None and fact.valid_until < fact.begins_on:
        raise NotLawful(
            "document.ends_before_begin",
            None,
            f"有效期至{in_words(fact.valid_until)}，早于开始施行的{in_words(fact.begins_on)}。",
            "请填有效期的最后一天；没有规定有效期的，空着。",
            field="valid_until",
        )
    if fact.disclosed_on is not None and fact.disclosed_on < fact.issued_on:
        raise NotLawful(
            "document.disclosed_before_issue",
            None,
            f"首次公开之日{in_words(fact.disclosed_on)}早于成文日期{in_words(fact.issued_on)}。",
            "请核对两个日期，改正填错的一个；还没有公开的，空着。",
            field="disclosed_on",
        )


def _require_not_ended(fact: DocumentFact, change: ChangeFact) -> None:
    end = ended_on(fact)
    if end is None or change.on < end[0]:
        return
    if change.kind == "extended" and end[1] not in ENDINGS.values():
        raise NotLawful(
            "change.extended_late",
            None,
            f"这份文件的有效期到{in_words(end[0] - _DAY)}已经届满，自{in_words(end[0])}起失效，不能再延长。",
            "需要继续施行的，请重新制定、重新公布；届满之前已经决定延长的，请填决定生效的那一天。",
            field="effective_on",
        )
    raise NotLawful(
        "change.after_end",
        None,
        f"这份文件自{in_words(end[0])}起已经{end[1].label}，不能自{in_words(change.on)}起再变动。",
        "请核对自何日起；原来登记错了的，请先取消原来的效力变动。",
        field="effective_on",
    )


def _require_extension(fact: DocumentFact, change: ChangeFact) -> None:
    """Longer than the term of that day, and no longer than what an extension of a later day makes it: each adds to the one before."""
    sooner = replace(fact, changes=tuple(one for one in fact.changes if one.on <= change.on))
    last = last_day_of_term(sooner)
    if last is None:
        raise NotLawful(
            "change.no_term",
            None,
            "这份文件没有规定有效期，不用延长。",
            "规定了有效期而没有登记的，请先更正登记，填上有效期至何日。",
            field="kind",
        )
    if change.until is None or change.until <= last:
        raise NotLawful(
            "change.not_longer",
            None,
            f"到{in_words(change.on)}，有效期至{in_words(last)}，延长后的最后一天要晚于这一天。",
            "请填延长以后有效期的最后一天。",
            field="until",
        )
    for later in fact.changes:
        if later.kind == "extended" and later.on > change.on and later.until and later.until <= change.until:
            raise NotLawful(
                "change.longer_than_later",
                None,
                f"自{in_words(later.on)}起的延长已经登记，延至{in_words(later.until)}；在它以前的延长，最后一天要早于这一天。",
                "请核对自何日起和延至何日；后面那一次登记错了的，请先取消，再登记这一次。",
                field="until",
            )


def _require_acts_before(change: ChangeFact, acted: Iterable[date]) -> None:
    """What a document did to others it did while it held: it ends after the last of these days."""
    late = sorted(day for day in acted if day >= change.on)
    if late:
        raise NotLawful(
            "change.acts_later",
            None,
            f"这份文件自{in_words(late[-1])}起变动过别的文件，不能自{in_words(change.on)}起就{ENDINGS[change.kind].label}。",
            "请核对自何日起；它对别的文件的变动登记错了的，请先到那一份文件取消，再登记这一条。",
            field="effective_on",
        )


def _require_last(fact: DocumentFact, change: ChangeFact) -> None:
    """What ends a document is its last act: nothing else may stand from that day on, and nothing else may end it."""
    ended = next((one for one in fact.changes if one.kind in ENDINGS), None)
    if ended is not None:
        raise NotLawful(
            "change.ended_already",
            None,
            f"这份文件已经登记自{in_words(ended.on)}起{ENDINGS[ended.kind].label}，一份文件只终止一次。",
            "原来登记错了的，请先取消原来的效力变动，再重新登记。",
            field="kind",
        )
    later = next((one for one in fact.changes if one.on >= change.on), None)
    if later is not None:
        raise NotLawful(
            "change.later_stands",
            None,
            f"这份文件登记有{in_words(later.on)}的变动，不早于终止的{in_words(change.on)}。",
            "请核对两个日期；原来登记错了的，请先取消原来的效力变动。",
            field="effective_on",
        )
