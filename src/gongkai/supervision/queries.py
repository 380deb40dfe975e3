"""Reading complaints, orders and trainings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.audit.actors import Actor
from gongkai.supervision.models import Complaint, RectificationOrder, Training
from gongkai.supervision.permissions import SUPERVISING

RESULTS = [(str(value), str(label)) for value, label in Complaint.Result.choices]
CHANGES = {
    "complaint.registered": "登记了投诉",
    "complaint.taken_over": "把公开申请转为投诉办理",
    "complaint.concluded": "办结了投诉",
    "rectification.ordered": "发出了整改通知",
    "rectification.answered": "回复了整改情况",
    "training.recorded": "登记了培训",
    "training.corrected": "更正了培训登记",
}


def complaint(key: int) -> Complaint:
    """One complaint with its orders. Complaint.DoesNotExist when there is none."""
    return (
        Complaint.objects.select_related("agency", "handled_by", "application", "concluded_by")
        .prefetch_related(Prefetch("orders", RectificationOrder.objects.order_by("due_on", "pk")))
        .get(pk=key)
    )


def seen_by(actor: Actor) -> QuerySet[Complaint]:
    """The complaints the actor may open: all below who supervises, else those about the actor's own agency."""
    post = actor.post
    if post is None:
        return Complaint.objects.none()
    if post.agency_path.count("/") == 1 and post.duty in SUPERVISING:
        return Complaint.objects.filter(agency__path__startswith=post.agency_path)
    return Complaint.objects.filter(agency_id=post.agency_id)


def register(actor: Actor, *, before: int | None = None, only_open: bool = False, size: int = 50) -> list[Complaint]:
    """投诉登记: a page, newest first, each with `waiting`, the orders not answered yet. `before`: the key the last page ended with."""
    found = seen_by(actor).select_related("agency", "application")
    if only_open:
        found = found.filter(result="")
    if before is not None:
        found = found.filter(pk__lt=before)
    waiting = Count("orders", filter=Q(orders__answered_on__isnull=True))
    return list(found.annotate(waiting=waiting).order_by("-pk")[:size])


def late_orders(actor: Actor, today: date) -> Sequence[RectificationOrder]:
    """The orders whose day has passed without an answer, the oldest first."""
    found = RectificationOrder.objects.filter(
        complaint__in=seen_by(actor), answered_on__isnull=True, due_on__lt=today
    ).select_related("complaint__agency")
    return list(found.order_by("due_on", "pk"))


@dataclass(frozen=True)
class TrainingSums:
    """The trainings of a year in two figures. people: 人次, who came twice counts twice."""

    sessions: int
    people: int


def training(key: int) -> Training:
    """One training with its agency. Training.DoesNotExist when there is none."""
    return Training.objects.select_related("agency").get(pk=key)


def trainings_of(agency: Agency, year: int, *, with_below: bool = True) -> list[Training]:
    """The trainings held that year, newest first, those not counted among them. with_below: also of all agencies below."""
    found = _held_by(agency, with_below=with_below).filter(held_on__year=year)
    return list(found.select_related("agency", "recorded_by").order_by("-held_on", "-pk"))


def training_years(agency: Agency) -> list[int]:
    """The years with a training held by the agency or one below it, newest first."""
    found = _held_by(agency, with_below=True).order_by("-held_on__year")
    return list(found.values_list("held_on__year", flat=True).distinct())


def sums_of(trainings: Iterable[Training]) -> TrainingSums:
    """How many sessions and people, of those that count (art. 48, and part one of the annual report, art. 50)."""
    counted = [training.people for training in trainings if training.counted]
    return TrainingSums(len(counted), sum(counted))


def _held_by(agency: Agency, *, with_below: bool) -> QuerySet[Training]:
    return Training.objects.filter(agency__path__startswith=agency.path) if with_below else agency.trainings.all()
