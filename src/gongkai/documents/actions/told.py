"""What is told of a document by whoever drafts or enters it, and how it comes onto the row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.documents.facts import rules_of
from gongkai.documents.importing import bare_title
from gongkai.documents.models import Basis, NormativeDocument
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.pages.actions import touch
from gongkai.publications.actions.record import require_fits
from gongkai.publications.models import PriorityField

Kind = NormativeDocument.Kind
MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class BasisTold:
    """A law or document it rests on, as printed. cited: where it stands in the register itself."""

    title: str
    article: str = ""
    cited: NormativeDocument | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentTold:
    """What a document is. joint: the other agencies of the district; joint_outside: those outside it, by name; led_by: the agency
    outside that leads, where it is not ours. bases: what it rests on, in order."""

    title: str
    kind: str = Kind.NORMATIVE
    joint: Sequence[Agency] = ()
    joint_outside: Sequence[str] = ()
    led_by: str = ""
    field: PriorityField | None = None
    trial: bool = False
    effective_on: date | None = None
    valid_until: date | None = None
    bases: Sequence[BasisTold] = ()


def write_on(document: NormativeDocument, told: DocumentTold) -> None:
    """Put what is told on the row, unsaved. NotAcceptable and NotLawful name what cannot be."""
    require_ours(told.led_by)
    require_kind(document.agency, told.kind)
    if not told.title.strip():
        raise NotAcceptable("document.no_title", "还没有写文件的标题。", "请照印发的样子写全称。", field="title")
    outside = [name.strip() for name in told.joint_outside if name.strip()]
    if len(outside) > MOST_NAMES or any(len(name) > 80 for name in outside):
        raise NotAcceptable(
            "document.joint_outside",
            f"区外的联合制定机关最多写{MOST_NAMES}个，每个不超过80个字。",
            "请每行写一个机关的名称。",
            field="joint_outside",
        )
    if told.effective_on and told.valid_until and told.valid_until < told.effective_on:
        raise NotAcceptable(
            "document.term_first",
            "有效期的最后一天早于施行日期。",
            "请核对两个日期，改正填错的一个。",
            field="valid_until",
        )
    document.title, document.kind = told.title.strip(), Kind(told.kind)
    document.joint_outside = outside
    document.field, document.trial = told.field, told.trial
    document.effective_on, document.valid_until = told.effective_on, told.valid_until
    require_fits(document)


def require_ours(led_by: str) -> None:
    """NotLawful for a document an agency outside the district leads: it is registered there, and counted there."""
    if led_by.strip():
        raise NotLawful(
            "document.led_outside",
            None,
            f"这份文件由区外的{led_by.strip()[:80]}牵头，登记编号和统计都在牵头机关，不在本区登记。",
            "请等牵头机关公布后，把文本作为条目转发公开；本区牵头、区外机关参与的，请把对方写在“区外的联合制定机关”里。",
            field="led_by",
        )


def require_kind(agency: Agency, kind: str) -> None:
    """NotAcceptable for what is no kind; NotLawful for 规章 of an agency that may not make them."""
    if kind not in Kind.values:
        raise NotAcceptable("document.kind", "还没有选文件的类别。", "请从三种类别里选一种。", field="kind")
    if kind == Kind.RULES and not rules_of(agency).may_make_rules:
        raise NotLawful(
            "document.no_rules",
            None,
            f"{agency.short_name}没有制定规章的权限，不能登记为规章。",
            "请选“行政规范性文件”；确有权限的，请负责人先在“规范性文件规则”里写明。",
            field="kind",
        )


def set_links(document: NormativeDocument, told: DocumentTold) -> None:
    """The joint agencies and the bases of a saved document: these and no others."""
    if any(agency.pk == document.agency_id for agency in told.joint):
        raise NotAcceptable(
            "document.joint_itself", "联合制定机关里写了制定机关自己。", "请只选另外的机关。", field="joint"
        )
    document.joint.set(told.joint)
    before = cited_pages(document)
    document.bases.all().delete()
    for position, basis in enumerate(told.bases):
        if basis.cited is not None and basis.cited.pk == document.pk:
            raise NotAcceptable(
                "document.own_basis",
                "制定依据里写了这份文件自己。",
                "请写它所依据的法律、法规或者文件。",
                field="bases",
            )
        row = Basis(
            document=document,
            title=bare_title(basis.title),
            article=basis.article.strip(),
            cited=basis.cited,
            position=position,
        )
        require_fits(row)
        row.save()
    pages = before | cited_pages(document)
    if pages:
        touch(*pages)


def cited_pages(document: NormativeDocument) -> set[str]:
    """The groups of the public pages that name it among what rests on them."""
    cited = document.bases.filter(cited__isnull=False).values_list("cited_id", flat=True)
    return {f"document:{key}" for key in cited}
