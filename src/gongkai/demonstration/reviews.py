"""Legality reviews of 2020: nine documents walked from draft to public text, and 39 other papers; 50 opinions in all.

Beside them what the legal office has before it today.
"""

import tomllib
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.demonstration.district import BODIES
from gongkai.demonstration.gatewalks import pass_the_gate
from gongkai.demonstration.house import House, moment
from gongkai.demonstration.library import Library
from gongkai.demonstration.life import Life, after, office_day
from gongkai.documents import actions
from gongkai.publications import actions as publications
from gongkai.publications.queries.importing import category_named

if TYPE_CHECKING:
    from gongkai.documents.models import LegalityReview, NormativeDocument
    from gongkai.publications.models import Publication

_FILE = Path(__file__).parent / "data" / "reviews.toml"
_NAMES = {body.code: body.name for body in BODIES}
FIRST = {"meeting_topic": date(2020, 1, 9), "minutes": date(2020, 2, 11), "other": date(2020, 3, 5)}
APART = {"meeting_topic": 14, "minutes": 32, "other": 61}  # days between two papers of a kind


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def walked() -> Counter[str]:
    """How many documents each agency took through the register in 2020."""
    return Counter(str(one["code"]) for one in _told()["documents"])


def hold_reviews(house: House, library: Library, today: date) -> list[Life]:
    """Each document and each paper a life of its own. library: gives the numbers of documents."""
    points = cycle(_told()["opinions"])
    documents = [_document(house, library, one, list(islice(points, one["opinions"]))) for one in _told()["documents"]]
    return [*documents, *_papers(house), _begun(house, today), *_before_it(house, today)]


@dataclass
class Sent:
    """A text under review: by whom it was sent in, and the review."""

    house: House
    by: str
    review: "LegalityReview"

    def answered(self, points: Iterable[dict[str, Any]], day: date) -> Generator[date, None, date]:
        """Taken on; opinions given and sent; each answered two working days later. Returns that day."""
        reviewer = self.house.actor("001", "legal_reviewer", day)
        actions.take_review(self.review, actor=reviewer)
        given = [(self._give(point, day), point) for point in points]
        if not given:
            return day
        actions.send_opinions(self.review, actor=reviewer)
        day = after(day, 2)
        yield day
        for opinion, point in given:
            drafter = self.house.actor(self.by, "contact", day)
            actions.answer_opinion(opinion, answer=point["answer"], reason=point.get("reason", ""), actor=drafter)
            if "recorded" in point:
                told = self.house.actor("001", "legal_reviewer", day)
                actions.record_answer(opinion, told=point["recorded"], actor=told)
        return day

    def _give(self, point: dict[str, Any], day: date) -> Any:
        return actions.give_opinion(
            self.review,
            text=point["text"],
            passage=point.get("passage", ""),
            ground=point.get("ground", ""),
            actor=self.house.actor("001", "legal_reviewer", day),
        )

    def conclude(self, day: date, *, opinions: bool) -> None:
        actions.conclude_review(
            self.review,
            conclusion="lawful_if_amended" if opinions else "lawful",
            signed_by="许文博",
            actor=self.house.actor("001", "legal_reviewer", day),
        )


def _text(title: str, what: str, by: str, *, amended: bool) -> str:
    """A draft, or what it became: articles line by line."""
    told = {"what": what, "drafter": _NAMES[by]}
    clauses = [clause["after"] if amended and "after" in clause else clause["before"] for clause in _told()["clauses"]]
    return "\n".join([title, *(clause.format_map(told) for clause in clauses)])


def _document(house: House, library: Library, told: dict[str, Any], points: list[dict[str, Any]]) -> Iterator[date]:
    """The whole life of a document: drafted, heard, reviewed, deliberated, registered, public with its interpretation."""
    code, by, title = told["code"], told["by"], told["title"]
    day = office_day(told["begins"])
    yield day
    document = actions.draft_document(
        house.agency(code),
        told=actions.DocumentTold(
            title=title, bases=(actions.BasisTold("《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》"),)
        ),
        actor=house.actor(by, "contact", day),
        drafted_by=house.agency(by),
    )
    actions.finish_drafting(document, actor=house.actor(by, "contact", day))
    day = yield from _heard(house, document, told, day)
    day = after(day, 2)
    yield day
    text = _text(title, told["what"], by, amended=False)
    review = actions.submit_for_review(
        house.agency(by),
        told=actions.ReviewTold(document=document),
        draft=actions.Handed(text=text, note="征求意见后的送审稿"),
        actor=house.actor(by, "contact", day),
    )
    sent = Sent(house, by, review)
    day = after(day, 2)
    yield day
    day = yield from sent.answered(points, day)
    amended = actions.Handed(text=_text(title, told["what"], by, amended=True), note="按审核意见修改")
    actions.hand_in_draft(review, draft=amended, actor=house.actor(by, "contact", day))
    day = after(day, 2)
    yield day
    sent.conclude(day, opinions=bool(points))
    yield from _issued(house, library, document, told, day)


def _heard(house: House, document: "NormativeDocument", told: dict[str, Any], day: date) -> Generator[date, None, date]:
    """A month in which everybody could say something. Returns the day it was recorded."""
    since, until = day + timedelta(days=1), day + timedelta(days=30)
    recorded = after(until, 1)
    yield recorded
    received, taken = told["heard"]
    actions.record_solicitation(
        document,
        since=since,
        until=until,
        opinions=received,
        taken=taken,
        address=f"https://www.yunling.example/consultations/{since:%Y%m%d}/",
        actor=house.actor(told["by"], "contact", recorded),
    )
    return recorded


def _issued(
    house: House, library: Library, document: "NormativeDocument", told: dict[str, Any], day: date
) -> Iterator[date]:
    """Deliberated, registered, its text and its interpretation through the gate together."""
    code, by = told["code"], told["by"]
    day = after(day, 4)
    yield day
    place = f"区政府第{60 + day.month * 2}次常务会议" if code == "001" else "局长办公会议"
    actions.record_deliberation(document, place=place, on=day, actor=house.actor(by, "contact", day))
    day = after(day, 2)
    yield day
    actions.register_document(
        document,
        number=library.number(code, day.year),
        issued_on=day,
        on=day,
        effective_on=day + timedelta(days=32),
        valid_until=date(day.year + 5, day.month, 28),
        actor=house.actor("001", "legal_reviewer", day),
    )
    day = after(day, 1)
    yield day
    explained = _explained(house, document, told, day)
    item = actions.prepare_text(document, actor=house.actor(code, "contact", day))
    _completed(house, code, item, f"对{told['what']}的条件、材料、办理期限和公开要求作出规定。", day)
    pass_the_gate(house, code, item, day)
    if explained is not None:
        _completed(house, by, explained, f"说明{told['what']}为什么要规定、怎样申请、向谁咨询。", day)
        pass_the_gate(house, by, explained, day)
    actions.note_releases(moment(day, 60))


def _completed(house: House, code: str, item: "Publication", summary: str, day: date) -> None:
    """What a writer adds before the gate takes an item: what it is about in a line, and its category."""
    draft = item.draft
    kept = {
        name: getattr(draft, name)
        for name in ("title", "body", "document_number", "effective_on", "genre", "keywords", "source", "section")
    }
    written = publications.Written(
        **kept, dated_on=draft.dated_on or day, summary=summary, category=category_named("综合政务")
    )
    publications.save_draft(item, written=written, actor=house.actor(code, "contact", day), seen_version=draft.version)


def _explained(house: House, document: "NormativeDocument", told: dict[str, Any], day: date) -> Any:
    """Its interpretation, by who drafted it; a newspaper's is noted with its address, and is no item here."""
    what, kind = told["what"], told["kind"]
    heading = {"qa": "问答", "picture": "一图读懂", "media": "媒体解读"}.get(kind, "解读")
    short = document.title.rpartition("关于")[2].removeprefix("印发").removesuffix("的通知")
    text = (
        f"近日，{_NAMES[told['code']]}印发了有关文件，对{what}作出规定。\n"
        f"一、为什么要规定？{what}过去没有统一的做法，群众反映材料多、时限不清，征求意见时收到{told['heard'][0]}条意见，采纳{told['heard'][1]}条。\n"
        f"二、怎样申请？带申请表和身份证明到街道便民服务中心，十五个工作日内办结，不用再开居住证明。\n"
        f"三、有疑问找谁？{_NAMES[told['by']]}，工作日8:30至17:30有人接听。"
    )
    words = actions.InterpretationTold(
        kind=kind,
        title=f"{heading}：{short}",
        text=text,
        by_whom="澄州日报" if kind == "media" else "",
        equivalent=text if kind == "picture" else "",
    )
    actor = house.actor(told["by"], "contact", day)
    if kind == "media":
        address = "https://paper.chengzhou.example/2020/read/17/"
        actions.note_interpretation_elsewhere(document, told=words, address=address, published_on=day, actor=actor)
        return None
    return actions.draft_interpretation(document, told=words, actor=actor).publication


def _papers(house: House) -> Iterator[Life]:
    """Meeting topics, minutes and other papers of 2020, each from a department in its turn."""
    told = _told()["papers"]
    senders, points = cycle(told["by"]), cycle(told["opinions"])
    for kind, name in (("meeting_topic", "topic_text"), ("minutes", "minutes_text"), ("other", "other_text")):
        titles, wanted = told[kind], told["with_opinions"][kind]
        for number, title in enumerate(titles):
            share = (number + 1) * wanted // len(titles) - number * wanted // len(titles)
            by = next(senders)
            text = told[name].format(title=title, body=_NAMES[by])
            arrives = FIRST[kind] + timedelta(days=number * APART[kind])
            yield _paper(house, by, kind, title, text, arrives, list(islice(points, share)))


def _paper(
    house: House, by: str, kind: str, title: str, text: str, arrives: date, points: list[dict[str, Any]]
) -> Iterator[date]:
    day = office_day(arrives)
    yield day
    sent = Sent(house, by, _sent_in(house, by, kind, title, text, day))
    day = after(day, 3)
    yield day
    day = yield from sent.answered(points, day)
    day = after(day, 3)
    yield day
    sent.conclude(day, opinions=bool(points))


def _sent_in(house: House, by: str, kind: str, title: str, text: str, day: date) -> "LegalityReview":
    return actions.submit_for_review(
        house.agency(by),
        told=actions.ReviewTold(kind=kind, title=title),
        draft=actions.Handed(text=f"{title}\n{text}"),
        actor=house.actor(by, "contact", day),
    )


def _begun(house: House, today: date) -> Iterator[date]:
    """Two documents on their way: one being drafted, one asking the public."""
    day = office_day(today - timedelta(days=20))
    yield min(day, today)
    for title, finished in (
        ("云岭区人民政府关于印发公共数据授权运营规定的通知", True),
        ("云岭区人民政府关于印发城市书房建设运营规定的通知", False),
    ):
        actor = house.actor("001", "contact", min(day, today))
        document = actions.draft_document(house.agency("001"), told=actions.DocumentTold(title=title), actor=actor)
        if finished:
            actions.finish_drafting(document, actor=actor)


def _before_it(house: House, today: date) -> list[Life]:
    """What the legal office has before it today: one just come, one whose opinions wait for an answer."""
    return [
        _waiting(
            house,
            "013",
            "关于2027年义务教育学校招生片区调整的请示",
            min(office_day(today - timedelta(days=3)), today),
            0,
        ),
        _waiting(
            house, "011", "关于老旧小区改造资金整合使用的请示", min(office_day(today - timedelta(days=12)), today), 2
        ),
    ]


def _waiting(house: House, by: str, title: str, day: date, opinions: int) -> Iterator[date]:
    yield day
    told = _told()["papers"]
    text = told["topic_text"].format(title=title, body=_NAMES[by])
    review = _sent_in(house, by, "meeting_topic", title, text, day)
    if opinions:
        day = after(day, 3)
        yield day
        next(Sent(house, by, review).answered(told["opinions"][:opinions], day), None)
