"""Reading reconsiderations and lawsuits: their days, what is next in each, how often the agency was corrected."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, prefetch_related_objects

from gongkai.agencies.models import Duty, Post
from gongkai.agencies.queries import calendar
from gongkai.applications.models import AppealOrder, AppealResult, Application, Hearing, Lawsuit, Reconsideration
from gongkai.law import appeals as law
from gongkai.law.clock import reply_due_on
from gongkai.law.outcomes import outcome
from gongkai.law.stages import Stage

Appeal = Reconsideration | Lawsuit


@dataclass(frozen=True, slots=True)
class AppealDay:
    """A day in an appeal. kind: answer, hearing, reply, reopen, decision, copy, received, appeal; on: the last day (None where
    none can be counted yet); told: what is due; cite: its article; ours: whether the agency has to do something."""

    kind: str
    on: date | None
    told: str
    cite: str
    appeal: Appeal
    ours: bool = True
    certain: bool = True
    hearing: Hearing | None = None

    @property
    def application(self) -> Application:
        return self.appeal.application


@dataclass(frozen=True, slots=True)
class Late:
    """An answer that came late, or has not come: the last day, what it brings, its article."""

    due_on: date
    answered_on: date | None
    told: str
    cite: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """How appeals ended that concern one ground, or one office: 纠正率 is corrected among concluded."""

    name: str
    pending: int
    upheld: int
    overturned: int
    other: int

    @property
    def concluded(self) -> int:
        return self.upheld + self.overturned + self.other

    @property
    def percent(self) -> str:
        """33%; empty where nothing is concluded."""
        return f"{round(100 * self.overturned / self.concluded)}%" if self.concluded else ""


def name_of(appeal: Appeal) -> str:
    """行政复议; 行政诉讼一审."""
    return f"行政诉讼{appeal.get_instance_display()}" if isinstance(appeal, Lawsuit) else "行政复议"


def where(appeal: Appeal) -> str:
    """The review organ, or the court."""
    return appeal.court if isinstance(appeal, Lawsuit) else appeal.organ


def reference_of(appeal: Appeal) -> str:
    """reconsideration:3 or lawsuit:3."""
    return f"{appeal._meta.model_name}:{appeal.pk}"


def answer_due_of(appeal: Appeal) -> law.Due | None:
    """The last day for answer and evidence; None while the copy has not come."""
    if appeal.notified_on is None:
        return None
    if isinstance(appeal, Lawsuit):
        return law.defence_due(appeal.notified_on, appeal.instance, calendar())
    return law.answer_due(appeal.notified_on, appeal.procedure, calendar())


def decision_due_of(appeal: Appeal) -> law.Due | None:
    """Until when organ or court decides; None while the day it was admitted is not known."""
    if appeal.admitted_on is None:
        return None
    if isinstance(appeal, Lawsuit):
        return law.judgment_due(appeal.admitted_on, appeal.instance, appeal.procedure, calendar())
    return law.decision_due(appeal.admitted_on, appeal.procedure, calendar())


def late_answer_of(appeal: Appeal, today: date) -> Late | None:
    """The defect of a late or missing answer (复议法 art. 70, 诉讼法 art. 34); None where it was in time or may still be."""
    due = answer_due_of(appeal)
    if due is None or (appeal.answered_on or appeal.concluded_on or today) <= due.on:
        return None
    told = law.consequence_of(str(appeal._meta.model_name), due.on)
    return Late(due.on, appeal.answered_on, told.told, str(told.citation), told.certain)


def decided_in_words(appeal: Appeal) -> str:
    """撤销（结果纠正）; what the record holds where the detail is not known."""
    if not appeal.result:
        return "尚未审结"
    try:
        return f"{law.result(appeal.decided_as).label}（{appeal.get_result_display()}）"
    except KeyError:
        return appeal.get_result_display()


def is_reopened(appeal: Appeal) -> bool:
    """Whether the new handling that it ordered was opened."""
    return reopening_of(appeal) is not None


def reopening_of(appeal: Appeal) -> Application | None:
    """The new handling that it ordered."""
    wanted = reference_of(appeal)
    for case in appeal.application.reopened_by.all():
        if any(event.kind == "received" and event.data.get("appeal") == wanted for event in case.events.all()):
            return case
    return None


def reply_due_of(appeal: Appeal) -> date | None:
    """The last day of the reply it orders: as the decision says, else the twenty working days of the Regulations."""
    if not appeal.order or (appeal.decision_received_on is None and appeal.reply_by is None):
        return None
    return appeal.reply_by or reply_due_on(appeal.decision_received_on, calendar())  # type: ignore[arg-type]


def steps_of(appeal: Appeal, today: date, hearings: Iterable[Hearing] | None = None) -> list[AppealDay]:
    """What is next in the appeal, the nearest first; what has no day yet at the end. hearings: where they are at hand."""
    return sorted(_steps(appeal, today, hearings), key=lambda step: (step.on is None, step.on or today))


def _steps(appeal: Appeal, today: date, hearings: Iterable[Hearing] | None = None) -> Iterator[AppealDay]:
    if appeal.result:
        yield from _after_the_end(appeal)
        yield from _contesting(appeal, today)
        return
    if appeal.notified_on is None:
        yield AppealDay("copy", None, "收到副本以后登记，答复期限从此起算", "", appeal)
    elif appeal.answered_on is None:
        due = answer_due_of(appeal)
        assert due is not None
        yield AppealDay("answer", due.on, _answer(appeal), str(due.limit.citation), appeal, certain=due.limit.certain)
    for hearing in appeal.hearings.all() if hearings is None else hearings:
        if hearing.on >= today:
            at = f"{hearing.at:%H:%M}" if hearing.at else ""
            name = "开庭" if isinstance(appeal, Lawsuit) else "听证"
            yield AppealDay("hearing", hearing.on, f"{name}{at}{'，' if hearing.place else ''}{hearing.place}", "", appeal,
                            hearing=hearing)  # fmt: skip
    expected = decision_due_of(appeal)
    if expected is not None:
        longer = f"，可以延长{expected.limit.longer}日" if expected.limit.longer else ""
        yield AppealDay(
            "decision",
            expected.on,
            f"{where(appeal)}应当在此以前审结{longer}",
            str(expected.limit.citation),
            appeal,
            ours=False,
            certain=expected.limit.certain,
        )


def _answer(appeal: Appeal) -> str:
    return "提交答辩状和证据、依据" if isinstance(appeal, Lawsuit) else "提交书面答复和证据、依据"


def _after_the_end(appeal: Appeal) -> Iterator[AppealDay]:
    if appeal.decision_received_on is None:
        yield AppealDay("received", None, "收到决定书、裁判文书以后登记收到之日", "", appeal)
    if not appeal.order or superseded(appeal) or is_answered(appeal) or is_reopened(appeal):
        return
    closed = appeal.application.stage == Stage.CLOSED
    told = "重新办理并答复" if closed else "在原申请上作出答复"
    yield AppealDay(
        "reopen" if closed else "reply",
        reply_due_of(appeal),
        f"{AppealOrder(appeal.order).label}：{told}",
        "决定书、裁判文书确定的期限" if appeal.reply_by else "条例第三十三条第二款",
        appeal,
    )


def _contesting(appeal: Appeal, today: date) -> Iterator[AppealDay]:
    """Until when what was decided may still be contested: we against a judgment we lost, the others counted from our day."""
    received = appeal.decision_received_on
    if received is None or superseded(appeal):
        return
    if isinstance(appeal, Lawsuit):
        if appeal.instance != Lawsuit.Instance.FIRST:
            return
        due, lost = law.appeal_due(received, appeal.decided_as, calendar()), appeal.result == AppealResult.OVERTURNED
        told = (
            "不服裁判的，在此以前上诉；不上诉的，裁判生效" if lost else "对方可以上诉到这一天（按本机关收到之日推算）"
        )
    else:
        due, lost = law.suit_due(received, calendar()), False
        told = "申请人不服的，可以起诉到这一天（按本机关收到之日推算，以申请人收到之日为准）"
    if due.on >= today:
        yield AppealDay("appeal", due.on, told, str(due.limit.citation), appeal, ours=lost, certain=due.limit.certain)


def may_reopen(appeal: Appeal) -> bool:
    """Whether it orders a new handling that can be opened now."""
    return bool(
        appeal.order
        and appeal.application.stage == Stage.CLOSED
        and not (superseded(appeal) or is_answered(appeal) or is_reopened(appeal))
    )


def is_answered(appeal: Appeal) -> bool:
    """Whether a case that was still open was answered after it was decided: the order is carried out."""
    closed, decided = appeal.application.closed_on, appeal.concluded_on
    return closed is not None and decided is not None and closed >= decided


def superseded(appeal: Appeal) -> bool:
    """Whether an appeal of the judgment took its place."""
    return isinstance(appeal, Lawsuit) and hasattr(appeal, "appeal")


def appeal_days(agency_id: int, today: date) -> list[AppealDay]:
    """What the agency has to do in appeals, by day: answers, defences, hearings, replies ordered. What lapsed first."""
    found = [
        step
        for appeal in _busy(agency_id, today)
        for step in _steps(appeal, today)
        if step.ours and step.kind not in _WAITING
    ]
    return sorted(found, key=lambda step: (step.on or today, step.appeal.pk))


_WAITING = frozenset({"copy", "received"})
_LONGEST_TO_APPEAL = timedelta(days=45)  # fifteen days, and whatever holidays make of their end


def _busy(agency_id: int, today: date) -> Iterator[Appeal]:
    """Appeals that are pending, that ordered a reply to a case, or that were lost so lately that one may still appeal."""
    theirs, open_still = Q(application__agency_id=agency_id), Q(result="") | ~Q(order="")
    lost = Q(result=AppealResult.OVERTURNED, decision_received_on__gte=today - _LONGEST_TO_APPEAL)
    yield from with_case(Reconsideration.objects.filter(theirs & open_still))
    yield from with_case(Lawsuit.objects.filter(theirs & (open_still | lost)).select_related("appeal"))


def with_case(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the case, who handles it, the hearings, and the new handlings that were opened."""
    return rows.select_related(
        "application__applicant", "application__officer", "application__agency"
    ).prefetch_related("hearings", "application__reopened_by__events")


def register_of_appeals(agency_id: int, *, size: int = 200) -> list[Appeal]:
    """The agency's appeals, the pending first, then the newest."""
    wanted = {"application__agency_id": agency_id}
    rows: list[Appeal] = [
        *with_case(Reconsideration.objects.filter(**wanted)).order_by("-filed_on")[:size],
        *with_case(Lawsuit.objects.filter(**wanted).select_related("appeal")).order_by("-filed_on")[:size],
    ]
    return sorted(rows, key=lambda row: (bool(row.result), -row.filed_on.toordinal(), row.pk))[:size]


def correction_rates(agency_id: int, *, by: str, since: date | None = None) -> list[Rate]:
    """纠正率 by `ground` (the outcome contested) or by `office` (of who handled the case). A lawsuit counts once, as it
    stands after its last instance [M]. since: only what was filed from that day on."""
    office = Post.objects.filter(
        agency_id=agency_id, duty=Duty.DESK_OFFICER, person=OuterRef("application__officer"), office__isnull=False
    ).order_by("-since")
    sums: dict[str, dict[str, int]] = {}
    for rows in (Reconsideration.objects.all(), Lawsuit.objects.filter(appeal__isnull=True)):
        found = rows.filter(application__agency_id=agency_id)
        if since is not None:
            found = found.filter(filed_on__gte=since)
        named = found.annotate(office=Subquery(office.values("office__name")[:1]))
        for contested, name, result in named.values_list("application__outcome", "office", "result"):
            key = (outcome(contested).label if contested else "没有答复") if by == "ground" else (name or "还没有分")
            entry = sums.setdefault(key, dict.fromkeys(("", "upheld", "overturned", "other_result"), 0))
            entry[result] += 1
    return _rates(sums.items())


def _rates(sums: Iterable[tuple[str, dict[str, int]]]) -> list[Rate]:
    rates = [Rate(name, one[""], one["upheld"], one["overturned"], one["other_result"]) for name, one in sums]
    return sorted(rates, key=lambda rate: (-rate.overturned, -rate.concluded, rate.name))


def appeals_of(application: Application) -> Sequence[Appeal]:
    """The appeals on a case as its page holds them, in the order they were filed."""
    rows: list[Appeal] = [*application.reconsiderations.all(), *application.lawsuits.all()]
    return sorted(rows, key=lambda row: (row.filed_on, isinstance(row, Lawsuit), row.pk))


def hearings_of(application: Application) -> dict[str, list[Hearing]]:
    """The hearings on a case by appeal (`lawsuit:3`). One query."""
    of_case = Q(reconsideration__application=application) | Q(lawsuit__application=application)
    found: dict[str, list[Hearing]] = {}
    for hearing in Hearing.objects.filter(of_case):
        kind, key = (
            ("lawsuit", hearing.lawsuit_id) if hearing.lawsuit_id else ("reconsideration", hearing.reconsideration_id)
        )
        found.setdefault(f"{kind}:{key}", []).append(hearing)
    return found


def with_reopenings(application: Application) -> Application:
    """The case with the new handlings that were opened, and what opened them. Two queries."""
    prefetch_related_objects([application], "reopened_by__events")
    return application
