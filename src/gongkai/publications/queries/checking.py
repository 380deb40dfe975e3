"""The facts of a draft for the rules of `checking`: as it is saved, or as it is being typed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.law.publishing import catalogue_elements
from gongkai.publications.checking import DraftFacts, FileFact, LinkFact
from gongkai.publications.cleaning import links_of
from gongkai.publications.models import (
    Attachment,
    Content,
    Draft,
    FormerAddress,
    PriorityField,
    Publication,
    PublishingRules,
    Section,
)
from gongkai.publications.queries.words import words_for

TYPED = ("title", "body", "summary", "keywords", "change_note")
_ITEM = re.compile(r"/items/(\d{1,18})(?:/v(\d{1,5})|/files/(\d{1,18})/[^/]+)?/?")
_INDEX = re.compile(r"/index/(.+?)/?")
_NAMED = re.compile(r"/(sections|fields|agencies)/([\w-]+)/?")
_Standing = Publication.Standing


def facts_of(draft: Draft, *, today: date) -> DraftFacts:
    """The facts of a draft as it is saved."""
    values = {field.name: getattr(draft, field.attname) for field in draft._meta.fields}
    return facts_of_typed(
        draft.publication.issued_by,
        {**values, "category": draft.category_id, "section": draft.section_id},
        today=today,
        draft=draft,
        files=list(draft.attachments.select_related("file")),
    )


def facts_of_typed(
    agency: Agency,
    values: Mapping[str, Any],
    *,
    today: date,
    draft: Draft | None = None,
    files: Sequence[Attachment] = (),
    with_duty: bool = False,
) -> DraftFacts:
    """The facts of what is typed for an item of that agency. values: field of a draft → value, body cleaned.

    draft: the saved one, for what was let stand and whether it is a revision; with_duty: whether a new item fills an element.
    """
    publication = draft.publication if draft else None
    typed = {name: str(values.get(name) or "").strip() for name in TYPED}
    accepted = {(row.code, row.excerpt): row.reason for row in draft.accepted.all()} if draft else {}
    return DraftFacts(
        **typed,
        missing=missing_of(
            values,
            has_files=any(not file.in_text for file in files),
            has_duty=bool(publication and publication.duty_id) or with_duty,
            is_revision=bool(publication and publication.current_id),
        ),
        files=tuple(
            FileFact(file.pk, file.name, file.description, file.in_text, file.text, file.text_state, file.file.digest)
            for file in files
        ),
        links=tuple(links_with_state(typed["body"], agency)),
        words=tuple(words_for(agency, on=today)),
        accepted=accepted,
    )


def missing_of(values: Mapping[str, Any], *, has_files: bool, has_duty: bool, is_revision: bool) -> dict[str, str]:
    """What a public item must say of itself and these values do not, field → label."""
    missing = {name: label for name, label in catalogue_elements().items() if not values.get(name)}
    if not values.get("category"):
        missing["category"] = "主题分类"
    if not values.get("section") and not has_duty:
        missing["section"] = "栏目"
    if values.get("origin", Content.Origin.MADE) != Content.Origin.MADE and not values.get("kept_by"):
        missing["kept_by"] = "保存单位"
    if not values.get("body") and not has_files:
        missing["body"] = "正文或者附件"
    if is_revision and not values.get("change_note"):
        missing["change_note"] = "修订说明"
    return missing


def links_with_state(body: str, agency: Agency) -> list[LinkFact]:
    """The links of a cleaned text; those into this site with why they lead nowhere. Other sites are never asked here."""
    found = links_of(body)
    if not found:
        return []
    own = set(
        PublishingRules.objects.filter(agency_id__in=_line_of(agency))
        .exclude(site_domain="")
        .values_list("site_domain", flat=True)
    )
    told = dict.fromkeys(address for address, _ in found)
    states = {address: _dead(address, own) for address in told}
    return [LinkFact(address, words, states[address]) for address, words in found]


def _line_of(agency: Agency) -> list[int]:
    return [int(part) for part in agency.path.split("/") if part]


def _dead(address: str, own: set[str]) -> str:
    """Why an address of this site leads nowhere, a sentence; empty for one that does, and for other sites."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "网址写得不完整。"
    if parts.scheme in {"mailto"} or (not parts.path and parts.fragment):
        return ""
    if parts.netloc and parts.netloc not in own:
        return ""
    path = unquote(parts.path) or "/"
    if not path.startswith("/"):
        return "网址写得不完整，在别的页面上打不开。"
    if path.startswith("/desk/"):
        return "这是办公页面的网址，公众打不开。"
    if FormerAddress.objects.filter(path=path).exists():
        return ""
    if match := _ITEM.fullmatch(path):
        return _dead_item(Q(pk=int(match[1])), version=match[2], file=match[3])
    if match := _INDEX.fullmatch(path):
        return _dead_item(Q(index_number=match[1]))
    if match := _NAMED.fullmatch(path):
        return _dead_named(match[1], match[2])
    return ""


def _dead_item(which: Q, *, version: str | None = None, file: str | None = None) -> str:
    item = Publication.objects.filter(which).first()
    if item is None:
        return "这个网址没有内容。"
    if item.standing == _Standing.WITHDRAWN:
        return "所指的内容已经撤下。"
    if item.standing not in {_Standing.PUBLIC, _Standing.ARCHIVED}:
        return "所指的内容还没有公开。"
    if version and not item.versions.filter(number=int(version)).exists():
        return "没有所指的这一版。"
    if file and not (item.current and item.current.attachments.filter(pk=int(file)).exists()):
        return "所指的附件已经不在这一件里。"
    return ""


def _dead_named(kind: str, slug: str) -> str:
    if kind == "sections":
        section = Section.objects.filter(slug=slug).first()
        if section is None:
            return "没有这个栏目。"
        return "这个栏目已经关闭。" if section.closed_on and not section.is_special else ""
    if kind == "fields":
        return "" if PriorityField.objects.filter(slug=slug).exists() else "没有这个重点领域。"
    return "" if Agency.objects.filter(code=slug).exists() else "没有这个机关。"
