"""The coverage board: how every agency stands with every field, from its duties; and what one contact owes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from gongkai.agencies.models import Agency, Person
from gongkai.agencies.queries import calendar
from gongkai.law.coverage import OWED, DutyFacts, Standing, State, standing_of, worst
from gongkai.publications.catalogue_facts import facts_of
from gongkai.publications.models import Draft, ElementDuty, PriorityField

_ROW = (
    "pk", "element_id", "agency_id", "contact_id", "due_on", "filled_on", "submitted_on", "since", "entries",
    "not_applicable", "confirmed_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One field at one agency. standing: the worst of its duties; counts: state → how many duties."""

    field_id: int
    agency_id: int
    standing: Standing
    counts: dict[State, int]
    entries: int

    @property
    def duties(self) -> int:
        return sum(self.counts.values())

    @property
    def late_or_never(self) -> int:
        """How many of its duties are late or were never filled."""
        return self.counts.get(State.LATE, 0) + self.counts.get(State.NEVER_FILLED, 0)


@dataclass(frozen=True, slots=True)
class Board:
    """fields by agencies. cells: (field, agency) → Cell, none where the agency owes nothing in the field."""

    fields: Sequence[PriorityField]
    agencies: Sequence[Agency]
    cells: dict[tuple[int, int], Cell]
    counts: dict[State, int]
    entries: int

    def rows(self) -> list[tuple[PriorityField, list[Cell | None]]]:
        """A row for each field: its cells in the order of the agencies, None where nothing is owed."""
        return [(one, [self.cells.get((one.pk, agency.pk)) for agency in self.agencies]) for one in self.fields]

    def owed_rows(self) -> list[Cell]:
        """The cells in which something is late or was never filled, the worst first."""
        found = [cell for cell in self.cells.values() if cell.standing.state in {State.LATE, State.NEVER_FILLED}]
        return sorted(found, key=lambda cell: (cell.standing.state is not State.LATE, -cell.standing.workdays))


@dataclass(slots=True)
class Line:
    """A duty and how it stands today."""

    duty: ElementDuty
    standing: Standing
    in_review: bool = False

    @property
    def is_owed(self) -> bool:
        return self.standing.state in OWED


@dataclass(slots=True)
class Owed:
    """What one agency, or one contact of it, owes; every line in exactly one of the lists."""

    late: list[Line] = field(default_factory=list)
    never: list[Line] = field(default_factory=list)
    due: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    done: list[Line] = field(default_factory=list)
    not_applicable: list[Line] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many ask for something now."""
        return len(self.late) + len(self.to_fill)

    @property
    def to_fill(self) -> list[Line]:
        return [*self.due, *self.never]

    @property
    def finished(self) -> list[Line]:
        """What the contact has done: public in time, handed in, or said not to apply."""
        return [*self.waiting, *self.done, *self.not_applicable]


def board(over: Agency, today: date) -> Board:
    """The board of an agency and all below it. Four queries, however many duties and entries there are."""
    fields = {one.pk: one for one in PriorityField.objects.all()}
    rows = (
        ElementDuty.objects.filter(until__isnull=True, agency__path__startswith=over.path)
        .annotate(field_id=F("element__matter__field_id"))
        .values(*_ROW, "field_id")
    )
    days, in_review = calendar(), duties_in_review()
    by_cell: dict[tuple[int, int], list[tuple[Standing, int]]] = {}
    for row in rows:
        standing = standing_of(_facts(row, row["pk"] in in_review), today=today, calendar=days)
        by_cell.setdefault((row["field_id"], row["agency_id"]), []).append((standing, row["entries"]))
    cells = {key: _cell(key, found) for key, found in by_cell.items()}
    owing = {agency for _, agency in cells}
    counts: dict[State, int] = {}
    for cell in cells.values():
        for state, count in cell.counts.items():
            counts[state] = counts.get(state, 0) + count
    return Board(
        fields=list(fields.values()),
        agencies=[one for one in Agency.objects.filter(path__startswith=over.path) if one.pk in owing],
        cells=cells,
        counts=counts,
        entries=sum(cell.entries for cell in cells.values()),
    )


def _cell(key: tuple[int, int], found: Sequence[tuple[Standing, int]]) -> Cell:
    counts: dict[State, int] = {}
    for standing, _ in found:
        state = State.LATE if standing.is_late else standing.state
        counts[state] = counts.get(state, 0) + 1
    shown = worst(standing for standing, _ in found)
    assert shown is not None
    return Cell(key[0], key[1], shown, counts, sum(entries for _, entries in found))


def _facts(row: dict[str, Any], in_review: bool) -> DutyFacts:
    return DutyFacts(
        due_on=row["due_on"],
        filled_on=row["filled_on"],
        submitted_on=(row["submitted_on"] or row["since"]) if in_review else None,
        not_applicable=bool(row["not_applicable"]),
        confirmed=row["confirmed_on"] is not None,
    )


def duties_in_review(keys: Iterable[int] | None = None) -> set[int]:
    """The duties for which something is on its way through the gate, of all or of these."""
    found = Draft.objects.exclude(stage=Draft.Stage.WRITING).filter(publication__duty__isnull=False)
    if keys is not None:
        found = found.filter(publication__duty__in=list(keys))
    return set(found.values_list("publication__duty_id", flat=True))


def lines_of(
    over: Agency, today: date, *, of_field: PriorityField | None = None, contact: Person | None = None
) -> list[Line]:
    """The duties of an agency and all below it with how each stands, in the order of the catalogue. Two queries."""
    found = (
        ElementDuty.objects.filter(until__isnull=True, agency__path__startswith=over.path)
        .select_related("element__matter__field", "agency", "contact")
        .order_by("element__matter__field__position", "element__matter__position", "element__position", "agency__code")
    )
    if of_field is not None:
        found = found.filter(element__matter__field=of_field)
    if contact is not None:
        found = found.filter(contact=contact)
    days, in_review = calendar(), duties_in_review()
    return [
        Line(
            duty,
            standing_of(facts_of(duty, in_review=duty.pk in in_review), today=today, calendar=days),
            duty.pk in in_review,
        )
        for duty in found
    ]


def line_of(duty: ElementDuty, today: date) -> Line:
    """One duty and how it stands."""
    in_review = duty.pk in duties_in_review([duty.pk])
    return Line(duty, standing_of(facts_of(duty, in_review=in_review), today=today, calendar=calendar()), in_review)


def owed_by(agency: Agency, today: date, *, contact: Person | None = None) -> Owed:
    """What the agency itself owes (none below it), sorted; contact: only what is that person's."""
    found = Owed()
    places = {
        State.LATE: found.late,
        State.NEVER_FILLED: found.never,
        State.DUE: found.due,
        State.REPORTED: found.waiting,
        State.SUBMITTED: found.waiting,
        State.ON_TIME: found.done,
        State.NOT_APPLICABLE: found.not_applicable,
    }
    for line in lines_of(agency, today, contact=contact):
        if line.duty.agency_id == agency.pk:
            places[line.standing.state].append(line)
    found.late.sort(key=lambda line: -line.standing.workdays)
    found.due.sort(key=lambda line: line.standing.workdays)
    return found


def owes_more(agency: Agency, person: Person) -> bool:
    """Whether the agency owes elements that are not this person's."""
    owed = ElementDuty.objects.filter(agency=agency, until__isnull=True)
    return owed.exclude(contact=person).exists() or owed.filter(contact__isnull=True).exists()


def holders_of(agency: Agency) -> tuple[list[Person], bool]:
    """Who has elements of the agency now, and whether some are nobody's."""
    owed = ElementDuty.objects.filter(agency=agency, until__isnull=True)
    people = Person.objects.filter(pk__in=owed.values("contact")).order_by("pk")
    return list(people), owed.filter(contact__isnull=True).exists()


def reported(over: Agency) -> list[ElementDuty]:
    """What was reported as not applicable and waits to be confirmed, the oldest first."""
    return list(
        ElementDuty.objects.filter(until__isnull=True, confirmed_on__isnull=True, agency__path__startswith=over.path)
        .exclude(not_applicable="")
        .select_related("element__matter__field", "agency")
        .order_by("not_applicable_on", "pk")
    )


def table(lines: Sequence[Line]) -> Sequence[Sequence[str]]:
    """The lines as a table, the head first."""
    rows: list[Sequence[str]] = [
        [
            "重点领域",
            "公开事项",
            "公开内容（要素）",
            "公开时限",
            "单位",
            "联络员",
            "状态",
            "应当公开的最后一天",
            "最近公开",
            "已公开条数",
            "不适用的理由",
        ]
    ]
    for line in lines:
        duty = line.duty
        rows.append(
            [
                duty.element.matter.field.name,
                str(duty.element.matter),
                duty.element.name,
                duty.element.limit_text,
                duty.agency.name,
                duty.contact.name if duty.contact else "",
                line.standing.told,
                duty.due_on.isoformat() if duty.due_on else "",
                duty.filled_on.isoformat() if duty.filled_on else "",
                str(duty.entries),
                duty.not_applicable,
            ]
        )
    return rows
