"""A catalogue that was read, held against what is here: which field each line belongs to, what would change, what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.law.limits import LimitKind, read_limit
from gongkai.publications import standard
from gongkai.publications.catalogue_facts import limit_columns
from gongkai.publications.models import Element, Matter, PriorityField
from gongkai.reading.catalogue import ListedElement, Problem

_BETWEEN = "、，,；;\n "
_LONGEST = {
    "公开事项": ("first", "second", Matter._meta.get_field("first").max_length),
    "公开内容（要素）": ("name", "", Element._meta.get_field("name").max_length),
    "公开时限": ("limit", "", Element._meta.get_field("limit_text").max_length),
    "公开对象“特定群众”": ("audience", "", Element._meta.get_field("audience").max_length),
    "序号": ("number", "", Matter._meta.get_field("number").max_length),
}


@dataclass(frozen=True, slots=True)
class ReadyElement:
    """A line that may be taken over. columns: of the Element; agencies: keys of those that owe it; present: the row it changes."""

    listed: ListedElement
    field_id: int
    columns: Mapping[str, Any]
    agencies: tuple[int, ...]
    present: int | None = None
    changed: bool = True


@dataclass(slots=True)
class ImportPlan:
    """What an import would do. problems: those of the reading too, in the order of the file."""

    ready: list[ReadyElement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    samples: int = 0

    @property
    def blocked(self) -> bool:
        return any(problem.blocks for problem in self.problems)

    @property
    def new(self) -> int:
        return sum(one.present is None for one in self.ready)

    @property
    def changed(self) -> int:
        return sum(one.present is not None and one.changed for one in self.ready)

    @property
    def same(self) -> int:
        return sum(one.present is not None and not one.changed for one in self.ready)


def plan_import(
    listed: Iterable[ListedElement], problems: Sequence[Problem] = (), *, into: PriorityField | None = None
) -> ImportPlan:
    """Judge every line; nothing is written. into: the field of all lines, else each line's sheet, title or column says it."""
    plan = ImportPlan(problems=list(problems))
    fields = list(PriorityField.objects.all())
    names = _agencies_by_name()
    present = _present([one.pk for one in ([into] if into else fields)])
    seen: dict[tuple[int, str, str, str], str] = {}
    for line in listed:
        of = into or _field_of(line.field, fields)
        if of is None:
            plan.problems.append(
                Problem(
                    line.place,
                    "看不出属于哪个重点领域。",
                    "请把工作表的名称改成领域名称，或者用 --field 指明；新的领域请先在“目录”里增加。",
                )
            )
            continue
        key = (of.pk, line.first, line.second, line.name)
        if key in seen:
            plan.problems.append(
                Problem(
                    line.place, f"与{seen[key]}重复：{line.first}·{line.name}。", "请删去其中一行，或者改要素的名称。"
                )
            )
            continue
        seen[key] = line.place
        if not _fits(line, plan):
            continue
        _remark(line, plan)
        columns, row = _columns(line), present.get(key)
        plan.ready.append(
            ReadyElement(
                line,
                of.pk,
                columns,
                _owing(line, names, plan),
                row.pk if row else None,
                row is None or any(getattr(row, name) != value for name, value in columns.items()),
            )
        )
    plan.samples = (
        samples_in({one.field_id for one in plan.ready})
        .exclude(pk__in=[one.present for one in plan.ready if one.present])
        .count()
    )
    return plan


def samples_in(fields: Iterable[int]) -> Any:
    """The elements of the sample in these fields for which nothing was ever published: what an office's own catalogue replaces."""
    return Element.objects.filter(matter__field__in=list(fields), **{f"extra__{standard.SAMPLE}": "是"}).exclude(
        duties__publications__isnull=False
    )


def _present(fields: Sequence[int]) -> dict[tuple[int, str, str, str], Element]:
    rows = Element.objects.filter(matter__field__in=fields).select_related("matter")
    return {(one.matter.field_id, one.matter.first, one.matter.second, one.name): one for one in rows}


def _field_of(said: str, fields: Sequence[PriorityField]) -> PriorityField | None:
    """The field whose name or alias stands in what sheet and title say; the longest name first: 农村危房改造 before 改造."""
    folded = "".join(said.split())
    named = sorted(((name, one) for one in fields for name in (one.name, *one.aliases)), key=lambda pair: -len(pair[0]))
    return next((one for name, one in named if name in folded), None)


def _fits(line: ListedElement, plan: ImportPlan) -> bool:
    for label, (one, other, longest) in _LONGEST.items():
        for name in filter(None, (one, other)):
            length = len(getattr(line, name))
            if longest is not None and length > longest:
                plan.problems.append(
                    Problem(
                        line.place,
                        f"“{label}”有{length}个字，最多{longest}个。",
                        "请缩短；几项内容写在一格里的，请拆成几行。",
                    )
                )
                return False
    return True


def _remark(line: ListedElement, plan: ImportPlan) -> None:
    """What does not stop the import and should be known."""
    if not line.limit:
        plan.problems.append(
            Problem(
                line.place, "没有写公开时限。", "按条例第二十六条的20个工作日计；有别的规定的请补上。", blocks=False
            )
        )
    elif read_limit(line.limit).kind is LimitKind.OTHER:
        plan.problems.append(
            Problem(
                line.place,
                f"公开时限“{line.limit[:30]}”里没有读出一个确定的工作日数。",
                "原文照存，期限按条例第二十六条的20个工作日计；能写成“……起几个工作日内”的请改写。",
                blocks=False,
            )
        )


def _columns(line: ListedElement) -> dict[str, Any]:
    extra = dict(line.extra)
    if line.body:
        extra[standard.BODY] = line.body
    return {
        **limit_columns(line.limit),
        "to_everyone": line.everyone,
        "audience": line.audience,
        "proactive": line.proactive,
        "on_application": line.on_application,
        "county": line.county,
        "township": line.township,
        "carriers": list(line.carriers),
        "extra": extra,
    }


def _agencies_by_name() -> dict[str, int]:
    found: dict[str, int] = {}
    for agency in Agency.objects.all():
        found.setdefault(agency.name, agency.pk)
        found.setdefault(agency.short_name, agency.pk)
    return found


def _owing(line: ListedElement, names: Mapping[str, int], plan: ImportPlan) -> tuple[int, ...]:
    """The agencies the line names as 公开主体. What is no agency here stays as it is printed, and is told."""
    text = line.body
    for sign in _BETWEEN:
        text = text.replace(sign, "|")
    said = [one for one in text.split("|") if one]
    unknown = [one for one in said if one not in names]
    if unknown:
        plan.problems.append(
            Problem(
                line.place,
                f"公开主体“{'、'.join(unknown)[:40]}”不是这里登记的机关。",
                "照原文存下，导入后请在“目录”里指定公开主体。",
                blocks=False,
            )
        )
    return tuple(dict.fromkeys(names[one] for one in said if one in names))
