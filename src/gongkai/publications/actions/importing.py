"""Taking over what was public already, many items in one transaction: versions, index numbers, files, what readers find."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.timezone import localtime

from gongkai.agencies.actions import raise_number, take_numbers
from gongkai.agencies.models import Agency
from gongkai.agencies.permissions import require_keeper
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable
from gongkai.pages.actions import touch
from gongkai.publications.actions.attachments import PreparedFile, prepare_file, stored
from gongkai.publications.actions.duties import refresh_duties
from gongkai.publications.actions.showing import KIND
from gongkai.publications.facts import digest_of, rules_of
from gongkai.publications.importing import MOST_AT_ONCE, ReadyItem
from gongkai.publications.models import (
    Attachment,
    ElementDuty,
    FormerAddress,
    Publication,
    PublishingRules,
    Section,
    Version,
)
from gongkai.search.actions import Findable, put_many

ARTICLE = cite("条例", 24)
RELEASED_BY = "原网站"
NOTE = "由原网站导入"
LAST_SERIAL = 99_999
_NUMBER = re.compile(r"(?P<code>[^/]+)/(?P<year>\d{4})(?:\d{2})?-(?P<serial>\d{5})")
Files = dict[int, list[Attachment]]  # publication → its attachments
Prepared = Mapping[Path, PreparedFile]


@dataclass(frozen=True, slots=True)
class ImportDone:
    """index_numbers: of the items, in the order they were handed over; digest: of all of them, as the journal has it."""

    index_numbers: Sequence[str]
    digest: str


def import_items(
    agency: Agency,
    items: Sequence[ReadyItem],
    *,
    actor: Actor,
    kept_numbers: Iterable[str] = (),
    prepared: Prepared | None = None,
) -> ImportDone:
    """导入已经公开的信息: items of one agency that were public elsewhere, with the days on which they became public.

    Judged by `queries.importing`. kept_numbers: index numbers that other batches bring: no item gets one of them. The gate is
    not asked: nothing becomes public that was not. At most `MOST_AT_ONCE`; NotAcceptable where an item is there already.
    Files are scanned, stripped and read before the transaction begins: it must not wait for them. prepared: by `prepared_files`,
    where a verb above has a transaction of its own.
    """
    require_keeper(actor, agency, "导入已经公开的信息")
    _require_size(items)
    prepared = prepared_files(items) if prepared is None else prepared
    with transaction.atomic():
        agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
        _require_whole(agency, items)
        numbers = _numbers(agency, items, kept_numbers)
        versions = _write(agency, items, numbers, prepared, actor)
        digest = hashlib.sha256("".join(version.digest for version in versions).encode()).hexdigest()
        audit.record(
            actor,
            "publication.imported",
            agency,
            on=actor.at.date(),
            ground=ARTICLE,
            agency=agency.short_name,
            items=len(versions),
            index_numbers=numbers,
            digest=digest,
        )
    return ImportDone(numbers, digest)


def prepared_files(items: Iterable[ReadyItem]) -> Prepared:
    """The attachments of the items, scanned, stripped and read. Takes its time; writes nothing."""
    return {path: prepare_file(path.name, path.read_bytes()) for item in items for path in item.files}


def _write(
    agency: Agency, items: Sequence[ReadyItem], numbers: Sequence[str], prepared: Prepared, actor: Actor
) -> list[Version]:
    """The rows of each table at once; then what hangs on them: addresses, duties, search, pages."""
    rows = Publication.objects.bulk_create(
        Publication(
            issued_by=agency,
            section_id=item.section_id,
            duty_id=item.duty_id,
            index_number=number,
            published_at=item.published_at,
        )
        for item, number in zip(items, numbers, strict=True)
    )
    files = _store_files(rows, items, prepared, actor)
    versions = _write_versions(rows, items, files)
    current = Version.objects.filter(publication=OuterRef("pk"), number=1).values("pk")
    made = Publication.objects.filter(pk__in=[row.pk for row in rows])
    made.update(current=Subquery(current), standing=Publication.Standing.PUBLIC)
    FormerAddress.objects.bulk_create(
        FormerAddress(path=item.former_address, target=f"/items/{row.pk}/", since=actor.at.date())
        for row, item in zip(rows, items, strict=True)
        if item.former_address
    )
    duties = {item.duty_id for item in items if item.duty_id}
    if duties:
        refresh_duties(duties)
    _show(agency, rows, versions, files)
    return versions


def highest_numbers(numbers: Iterable[str]) -> list[str]:
    """Of each code and year the highest: what `kept_numbers` needs of a whole list."""
    highest: dict[tuple[str, str], tuple[str, str]] = {}
    for number in numbers:
        match = _NUMBER.fullmatch(number)
        if match:
            key = match["code"], match["year"]
            highest[key] = max(highest.get(key, ("", "")), (match["serial"], number))
    return [number for _, number in highest.values()]


def _require_size(items: Sequence[ReadyItem]) -> None:
    if not 0 < len(items) <= MOST_AT_ONCE:
        raise NotAcceptable(
            "import.size", f"一批有{len(items)}条。", f"请分批导入，每批1到{MOST_AT_ONCE}条。", field="items"
        )


def _require_whole(agency: Agency, items: Sequence[ReadyItem]) -> None:
    """NotAcceptable where an item is another agency's, or here already: judged before, and looked at once more."""
    if any(item.agency_id != agency.pk for item in items):
        raise NotAcceptable("import.agency", "这一批里有别的机关的信息。", "请按机关分批导入。", field="agency")
    numbers = [item.index_number for item in items if item.index_number]
    there = set(Publication.objects.filter(index_number__in=numbers).values_list("index_number", flat=True))
    twice = next((number for number in numbers if number in there or numbers.count(number) > 1), None)
    if twice:
        place = next(item.place for item in items if item.index_number == twice)
        raise NotAcceptable(
            "import.number_twice",
            f"{place}的索引号{twice}已经有了。",
            "请更正或者删去这一行，再导入。",
            field="index_number",
        )
    paths = [item.former_address for item in items if item.former_address]
    known = FormerAddress.objects.filter(path__in=paths).first()
    if known is not None:
        place = next(item.place for item in items if item.former_address == known.path)
        raise NotAcceptable(
            "import.address_twice",
            f"{place}的原网址{known.path}已经登记，指向{known.target}。",
            "请更正这一行的原网址，再导入。",
            field="former_address",
        )


def _numbers(agency: Agency, items: Sequence[ReadyItem], kept: Iterable[str]) -> list[str]:
    """The index number of each item: the one it brings, or the next of the agency's series in the order of their days."""
    _raise_series([*kept, *(item.index_number for item in items if item.index_number)])
    numbers = {at: item.index_number for at, item in enumerate(items) if item.index_number}
    wanting: dict[int, list[int]] = defaultdict(list)  # year → items without a number
    for at, item in sorted(enumerate(items), key=lambda pair: pair[1].published_at):
        if not item.index_number:
            wanting[item.published_at.year].append(at)
    rules = rules_of(agency)
    if wanting and not rules.index_code:
        place = items[next(iter(wanting.values()))[0]].place
        raise NotAcceptable(
            "item.no_code",
            f"{place}没有索引号，{agency.short_name}也还没有设机构代码，编不出索引号。",
            "请负责人或者系统管理员在“发布规则”里填写机构代码，或者在清单里写明索引号。",
            field="index_number",
        )
    for year, places in wanting.items():
        serials = take_numbers(agency, "index", year, how_many=len(places))
        if serials[-1] > LAST_SERIAL:
            raise NotAcceptable(
                "item.numbers_used_up",
                f"{agency.short_name}{year}年的索引号不够用。",
                "请在清单里写明索引号，或者联系系统管理员。",
            )
        for at, serial in zip(places, serials, strict=True):
            day = items[at].published_at
            dated = f"{day:%Y%m}" if rules.index_by == PublishingRules.IndexBy.MONTH else f"{day:%Y}"
            numbers[at] = f"{rules.index_code}/{dated}-{serial:05d}"
    return [numbers[at] for at in range(len(items))]


def _raise_series(numbers: Iterable[str]) -> None:
    """A number that was given elsewhere under the code of an agency here is not given here once more."""
    found = [match for number in highest_numbers(numbers) if (match := _NUMBER.fullmatch(number))]
    codes = {row.index_code: row for row in PublishingRules.objects.filter(index_code__in=[one["code"] for one in found])
             .select_related("agency")}  # fmt: skip
    for match in found:
        if match["code"] in codes:
            raise_number(codes[match["code"]].agency, "index", int(match["year"]), to=int(match["serial"]))


def _store_files(rows: Sequence[Publication], items: Sequence[ReadyItem], prepared: Prepared, actor: Actor) -> Files:
    made = []
    for row, item in zip(rows, items, strict=True):
        for position, path in enumerate(item.files):
            file = prepared[path]
            kept, preview = stored(file, actor.at)
            made.append(
                Attachment(
                    publication=row,
                    file=kept,
                    preview=preview,
                    name=file.name,
                    text=file.contents.text,
                    text_state=file.contents.state,
                    pages=file.contents.pages,
                    position=position,
                )
            )
    files: Files = defaultdict(list)
    for attachment in Attachment.objects.bulk_create(made):
        files[attachment.publication_id].append(attachment)
    return files


def _write_versions(rows: Sequence[Publication], items: Sequence[ReadyItem], files: Files) -> list[Version]:
    made = []
    for row, item in zip(rows, items, strict=True):
        version = Version(
            publication=row,
            number=1,
            released_at=item.published_at,
            released_by=RELEASED_BY,
            change_note=NOTE,
            text=item.text,
            **item.content,
        )
        version.digest = digest_of(version, files.get(row.pk, ()))
        made.append(version)
    versions = Version.objects.bulk_create(made)
    link = Version.attachments.through
    link.objects.bulk_create(
        link(version_id=version.pk, attachment_id=attachment.pk)
        for version in versions
        for attachment in files.get(version.publication_id, ())
    )
    return versions


def _show(agency: Agency, rows: Sequence[Publication], versions: Sequence[Version], files: Files) -> None:
    """Let them be found, and the lists in which they come to stand be made anew; their own pages are not there yet."""
    sections = {row.pk: row for row in Section.objects.select_related("parent")}
    duties = ElementDuty.objects.filter(pk__in={row.duty_id for row in rows if row.duty_id})
    fields = dict(duties.values_list("pk", "element__matter__field__slug"))
    put_many(
        Findable(
            reference=f"publication:{row.pk}",
            kind=KIND,
            title=version.title,
            url=f"/items/{row.pk}/",
            body="\n".join(filter(None, (version.summary, version.text))),
            number=version.document_number,
            attachments="\n\n".join(one.text for one in files.get(row.pk, ()) if one.text),
            agency_id=agency.pk,
            field=fields.get(row.duty_id or 0, ""),
            section=sections[row.section_id].slug if row.section_id else "",
            validity=version.validity,
            published_on=localtime(version.released_at).date(),
        )
        for row, version in zip(rows, versions, strict=True)
    )
    groups = {f"agency:{agency.pk}", "home", "sections", *(f"field:{slug}" for slug in fields.values())}
    for section in {row.section_id for row in rows if row.section_id}:
        at: Section | None = sections[section]
        while at is not None:
            groups.add(f"section:{at.slug}")
            at = sections.get(at.parent_id or 0)
    touch(*groups, *(["fields"] if fields else []))
