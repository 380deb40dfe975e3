"""The shapes of what the open data door gives. The labels are the Chinese ones people read; codes stay as they are for good."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class Problem(Schema):
    """What went wrong: code, dotted and stable; message: what is so; hint: what to do next."""

    code: str
    message: str
    hint: str


class Error(Schema):
    """Every answer that is not what was asked for has this shape."""

    error: Problem


class Named(Schema):
    """Something by its code or address, and its name."""

    code: str
    name: str


class ItemRow(Schema):
    """An item as lists have it. url, api_url: paths on this site."""

    id: int
    index_number: str
    title: str
    document_number: str
    agency: Named
    section: Named | None
    field: Named | None
    element: str | None
    published_at: datetime
    revised_at: datetime | None
    dated_on: date | None
    validity: str = Field(description="in_force, amended, repealed, lapsed, declared_lapsed, not_yet")
    validity_label: str
    archived: bool
    url: str
    api_url: str


class File(Schema):
    """A file of the current version. sha256: of its bytes."""

    name: str
    description: str
    url: str
    media_type: str
    size: int
    sha256: str
    pages: int | None
    in_text: bool


class Release(Schema):
    """A version that was made public."""

    number: int
    released_at: datetime
    change_note: str
    url: str


class Item(ItemRow):
    """An item whole, in its current version. body: HTML; text: its words."""

    summary: str
    keywords: str
    category: str | None
    genre: str
    source: str
    audience: str
    openness: str
    effective_on: date | None
    repealed_on: date | None
    version: int
    change_note: str
    body: str
    text: str
    files: list[File]
    versions: list[Release]


class Items(Schema):
    """A page of items, newest first. next: the cursor of the page behind, or null."""

    items: list[ItemRow]
    next: str | None


class Hit(Schema):
    """A thing found. excerpt: plain text around what was sought."""

    title: str
    url: str
    document_number: str
    excerpt: str
    published_on: date | None
    agency: Named | None
    field: str
    section: str
    validity: str


class Found(Schema):
    """total: how many, at_least: whether there are more than that; note: how the words were read, where that needs telling."""

    hits: list[Hit]
    total: int
    at_least: bool
    next: str | None
    note: str


class AgencyRow(Schema):
    """An agency with the way to its disclosure office (art. 12)."""

    code: str
    name: str
    short_name: str
    kind: str
    address: str
    hours: str
    phone: str
    fax: str
    web_contact: str
    takes_applications: bool
    url: str


class SectionRow(Schema):
    """A column of the portal that is open."""

    slug: str
    name: str
    description: str
    kind: str
    parent: str | None
    special: bool
    opened_on: date
    url: str


class FieldRow(Schema):
    """A priority field. entries: how many items are public in it; certain: whether its name was seen in an official catalogue."""

    slug: str
    name: str
    aliases: list[str]
    certain: bool
    entries: int
    url: str
    api_url: str


class Owed(Schema):
    """An agency that publishes an element. filled_on: when it last did; not_applicable: why it need not, confirmed."""

    agency: Named
    entries: int
    filled_on: date | None
    not_applicable: str | None


class ElementRow(Schema):
    """公开内容（要素）. limit: 公开时限 as printed."""

    name: str
    limit: str
    to_everyone: bool
    audience: str
    proactive: bool
    on_application: bool
    county: bool
    township: bool
    carriers: list[str]
    owed_by: list[Owed]


class MatterRow(Schema):
    """公开事项."""

    number: str
    first: str
    second: str
    basis: str
    elements: list[ElementRow]


class CatalogueField(FieldRow):
    """A field with everything its catalogue holds."""

    matters: list[MatterRow]


class DocumentRow(Schema):
    """A normative document. since: the first day of how it stands; item_url: its text here, or null."""

    id: int
    title: str
    document_number: str
    kind: str = Field(description="normative, rules, other")
    agency: Named
    field: Named | None
    issued_on: date
    effective_on: date | None
    validity: str = Field(description="in_force, amended, repealed, lapsed, declared_lapsed, not_yet")
    validity_label: str
    since: date
    url: str
    api_url: str
    item_url: str | None


class DocumentNamed(Schema):
    """A document named by another; url is null where it has no page here."""

    title: str
    document_number: str
    url: str | None


class DocumentChange(Schema):
    """An act on it. kind: amended, repealed, declared_lapsed, extended; until: of an extension; by: the act, where it is public."""

    kind: str
    effective_on: date
    until: date | None
    replaced: bool
    by: DocumentNamed | None


class DocumentBasis(DocumentNamed):
    """What it rests on, as its text names it."""

    article: str


class DocumentReading(Schema):
    """政策解读. kind: text, picture, video, expert, media, press, qa, in Chinese."""

    title: str
    kind: str
    by_whom: str
    published_on: date | None
    url: str


class Document(DocumentRow):
    """A document with what it is tied to. valid_until: the last day of its term."""

    valid_until: date | None
    registration_number: str
    joint: list[str]
    changes: list[DocumentChange]
    bases: list[DocumentBasis]
    cited_by: list[DocumentNamed]
    interpretations: list[DocumentReading]


class Documents(Schema):
    """The last issued first. next: the cursor of the page behind, or null."""

    documents: list[DocumentRow]
    total: int
    next: str | None


class ReportRow(Schema):
    """A published annual report. files: kind → path."""

    agency: Named
    year: int
    scope: str
    title: str
    published_on: date | None
    url: str
    api_url: str
    files: dict[str, str]


class Reports(Schema):
    reports: list[ReportRow]
    next: int | None


class ReportCell(Schema):
    """value: a whole number, or an amount; origin: counted, declared or derived; sources: how many records stand behind it."""

    value: int | float
    origin: str
    sources: int


class Report(ReportRow):
    """A report whole. format: of the official tables; cells: address → figure."""

    format: str
    overview: str
    problems: str
    other_matters: str
    cells: dict[str, ReportCell]


class BulkPart(Schema):
    """A part of everything. Its address stays; what is withdrawn leaves it at once."""

    number: int
    items: int
    changed_at: datetime
    jsonl: str
    csv: str


class Bulk(Schema):
    """Fetch the parts whose changed_at or items differ from what you have."""

    licence: str
    parts: list[BulkPart]


Row = dict[str, Any]
