"""Builders of legality reviews: a text handed in by the department's contact, looked at by the legal reviewer of the district."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from gongkai.audit.actors import Actor
from gongkai.documents import actions
from gongkai.documents.models import LegalityReview, Opinion
from tests.normative import TODAY, District

DRAFT = """青川区犬只管理办法
第一条 为了规范养犬行为，维护公共秩序，制定本办法。
第二条 个人养犬的，每户限养一只，养犬登记费每只每年五百元。
第三条 违反本办法的，由街道办事处处以一千元罚款。
第四条 本办法自公布之日起施行。"""
AMENDED = DRAFT.replace("，养犬登记费每只每年五百元", "").replace("街道办事处处以一千元罚款", "公安机关依法处理")
POINTS = (
    ("养犬登记费每只每年五百元", "没有法律、法规依据，不得设定收费。"),
    ("由街道办事处处以一千元罚款", "规范性文件不得设定行政处罚。"),
    ("本办法自公布之日起施行", "应当写明有效期。"),
    ("每户限养一只", "建议说明特殊用途犬只的例外。"),
    ("", "请补充制定依据的全称。"),
)


def submitter(district: District, on: date = TODAY) -> Actor:
    """The contact of the department."""
    return district.actor("contact", on)


def reviewer(district: District, on: date = TODAY) -> Actor:
    """The legal reviewer of the district."""
    return district.of_head("legal_reviewer", on)


def a_review(
    district: District,
    *,
    on: date = TODAY,
    kind: str = "meeting_topic",
    title: str = "关于犬只管理的汇报",
    text: str = DRAFT,
    **told: Any,
) -> LegalityReview:
    """A paper handed in on `on` for review by the district. told: of `actions.ReviewTold`."""
    return actions.submit_for_review(
        district.agency,
        told=actions.ReviewTold(kind=kind, title="" if told.get("document") else title, **told),
        draft=actions.Handed(text=text),
        actor=submitter(district, on),
        reviewed_by=district.head,
    )


def with_opinions(
    district: District,
    *,
    on: date = TODAY,
    points: Sequence[tuple[str, str]] = POINTS,
    sent: bool = True,
    **changes: Any,
) -> tuple[LegalityReview, list[Opinion]]:
    """A review with its opinions, sent to the department unless told otherwise."""
    review = a_review(district, on=on, **changes)
    given = [
        actions.give_opinion(review, passage=passage, text=text, actor=reviewer(district, on))
        for passage, text in points
    ]
    if sent:
        actions.send_opinions(review, actor=reviewer(district, on))
    review.refresh_from_db()
    return review, given


def answered(
    district: District, opinions: Sequence[Opinion], *, not_taken: Sequence[int] = (), on: date = TODAY
) -> None:
    """Answer all of them: taken, but for those numbers."""
    for opinion in opinions:
        refused = opinion.number in not_taken
        actions.answer_opinion(
            opinion,
            answer="not_taken" if refused else "taken",
            reason="上级文件已经规定了例外。" if refused else "",
            actor=submitter(district, on),
        )
