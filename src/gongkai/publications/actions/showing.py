"""What a release or a withdrawal changes for readers: the index of search and the rendered pages, in the same transaction."""

from django.utils import timezone

from gongkai.pages.actions import touch
from gongkai.publications.actions.owing import keep_duty
from gongkai.publications.models import Publication, Section
from gongkai.search import actions as search
from gongkai.search.actions import Findable

KIND = "publication"


def groups_of(publication: Publication, *, also: Section | None = None) -> list[str]:
    """The groups of pages an item stands in: its own, its columns and those above, field, agency, home. also: a former column."""
    groups = [f"item:{publication.pk}", f"agency:{publication.issued_by_id}", "home", "sections"]
    for section in (publication.section, also):
        while section is not None:
            groups.append(f"section:{section.slug}")
            section = section.parent
    if publication.duty is not None:
        groups += [f"field:{publication.duty.element.matter.field.slug}", "fields"]
    return list(dict.fromkeys(groups))


def findable_of(publication: Publication) -> Findable:
    """The item as search takes it: the words of its current version and of its files."""
    version = publication.current
    if version is None or publication.published_at is None:
        raise ValueError("only what was released can be found")
    texts = version.attachments.exclude(text="").values_list("text", flat=True)
    return Findable(
        reference=f"publication:{publication.pk}",
        kind=KIND,
        title=version.title,
        url=f"/items/{publication.pk}/",
        body="\n".join(filter(None, (version.summary, version.text))),
        number=version.document_number,
        attachments="\n\n".join(texts),
        agency_id=publication.issued_by_id,
        field=publication.duty.element.matter.field.slug if publication.duty else "",
        section=publication.section.slug if publication.section else "",
        validity=version.validity,
        published_on=timezone.localtime(publication.published_at).date(),
    )


def show(publication: Publication, *, formerly: Section | None = None) -> None:
    """Let the item be found and its pages made anew, as it stands in its current version. formerly: the column it stood in."""
    search.put(findable_of(publication))
    touch(*groups_of(publication, also=formerly))
    keep_duty(publication)


def hide(publication: Publication) -> None:
    """Let the item be found no more; its pages are made anew without it."""
    search.drop(f"publication:{publication.pk}")
    touch(*groups_of(publication))
    keep_duty(publication)
