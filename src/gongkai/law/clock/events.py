"""What happened to an application, as far as its time limit is concerned. Each event is a frozen fact with its day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """How an application came (Regulations art. 31; oral: art. 29)."""

    IN_PERSON = "in_person"
    SIGNED_MAIL = "signed_mail"
    ORDINARY_MAIL = "ordinary_mail"
    ONLINE = "online"
    FAX = "fax"
    ORAL = "oral"

    @property
    def is_settled_by_confirmation(self) -> bool:
        """Received on the day both sides confirm, not on the day of arrival: art. 31 items 2 (ordinary mail) and 3."""
        return self in (Channel.ORDINARY_MAIL, Channel.ONLINE, Channel.FAX)


class Consulted(StrEnum):
    """Who is asked for an opinion."""

    THIRD_PARTY = "third_party"  # art. 32
    JOINT_MAKER = "joint_maker"  # art. 34
    OTHER_AGENCY = "other_agency"  # art. 11

    @property
    def has_deemed_end(self) -> bool:
        """Silence ends the wait 15 working days after they received the letter. Another agency has no such day."""
        return self is not Consulted.OTHER_AGENCY


@dataclass(frozen=True, slots=True)
class Submitted:
    """An application came in. Gives the day of receipt by its channel."""

    channel: Channel
    arrived_on: date | None
    confirmed_on: date | None = None

    @property
    def on(self) -> date | None:
        """The day of receipt this settles (art. 31); None while confirmation is outstanding."""
        return self.confirmed_on if self.channel.is_settled_by_confirmation else self.arrived_on


@dataclass(frozen=True, slots=True)
class Received:
    """The day of receipt, already settled. Goes before what `Submitted` would give.

    reply_by: the limit a review decision or judgment set, where it ordered a new reply; it is then the due day.
    """

    on: date
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class SupplementRequested:
    """补正通知. `reply_by`: the reasonable limit set for the applicant; None where the notice names none."""

    on: date
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class SupplementReceived:
    """The corrected application came in: the clock starts anew (art. 30)."""

    on: date


@dataclass(frozen=True, slots=True)
class ConsultationSent:
    """An opinion is asked for. `on` None: the letter bears no date, and then nothing is excluded for it."""

    ref: str
    to: Consulted
    on: date | None
    received_by_them_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpinionReceived:
    """The answer to the letter `ref`."""

    ref: str
    on: date


@dataclass(frozen=True, slots=True)
class Extended:
    """The time limit was extended, and the applicant told, on this day (art. 33 para 2)."""

    workdays: int
    on: date


@dataclass(frozen=True, slots=True)
class FeeNoticeReceived:
    """The applicant received the fee notice (art. 42; measures on the processing fee)."""

    on: date


@dataclass(frozen=True, slots=True)
class FeePaid:
    """The applicant paid: the clock starts anew."""

    on: date


@dataclass(frozen=True, slots=True)
class Deferred:
    """延迟答复 (art. 35): the agency set `due_on` and told the applicant on `on`."""

    due_on: date
    on: date


@dataclass(frozen=True, slots=True)
class Replied:
    """The reply was served (hand: signed; mail: handed to the post; electronic: arrived).

    correction: it answers a correction (art. 41), for which the law sets no limit: the days are the agency's own [M].
    """

    on: date
    correction: bool = False


Event = (
    Submitted
    | Received
    | SupplementRequested
    | SupplementReceived
    | ConsultationSent
    | OpinionReceived
    | Extended
    | FeeNoticeReceived
    | FeePaid
    | Deferred
    | Replied
)

# Within one day: receipt, then what is asked before what answers it, restarts before what is granted in the new run,
# the reply last.
ORDER: dict[type, int] = {
    kind: place
    for place, kind in enumerate(
        (
            Submitted,
            Received,
            SupplementRequested,
            SupplementReceived,
            FeeNoticeReceived,
            FeePaid,
            ConsultationSent,
            OpinionReceived,
            Extended,
            Deferred,
            Replied,
        )
    )
}
