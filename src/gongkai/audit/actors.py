"""Who acts: officers at a post, citizens, timers. Every verb takes one, so no verb needs a clock or a signed-in user."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PostHeld:
    """The post an actor sits at: its reference (`post:12`), the person's agency and office by key, the duty, the title."""

    reference: str
    agency_id: int
    agency_path: str
    office_id: int | None
    duty: str
    title: str


@dataclass(frozen=True, slots=True)
class Actor:
    """reference: `person:3`, `applicant`, `timer`; at: the moment of the act, aware; via: screen, command, timer, demonstration."""

    reference: str
    name: str
    post: PostHeld | None
    at: datetime
    via: str

    @property
    def person_id(self) -> int | None:
        """The key of the person, if a person of the house acts."""
        kind, _, key = self.reference.partition(":")
        return int(key) if kind == "person" else None


def the_public(at: datetime, via: str = "portal") -> Actor:
    """A citizen at the portal, who has no account here."""
    return Actor("applicant", "申请人", None, at, via)
