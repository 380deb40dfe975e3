"""Reading the texts letters are made from: which an agency has of its own, and what they said before."""

from gongkai.applications.models import Application, LetterTemplate


def templates_in_use(agency_id: int) -> dict[str, LetterTemplate]:
    """The agency's own text of each letter that has one, its highest version, with who made it."""
    found: dict[str, LetterTemplate] = {}
    for entry in LetterTemplate.objects.filter(agency=agency_id).select_related("made_by"):
        found.setdefault(entry.letter, entry)
    return found


def template_versions(agency_id: int, letter: str) -> list[LetterTemplate]:
    """Every version of the agency's own text of that letter, the newest first."""
    return list(LetterTemplate.objects.filter(agency=agency_id, letter=letter).select_related("made_by"))


def recent_cases(agency_id: int, count: int = 20) -> list[Application]:
    """The agency's latest applications, for trying a text on a real case."""
    return list(
        Application.objects.filter(agency=agency_id).select_related("agency", "applicant").order_by("-pk")[:count]
    )
