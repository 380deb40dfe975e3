"""The statutory clock: events in, the time limit with its ledger out. Regulations art. 30-35 and 42."""

from gongkai.law.clock.answer import Clock, ClockState
from gongkai.law.clock.cases import (
    CaseError,
    answer,
    answer_of,
    clock_of_case,
    event_from_dict,
    events_from_dicts,
)
from gongkai.law.clock.defects import Defect
from gongkai.law.clock.events import (
    Channel,
    ConsultationSent,
    Consulted,
    Deferred,
    Event,
    Extended,
    FeeNoticeReceived,
    FeePaid,
    OpinionReceived,
    Received,
    Replied,
    Submitted,
    SupplementReceived,
    SupplementRequested,
)
from gongkai.law.clock.guards import (
    require_deferral,
    require_extension,
    require_fee_notice,
    require_lapse,
    require_open,
    require_payment,
    require_supplement,
    require_unpaid,
)
from gongkai.law.clock.ledger import LedgerDay
from gongkai.law.clock.pauses import Pause
from gongkai.law.clock.periods import PERIODS
from gongkai.law.clock.replay import publication_due_on, read_clock, reply_due_on

__all__ = [
    "PERIODS",
    "CaseError",
    "Channel",
    "Clock",
    "ClockState",
    "ConsultationSent",
    "Consulted",
    "Defect",
    "Deferred",
    "Event",
    "Extended",
    "FeeNoticeReceived",
    "FeePaid",
    "LedgerDay",
    "OpinionReceived",
    "Pause",
    "Received",
    "Replied",
    "Submitted",
    "SupplementReceived",
    "SupplementRequested",
    "answer",
    "answer_of",
    "clock_of_case",
    "event_from_dict",
    "events_from_dicts",
    "publication_due_on",
    "read_clock",
    "reply_due_on",
    "require_deferral",
    "require_extension",
    "require_fee_notice",
    "require_lapse",
    "require_open",
    "require_payment",
    "require_supplement",
    "require_unpaid",
]
