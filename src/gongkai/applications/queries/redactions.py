"""Redacted copies of a case: what they withhold, in words for the letter, and whose names to look for."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.applications.models import Application, Attachment
from gongkai.files.models import RedactedCopy
from gongkai.law.withholding import withholding_grounds

_PAGES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Withheld:
    """The bars of one file on one ground: file, kinds of what they hide, pages, how many, ground and reasons."""

    file: str
    kinds: tuple[str, ...]
    pages: tuple[int, ...]
    count: int
    ground: str
    reasons: tuple[str, ...]

    def told(self) -> str:
        """《施工合同》第3页的身份证号，共2处，依据条例第十五条，涉及个人隐私…."""
        ground = withholding_grounds()[self.ground]
        pages = "、".join(map(str, self.pages[:_PAGES_SHOWN])) + ("等" if len(self.pages) > _PAGES_SHOWN else "")
        where = f"第{pages}{'段' if self.file.endswith('.docx') else '页'}" if self.pages else ""
        return (
            f"“{self.file.rpartition('.')[0]}”{where}的{'、'.join(self.kinds)}，共{self.count}处，"
            f"依据{ground.citation}，{ground.wording}"
        )


def withheld_parts(application: Application, files: Sequence[str]) -> list[Withheld]:
    """What the redacted copies among those files withhold, file by file and ground by ground."""
    digests = list(
        Attachment.objects.filter(
            application=application, role=Attachment.Role.RELEASED, file__name__in=list(files)
        ).values_list("file__digest", flat=True)
    )
    found: list[Withheld] = []
    copies = RedactedCopy.objects.filter(
        copy__digest__in=digests, original__attachment__application=application
    ).select_related("copy")
    seen: set[str] = set()
    for copy in copies.order_by("pk").distinct():
        if copy.copy.digest not in seen:
            seen.add(copy.copy.digest)
            found += _by_ground(copy)
    return found


def _by_ground(copy: RedactedCopy) -> list[Withheld]:
    grounds = [code for code in withholding_grounds() if any(mark["ground"] == code for mark in copy.marks)]
    return [
        Withheld(
            copy.copy.name,
            tuple(dict.fromkeys(mark["kind"] for mark in mine)),
            tuple(sorted({mark["page"] for mark in mine})),
            len(mine),
            code,
            tuple(dict.fromkeys(mark["reason"] for mark in mine)),
        )
        for code in grounds
        for mine in ([mark for mark in copy.marks if mark["ground"] == code],)
    ]


def withheld_in_words(application: Application, files: Sequence[str]) -> str:
    """不公开的部分 of a letter; empty where nothing was redacted."""
    return "；".join(part.told() for part in withheld_parts(application, files))


def names_of_the_case(application: Application) -> list[str]:
    """Applicant, contact person, third parties: names that papers should not tell without need."""
    third = [event.data.get("name", "") for event in application.events.all() if event.data.get("to") == "third_party"]
    names = [application.applicant.name, application.applicant.contact_person, *third]
    return [name for name in dict.fromkeys(name.strip() for name in names) if len(name) > 1]


def copies_of(original: Attachment) -> list[RedactedCopy]:
    """The redacted copies made of an original, the newest first."""
    return list(original.file.redacted_copies.select_related("copy").order_by("-pk"))
