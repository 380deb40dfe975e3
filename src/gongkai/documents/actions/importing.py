"""Taking a library into the register, many documents in one transaction: rows, acts on them, what they rest on, their texts."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.agencies.permissions import require_keeper
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.documents.actions.told import require_kind
from gongkai.documents.importing import MOST_AT_ONCE, ReadyDocument
from gongkai.documents.models import Basis, Change, NormativeDocument
from gongkai.documents.queries.import_law import acting_of, fact_told, refusals_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.numbers import number_key
from gongkai.law.validity import validity_on
from gongkai.pages.actions import touch
from gongkai.publications.actions.importing import Prepared, import_items, prepared_files
from gongkai.publications.models import Publication

Stage = NormativeDocument.Stage
RECORDED_BY = "导入"


@dataclass(frozen=True, slots=True)
class RegisterImportDone:
    """documents: their keys, in the order they were handed over; index_numbers: of the texts that became items; digest: of all."""

    documents: Sequence[int]
    index_numbers: Sequence[str]
    digest: str


@dataclass(frozen=True, slots=True)
class Taking:
    """What `import_items` is called with for each agency's texts."""

    actor: Actor
    prepared: Prepared
    kept_numbers: tuple[str, ...]


def import_documents(
    documents: Sequence[ReadyDocument], *, actor: Actor, source: str = "", kept_numbers: Iterable[str] = ()
) -> RegisterImportDone:
    """导入文件库: documents that were issued already, each in use from its own days, of one agency or many.

    All or none: NotAcceptable names the first that is there already or cannot be. An acting document comes in the same batch or
    stands in the register. source: where they come from. kept_numbers: as for `import_items`, which takes over the texts of those
    that bring one. At most `MOST_AT_ONCE`; one entry in the journal for each agency.
    """
    _require_size(documents)
    prepared = prepared_files(one.item for one in documents if one.item is not None)
    with transaction.atomic():
        agencies = _locked(documents)
        for agency in agencies.values():
            require_keeper(actor, agency, "导入文件库")
        _require_new(documents)
        for key, kind in {(one.agency_id, one.kind) for one in documents}:
            require_kind(agencies[key], kind)
        acting = acting_of(documents)
        _require_lawful(documents, acting)
        texts, index_numbers = _take_texts(documents, agencies, Taking(actor, prepared, tuple(kept_numbers)))
        rows = _write(documents, agencies, texts, actor.at.date(), source)
        _write_changes(documents, rows, acting, actor)
        digest = hashlib.sha256("\n".join(_told(one) for one in documents).encode()).hexdigest()
        for agency in agencies.values():
            own = [row for row in rows if row.agency_id == agency.pk]
            audit.record(
                actor,
                "document.imported",
                agency,
                on=actor.at.date(),
                agency=agency.short_name,
                documents=len(own),
                first=own[0].title,
                keys=[row.pk for row in own],
                source=source,
                digest=digest,
            )
        touch("documents", *(f"document:{row.pk}" for row in acting.values()))
    return RegisterImportDone([row.pk for row in rows], index_numbers, digest)


def _require_size(documents: Sequence[ReadyDocument]) -> None:
    if not 0 < len(documents) <= MOST_AT_ONCE:
        raise NotAcceptable(
            "import.size", f"一批有{len(documents)}件。", f"请分批导入，每批1到{MOST_AT_ONCE}件。", field="documents"
        )


def _locked(documents: Sequence[ReadyDocument]) -> dict[int, Agency]:
    """The agencies whose documents they are, locked in the order of their keys: two imports cannot take one number."""
    keys = {one.agency_id for one in documents}
    rows = Agency.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}


def _require_new(documents: Sequence[ReadyDocument]) -> None:
    """NotAcceptable for a number or text that is another document's: judged before, and looked at once more."""
    keys = [one.key for one in documents]
    twice = next((key for key, count in Counter(keys).items() if count > 1), None)
    if twice is not None:
        first, second = (one.place for one in documents if one.key == twice)
        raise NotAcceptable(
            "import.document_twice", f"{first}和{second}是同一份文件。", "请删去其中一行，再导入。", field="number"
        )
    standing = NormativeDocument.objects.exclude(stage=Stage.DROPPED)
    numbers = {number_key(one.number): one for one in documents if one.number}
    taken = standing.filter(number_key__in=numbers).first()
    if taken is not None:
        raise NotAcceptable(
            "document.number_taken",
            f"{numbers[taken.number_key].place}的发文字号“{taken.number}”已经登记给“{taken.title}”。",
            "请更正或者删去这一行，再导入。",
            field="number",
        )
    items = {one.publication_id: one for one in documents if one.publication_id}
    linked = standing.filter(publication__in=list(items)).first()
    if linked is not None:
        raise NotAcceptable(
            "import.text_linked",
            f"{items[linked.publication_id or 0].place}的文本已经连着“{linked.title}”。",
            "请核对索引号。",
            field="index_number",
        )


def _require_lawful(documents: Sequence[ReadyDocument], acting: Mapping[str, NormativeDocument]) -> None:
    for document, refusal in refusals_of(documents, acting).values():
        raise NotAcceptable(
            refusal.code,
            f"{document.place}的《{document.title}》不能导入：{refusal.message}",
            refusal.hint,
            field=refusal.field,
        )


def _take_texts(
    documents: Sequence[ReadyDocument], agencies: Mapping[int, Agency], taking: Taking
) -> tuple[dict[str, int], list[str]]:
    """Place → key of the public item that is the text; and the index numbers of those that were taken over now."""
    texts = {one.place: one.publication_id for one in documents if one.publication_id}
    by_agency: dict[int, list[ReadyDocument]] = defaultdict(list)
    for one in documents:
        if one.item is not None:
            by_agency[one.item.agency_id].append(one)
    given: list[str] = []
    for key, several in by_agency.items():
        agency = agencies.get(key) or Agency.objects.get(pk=key)
        numbers = import_items(
            agency,
            [one.item for one in several if one.item],
            actor=taking.actor,
            kept_numbers=taking.kept_numbers,
            prepared=taking.prepared,
        ).index_numbers
        found = dict(Publication.objects.filter(index_number__in=list(numbers)).values_list("index_number", "pk"))
        texts |= {one.place: found[number] for one, number in zip(several, numbers, strict=True)}
        given += numbers
    return texts, given


def _write(
    documents: Sequence[ReadyDocument],
    agencies: Mapping[int, Agency],
    texts: Mapping[str, int],
    today: date,
    source: str,
) -> list[NormativeDocument]:
    rows = NormativeDocument.objects.bulk_create(
        NormativeDocument(
            agency=agencies[one.agency_id],
            drafted_by_id=one.drafted_by_id or one.agency_id,
            joint_outside=list(one.joint_outside),
            kind=one.kind,
            stage=Stage.IN_USE,
            title=one.title,
            number=one.number,
            number_key=number_key(one.number),
            registration_number=one.registration_number,
            field_id=one.field_id,
            trial=one.trial,
            issued_on=one.issued_on,
            effective_on=one.effective_on,
            valid_until=one.valid_until,
            disclosed_on=one.disclosed_on,
            publication_id=texts.get(one.place),
            imported_from=source[:120],
            validity=validity_on(fact_told(one), today) or "",
            validity_on=today,
        )
        for one in documents
    )
    joint = NormativeDocument.joint.through
    joint.objects.bulk_create(
        joint(normativedocument_id=row.pk, agency_id=agency)
        for row, one in zip(rows, documents, strict=True)
        for agency in one.joint_ids
    )
    Basis.objects.bulk_create(
        Basis(document=row, title=title, article=article, position=position)
        for row, one in zip(rows, documents, strict=True)
        for position, (title, article) in enumerate(one.bases)
    )
    return rows


def _write_changes(
    documents: Sequence[ReadyDocument],
    rows: Sequence[NormativeDocument],
    known: Mapping[str, NormativeDocument],
    actor: Actor,
) -> None:
    by_key = {**known, **{one.key: row for one, row in zip(documents, rows, strict=True)}}
    Change.objects.bulk_create(
        Change(
            document=row,
            kind=change.kind,
            effective_on=change.effective_on,
            acting=by_key[change.acting] if change.acting else None,
            acting_title=change.acting_title or (by_key[change.acting].title if change.acting else ""),
            acting_number=change.acting_number or (by_key[change.acting].number if change.acting else ""),
            replaced=change.replaced,
            until=change.until,
            reason=change.reason,
            recorded_by=RECORDED_BY,
            recorded_at=actor.at,
        )
        for row, one in zip(rows, documents, strict=True)
        for change in one.changes
    )


def _told(document: ReadyDocument) -> str:
    """One document as the digest has it."""
    told = [document.agency_id, document.title, document.number, document.kind, str(document.issued_on)]
    acts = [[change.kind, str(change.effective_on), str(change.until), change.acting] for change in document.changes]
    return json.dumps([*told, str(document.effective_on), str(document.valid_until), acts], ensure_ascii=False)
