"""What the law is told: frozen facts about cases and reports, without personal data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.law.figures import Address, Figure


class ApplicantKind(StrEnum):
    """The six columns of table 3."""

    NATURAL_PERSON = "natural_person"
    ENTERPRISE = "enterprise"
    RESEARCH = "research"
    PUBLIC_INTEREST = "public_interest"
    LEGAL_SERVICES = "legal_services"
    OTHER_ORGANISATION = "other_organisation"


class AppealKind(StrEnum):
    """The three groups of table 4."""

    RECONSIDERATION = "reconsideration"
    LAWSUIT_DIRECT = "lawsuit_direct"
    LAWSUIT_AFTER_RECONSIDERATION = "lawsuit_after_reconsideration"


@dataclass(frozen=True, slots=True)
class ApplicationFact:
    """One application as the report sees it. Its days: first receipt, receipt of the supplement, reply made, reply served."""

    reference: str
    applicant_kind: ApplicantKind
    received_on: date
    supplemented_on: date | None = None
    outcome: str | None = None
    replied_on: date | None = None  # the day the reply was made (approved), or the case closed without one
    closed_on: date | None = None  # the day the reply was served, or the case closed without one


@dataclass(frozen=True, slots=True)
class AppealFact:
    """A reconsideration or lawsuit. result: upheld, overturned or other_result, once concluded."""

    reference: str
    kind: AppealKind
    filed_on: date
    result: str | None = None
    concluded_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnFact:
    """A signed return: the figures one agency declares for a year."""

    reference: str
    figures: Mapping[Address, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountingBasis:
    """How an agency counts where practice leaves it open (统计口径). Stored with each report.

    received: the day that places an application in a year: its `first` receipt or that of its `supplement` [M];
    closed: a case counts in the year its reply was `served` or `made` [near certain: served];
    appeals: table 4 holds those `concluded_or_pending` in the year, or those `filed` in it [M].
    """

    received: str = "first"
    closed: str = "served"
    appeals: str = "concluded_or_pending"
