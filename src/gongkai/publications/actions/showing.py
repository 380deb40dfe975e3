"""What a release or a withdrawal changes for readers: the index of search and the rendered pages, in the same transaction."""

from gongkai.pages.actions import touch
from gongkai.publications.actions.owing import keep_duty
from gongkai.publications.models import Publication, Section


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


def show(publication: Publication, *, formerly: Section | None = None) -> None:
    """Let the item be found and its pages made anew, as it stands in its current version. formerly: the column it stood in."""
    touch(*groups_of(publication, also=formerly))
    keep_duty(publication)


def hide(publication: Publication) -> None:
    """Let the item be found no more; its pages are made anew without it."""
    touch(*groups_of(publication))
    keep_duty(publication)
