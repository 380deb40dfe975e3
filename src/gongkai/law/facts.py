"""What the law is told: frozen facts about cases and reports, without personal data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongkai.law.figures import Address, Figure, Number


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
    reopened: bool = False  # handled anew because a review decision or judgment ordered it
    items: tuple[str, ...] = ()  # the outcomes of the several things asked for, where the reply tells them apart


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
    appeals: table 4 holds those `concluded_or_pending` in the year, or those `filed` in it [M];
    reopened: a new reply ordered by a review decision or judgment is `not_counted` again in table 3, or `counted` [M];
    items: an `application` for several things counts once, by its main outcome, or each `item` by its own [M];
    documents_from: a document enters the count on the day it was `issued` (成文) or became `effective` (施行) [M];
    documents_total: 对外公开总数量 of the 2019 format holds those disclosed and still `in_force`, or `all` ever disclosed [M].
    """

    received: str = "first"
    closed: str = "served"
    appeals: str = "concluded_or_pending"
    reopened: str = "not_counted"
    items: str = "application"
    documents_from: str = "issued"
    documents_total: str = "in_force"


class BodyKind(StrEnum):
    """Whose report it is. Regulations art. 50(4) asks more of governments than of departments."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"


class Scope(StrEnum):
    """Whom a sentence counts for, as far as it says so."""

    WHOLE = "whole"  # 全区, 各单位
    OFFICE = "office"  # one office of the body: 办公室, 法规室
    UNSAID = "unsaid"


class ClaimKind(StrEnum):
    """What a number in the text counts. The cells each kind is held against stand in `law.checks.measures`."""

    RECEIVED = "received"
    HANDLED = "handled"  # 办理申请: new, closed or all that were at hand; the words do not say
    CARRIED_IN = "carried_in"
    CLOSED = "closed"
    CARRIED_OUT = "carried_out"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    GRANTED_OR_IN_PART = "granted_or_in_part"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    NOT_TAKEN_UP = "not_taken_up"
    OTHERWISE = "otherwise"
    APPEALS = "appeals"  # reconsiderations and lawsuits together
    RECONSIDERATIONS = "reconsiderations"
    RECONSIDERATIONS_UPHELD = "reconsiderations.upheld"
    RECONSIDERATIONS_OVERTURNED = "reconsiderations.overturned"
    RECONSIDERATIONS_OTHER = "reconsiderations.other_result"
    RECONSIDERATIONS_PENDING = "reconsiderations.pending"
    LAWSUITS = "lawsuits"
    LAWSUITS_UPHELD = "lawsuits.upheld"
    LAWSUITS_OVERTURNED = "lawsuits.overturned"
    LAWSUITS_OTHER = "lawsuits.other_result"
    LAWSUITS_PENDING = "lawsuits.pending"
    RULES_ISSUED = "rules.issued"
    DOCUMENTS = "documents"  # 规范性文件13件: issued, in force or something else; the words do not say
    DOCUMENTS_ISSUED = "documents.issued"
    DOCUMENTS_REPEALED = "documents.repealed"
    DOCUMENTS_IN_FORCE = "documents.in_force"
    OTHER_MEASURE = "other_measure"  # counts something the tables do not: 审核规范性文件, 受理咨询


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the report's text: its words, the section (1 to 6, 0 before the first) and the characters it spans.
    report: whose words they are where they stand in another report, such as 乙局的年度报告."""

    quote: str
    section: int = 0
    start: int = 0
    end: int = 0
    report: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number said in the text. `column` is a column of table 3 where the sentence speaks of one kind of applicant;
    `every`: said of all that were counted just before (全部维持, 均在审理)."""

    kind: ClaimKind
    value: Number
    place: Passage
    column: str = "total"
    scope: Scope = Scope.UNSAID
    scope_words: str = ""
    every: bool = False

    @property
    def quote(self) -> str:
        return self.place.quote


@dataclass(frozen=True, slots=True)
class TextSum:
    """A total said in the text and the parts it is said to have. whole: the words say that these are all parts (其他…)."""

    total: Number
    parts: tuple[Number, ...]
    place: Passage
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """42件,占51.85%. bases: what it may be a share of, nearest first; told: the first of them is named as the whole (其中)."""

    percent: Decimal
    number: Number
    bases: tuple[Number, ...]
    place: Passage
    told: bool = False


@dataclass(frozen=True, slots=True)
class Growth:
    """110件,比上年增长10%, or 增加10件: percent or difference, below zero for a fall. before: last year's number where the
    text gives it; claim: what the number counts, where the words say so."""

    number: Number
    place: Passage
    percent: Decimal | None = None
    difference: Number | None = None
    before: Number | None = None
    claim: Claim | None = None


Statement = TextSum | Share | Growth


@dataclass(frozen=True, slots=True)
class SectionFact:
    """One of the six sections: its words without tables, and the numbered headings inside it, as printed."""

    number: int
    title: str
    text: str = ""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFact:
    """A report to be checked, from whatever source: figures alone are enough. A cell that `figures` lacks is not judged.

    `printed` holds a cell's signs as they stand on the page, where they were read; `year` is None where none is named;
    `statements` are what the text says about its own numbers; `second_hand`: the figures are what another program read,
    without the original at hand; `doubtful`: cells whose row was told by its order alone; `published_on`: as its page says; `units`: of amounts, as printed; `children`:
    the reports of all subordinate bodies, `sisters` those of bodies like this one, where they are handed along.
    Without `sections` nothing is said about contents.
    """

    year: int | None
    format_key: str
    figures: Mapping[Address, Figure]
    body: str = ""
    body_kind: BodyKind = BodyKind.GOVERNMENT
    sections: tuple[SectionFact, ...] = ()
    claims: tuple[Claim, ...] = ()
    printed: Mapping[Address, str] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    second_hand: bool = False
    doubtful: frozenset[Address] = frozenset()
    published_on: date | None = None
    units: Mapping[Address, str] = field(default_factory=dict)
    children: tuple["ReportFact", ...] = ()
    sisters: tuple["ReportFact", ...] = ()

    def value(self, cell: Address) -> Number | None:
        """The number in that cell, None where none was read."""
        figure = self.figures.get(cell)
        return figure.value if figure else None

    def section(self, number: int) -> SectionFact | None:
        return next((section for section in self.sections if section.number == number), None)
