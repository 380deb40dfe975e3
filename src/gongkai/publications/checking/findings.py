"""What a rule says of one place."""

from dataclasses import dataclass

MUST, SHOULD = "must", "should"
LONGEST = 120  # letters of an excerpt: as many as are kept when it is let stand


@dataclass(frozen=True, slots=True)
class Finding:
    """code: dotted and stable; field: of the draft (`title`, `body`, `attachments` …); place: in words; excerpt: the very words.

    remedy: what to do; basis: on what the rule rests; instead: what to write in place of the excerpt, where that is known.
    acceptable: whether it may be let stand with a reason; accepted: the reason somebody gave; times: how often it was found.
    """

    code: str
    level: str
    heading: str
    field: str
    place: str
    excerpt: str
    remedy: str
    basis: str = ""
    instead: str = ""
    acceptable: bool = True
    accepted: str = ""
    times: int = 1

    @property
    def must(self) -> bool:
        return self.level == MUST
