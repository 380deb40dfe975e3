"""Where and until when one may appeal against a reply: by its day, its outcome and the agency that signed it.

Regulations art. 51; reconsideration law (2023 text from 2024-01-01, before it the 2017 text); administrative procedure
law art. 15, 45, 46. What guidance leaves open is not decided here: the other wording is in `alternatives`, and the
office chooses.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law.citations import Citation, cite
from gongkai.law.errors import NotLawful
from gongkai.law.outcomes import outcome as outcome_of
from gongkai.law.workdays import in_words

_FILE = Path(__file__).parent / "data" / "remedies.toml"


class OrganKind(StrEnum):
    """The agency in whose name the reply is signed: it decides the review organ and the court."""

    COUNTY_DEPARTMENT = "county_department"
    STREET_OFFICE = "street_office"
    TOWNSHIP_GOVERNMENT = "township_government"
    COUNTY_GOVERNMENT = "county_government"
    DISCLOSURE_UNIT = "disclosure_unit"
    JUSTICE_BUREAU = "justice_bureau"
    VERTICAL = "vertical"

    @property
    def label(self) -> str:
        return str(_data()["organs"][self.value]["label"])


class ReviewOrgan(StrEnum):
    """Who reviews, as seen from the agency that replied."""

    GOVERNMENT = "government"  # the government it belongs to
    UPPER_GOVERNMENT = "upper_government"  # the government one level up
    UPPER_DEPARTMENT = "upper_department"  # the department in charge one level up


class ReviewFirst(StrEnum):
    """Whether one must go to review before court."""

    NONE = "none"
    ALL = "all"
    WITHHELD_PART = "withheld_part"


@dataclass(frozen=True, slots=True)
class RemedyNames:
    """The actual names a reply must give (never just 上级机关). `review`: by kind; `court`: of the level in `Remedy`."""

    review: Mapping[ReviewOrgan, str]
    court: str
    review_address: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """court_level: basic or intermediate. review_organs: two where the applicant may choose. citation: the ground of
    review-first; review_citation: of the review organ (None where it rests on practice). needs_review_address: the reply
    is served online and must give the address for filing (art. 22 para 2 of the reconsideration law).
    alternatives: other readings an office may follow; notes: what to know before choosing, in Chinese.
    """

    inaction: bool
    review_first: ReviewFirst
    review_organs: tuple[ReviewOrgan, ...]
    court_level: str
    review_days: int
    suit_months: int
    suit_after_review_days: int
    needs_review_address: bool
    citation: Citation | None
    review_citation: Citation | None
    alternatives: tuple["Remedy", ...] = ()
    notes: tuple[str, ...] = ()

    def paragraph(self, names: RemedyNames) -> str:
        """The paragraph of the reply. NotLawful where a name or the address it must give is missing."""
        self._require_names(names)
        organ = "或者".join(names.review[kind] for kind in self.review_organs)
        since = "答复期限届满之日" if self.inaction else "收到本答复之日"
        subject = "未在期限内答复" if self.inaction else "本答复"
        review = f"自{since}起{self.review_days}日内向{organ}申请行政复议"
        suit = f"自{since}起{self.suit_months}个月内向{names.court}提起行政诉讼"
        after = (
            f"对行政复议决定仍不服，或者行政复议机关不予受理、逾期不作答复的，可以自收到决定书之日或者行政复议期限"
            f"届满之日起{self.suit_after_review_days}日内向{names.court}提起行政诉讼。"
        )
        match self.review_first:
            case ReviewFirst.NONE:
                text = f"如对{subject}不服，可以{review}，也可以{suit}。"
            case ReviewFirst.ALL:
                text = f"如对{subject}不服，应当先{review}；{after}"
            case ReviewFirst.WITHHELD_PART:
                text = f"如对不予公开的部分不服，应当先{review}；{after}如对其他部分不服，可以{review}，也可以{suit}。"
        if self.needs_review_address:
            text += f"网上提交行政复议申请的地址：{names.review_address}。"
        return text

    def _require_names(self, names: RemedyNames) -> None:
        missing = [kind for kind in self.review_organs if not names.review.get(kind)]
        if missing or not names.court:
            raise NotLawful(
                "remedy.no_name",
                cite("条例", 51),
                "答复应当写明行政复议机关和人民法院的全称，现在还缺一处。",
                "请在机关设置中补上名称。",
            )
        if self.needs_review_address and not names.review_address:
            raise NotLawful(
                "remedy.no_review_address",
                cite("复议法", 22, 2),
                "网上送达的答复应当同时写明提交行政复议申请的互联网地址，现在没有填写。",
                "请在机关设置中补上网址，或改用其他方式送达。",
            )


def remedy_for(outcome: str, replied_on: date, organ_kind: OrganKind, *, served_online: bool = False) -> Remedy | None:
    """The remedy against a reply with that outcome code. None where the letter has no remedy paragraph (withdrawn).

    Example: `refused.state_secret` by a department on 2025-07-01 → review first, at its government; basic court.
    KeyError for an unknown outcome; NotLawful before 2019-05-15.
    """
    group = outcome_of(outcome).remedy_group
    if group == "none":
        return None
    regime = _in_force(_data()["regimes"], replied_on)
    notes = [_data()["notes"][group]] if group in _data()["notes"] else []
    first = ReviewFirst(regime["first"].get(group, "none"))
    others: list[ReviewFirst] = []
    if group in regime.get("alternative_groups", ()):
        others.append(ReviewFirst(regime["alternative"]))
        notes.append(regime["alternative_note"])
    return _remedy(first, others, notes, regime, organ_kind, replied_on, served_online=served_online)


def remedy_for_inaction(due_on: date, organ_kind: OrganKind) -> Remedy:
    """The remedy where no reply came by `due_on`: 60 days and 6 months run from then (art. 66 of the court's
    interpretation). From 2024 on it is disputed whether review goes first; both wordings are given."""
    regime = _in_force(_data()["regimes"], due_on)
    others = [ReviewFirst.ALL] if "article" in regime else []
    notes = [_data()["notes"]["inaction"]] if others else []
    return _remedy(ReviewFirst.NONE, others, notes, regime, organ_kind, due_on, inaction=True)


def _remedy(
    first: ReviewFirst,
    others: list[ReviewFirst],
    notes: list[str],
    regime: Mapping[str, Any],
    organ_kind: OrganKind,
    on: date,
    *,
    served_online: bool = False,
    inaction: bool = False,
) -> Remedy:
    organ, limits = _data()["organs"][organ_kind.value], _data()["limits"]
    review = _in_force(organ["review"], on)

    def build(which: ReviewFirst, alternatives: tuple[Remedy, ...], told: list[str]) -> Remedy:
        return Remedy(
            inaction=inaction,
            review_first=which,
            review_organs=tuple(ReviewOrgan(kind) for kind in review["organs"]),
            court_level=organ["court"],
            review_days=limits["review_days"],
            suit_months=limits["suit_months"],
            suit_after_review_days=limits["suit_after_review_days"],
            needs_review_address=served_online and regime["review_address"],
            citation=_article(regime) if which is not ReviewFirst.NONE else None,
            review_citation=_article(review),
            alternatives=alternatives,
            notes=tuple(told),
        )

    if "note" in organ:
        notes = [*notes, organ["note"]]
    return build(first, tuple(build(other, (), []) for other in others), notes)


def _article(entry: Mapping[str, Any]) -> Citation | None:
    return cite("复议法", *entry["article"]) if "article" in entry else None


def _in_force(entries: list[dict[str, Any]], on: date) -> Mapping[str, Any]:
    for entry in entries:
        if entry["since"] <= on <= entry.get("until", date.max):
            return entry
    raise NotLawful(
        "remedy.before_regulations",
        cite("条例", 51),
        f"{in_words(on)}在现行条例施行（{in_words(entries[0]['since'])}）之前，不能按现行规定写救济途径。",
        "请核对答复日期；早年的答复请照当时的文书。",
    )


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
