"""Living a case day by day. Each life is a generator that yields the day it wants to go on; `run` wakes them in order."""

import heapq
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gongkai.agencies.queries import calendar
from gongkai.applications import actions, queries
from gongkai.audit.actors import Actor
from gongkai.demonstration.house import House
from gongkai.demonstration.plan import Case
from gongkai.law.facts import ApplicantKind

if TYPE_CHECKING:
    from gongkai.applications.models import Application

Life = Iterator[date]
Desk = Callable[[date], dict[str, Any]]  # who acts at the desk that day, as the verbs take it
REASONS = {
    "granted.provided": "你申请的信息由本机关制作，不属于不予公开的情形，现按你要求的方式提供，见附件。",
    "granted.already_public": "该信息已在云岭区人民政府网站“法定主动公开内容”栏目公开，可检索名称查阅、下载。",
    "granted_in_part": "公开部分为方案正文及审批意见；不公开的部分为附表中被征收人的姓名、身份证号码、银行账号，属于个人隐私，公开会对第三方合法权益造成损害。",
    "refused.third_party_rights": "该信息涉及第三方的商业秘密。本机关已书面征求第三方意见，第三方不同意公开且理由合理，不公开也不会对公共利益造成重大影响。",
    "refused.internal_affairs": "该信息属于本机关内部人事管理方面的信息，本机关决定不予公开。",
    "unavailable.not_found": "经检索，本机关未制作、未获取你申请的信息。",
    "unavailable.not_ours": "你申请的信息由制作该信息的行政机关负责公开，建议你向该机关提出申请，联系电话可在政府网站机构职能栏目查询。",
    "unavailable.still_unclear": "你补正后仍未指明文件的名称、文号或者便于查询的其他特征，本机关无法据以检索。",
    "not_taken_up.repeat": "你此前就同一信息提出过申请，本机关已于2019年11月20日以云政公开〔2019〕86号作出答复并送达，本次申请的内容与此前相同。",
}
GROUNDS = {"granted_in_part": "《中华人民共和国政府信息公开条例》第十五条、第三十七条"}
SEARCH: dict[str, Any] = {
    "office": "办公室",
    "sources": "文书档案室、电子公文系统",
    "keywords": "申请所列名称、地点",
    "found": False,
    "result": "未检得相应文件",
}
REVIEWED = {"upheld": "upheld", "overturned": "revoked", "other_result": "terminated"}
JUDGED = {"upheld": "claim_dismissed", "overturned": "revoked", "other_result": "suit_withdrawn"}
ENVELOPE = ("信封.png", bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
))  # fmt: skip


def run(lives: Iterable[Life], *, until: date, told: Callable[[date], None] = lambda _: None) -> None:
    """Wake each life on the day it asked for, in order of days, until that day."""
    waiting: list[tuple[date, int, Life]] = []

    def sleep(order: int, life: Life) -> None:
        day = next(life, None)
        if day is not None and day <= until:
            heapq.heappush(waiting, (day, order, life))

    for order, life in enumerate(lives):
        sleep(order, life)
    while waiting:
        day, order, life = heapq.heappop(waiting)
        told(day)
        sleep(order, life)


def after(day: date, workdays: int) -> date:
    """The n-th working day after a day."""
    return calendar().nth_workday_after(day, workdays)


def office_day(day: date) -> date:
    """The day itself when the office is open, else the next working day."""
    return day if calendar().is_workday(day) else after(day, 1)


def details_of(case: Case, number: int) -> actions.Details:
    """What the applicant writes: the three groups of art. 29."""
    person = case.kind == "natural_person"
    identity = actions.Identity(
        "identity_card" if person else "credit_code",
        f"99010119{60 + number % 40}0{1 + number % 9}{10 + number % 18}{1000 + number % 9000}"
        if person
        else f"91990101MA{number:05d}X1",
    )
    online = case.channel == "online"
    return actions.Details(
        applicant_kind=ApplicantKind(case.kind),
        name=case.name,
        contact_person="" if person else "办公室",
        phone=f"130000{number:05d}",
        email=f"reader{number}@example.org" if online else "",
        address=f"澄州市{case.body.street}附{number % 90 + 1}号",
        content=case.asks,
        form="electronic" if online else "paper",
        delivery="online" if online else "mail",
        identity=identity,
    )


def intake(house: House, case: Case, number: int) -> Generator[date, None, "Application"]:
    """The application comes in by its channel; returns the application as opened."""
    agency, details = house.agency(case.body.code), details_of(case, number)
    if case.channel == "online":
        yield case.arrives_on
        return actions.submit_application(agency, details, actor=house.citizen(case.arrives_on)).application
    arrives = office_day(case.arrives_on)
    mail = case.channel.endswith("mail")
    registered = after(arrives, 2) if mail and number % 4 == 0 else arrives
    confirmed = registered if case.channel in {"ordinary_mail", "fax"} else None
    yield registered
    officer = house.actor(case.body.code, "desk_officer", registered)
    return actions.register_application(
        agency,
        details,
        channel=case.channel,
        arrived_on=arrives,
        confirmed_on=confirmed,
        filled_in_by=officer.name if case.channel == "oral" else "",
        signed_by="收发室" if case.channel == "signed_mail" else "",
        envelope=(ENVELOPE,) if mail else (),
        actor=officer,
    ).application


def live(house: House, case: Case, number: int) -> Life:
    """The whole life of a case: in, supplemented, consulted, extended, answered, contested."""
    application = yield from intake(house, case, number)
    code = case.body.code

    def desk(day: date) -> dict[str, Any]:
        return {"actor": house.actor(code, "desk_officer", day), "on": day}

    start = application.received_on or case.arrives_on
    if case.supplement:
        day = after(start, 3)
        yield day
        items = ["请写明所需信息的名称、文号，或者便于查询的其他特征，例如制作的年份和项目全称。"]
        actions.request_supplement(application, items=items, reply_by=after(day, 10), **desk(day))
        serve_letters(application, case, **desk(day))
        start = after(day, 5)
        yield start
        actions.receive_supplement(application, text=f"补正：{case.asks}，项目全称以批复为准。", **desk(start))
    if case.consults:
        start = yield from _consult(application, case, start, desk)
    reply_on = after(start, case.days_to_reply)
    if case.extends:
        day = after(start, min(case.days_to_reply, 15))
        yield day
        reason = "需要到区档案馆调阅早年卷宗"
        actions.extend_deadline(
            application, workdays=10 + number % 11, reason=reason, approved_by=house.person(code, "leader"), **desk(day)
        )
        serve_letters(application, case, **desk(day))
        reply_on = after(day, 9)
    closed = yield from answer(house, application, case, reply_on, desk)
    yield from _contest(house, application, case, closed, desk)


def _consult(application: "Application", case: Case, start: date, desk: Desk) -> Generator[date, None, date]:
    day = after(start, 2)
    yield day
    actions.consult_third_party(application, name="承建单位澄州兴远建设集团有限公司", subject=case.asks, **desk(day))
    serve_letters(application, case, **desk(day))
    delivered = after(day, 1)
    yield delivered
    actions.record_delivery(application, ref="1", **desk(delivered))
    opinion = after(day, 7)
    yield opinion
    refuses = case.outcome == "refused.third_party_rights"
    text = "不同意公开：材料含本公司报价明细和工艺参数。" if refuses else "同意公开，请遮盖个人信息。"
    judged: dict[str, Any] = {"good_reason": True} if refuses else {}
    actions.record_opinion(application, ref="1", consents=not refuses, text=text, **judged, **desk(opinion))
    return opinion


def serve_letters(application: "Application", case: Case, *, actor: Actor, on: date) -> None:
    """Whatever has not been served goes out that day: to who applied online electronically, to others by post."""
    for letter in queries.unserved(queries.case(application.pk)):
        electronic = letter.for_applicant and case.channel == "online"
        way: dict[str, Any] = (
            {"way": "electronic"} if electronic else {"way": "mail", "mail_number": f"XA{letter.pk:011d}"}
        )
        actions.record_service(letter, on=on, actor=actor, **way)


def answer(house: House, application: "Application", case: Case, on: date, desk: Desk) -> Generator[date, None, date]:
    """Drafted, decided by a second person, served; returns the day it was served."""
    yield on
    if case.outcome == "unavailable.not_found":
        actions.record_search(
            application, searched_by=house.person(case.body.code, "desk_officer").name, **SEARCH, **desk(on)
        )
    actions.draft_reply(
        application,
        outcome_code=case.outcome,
        reason=REASONS[case.outcome],
        grounds=GROUNDS.get(case.outcome, ""),
        **desk(on),
    )
    decided = after(on, 1)
    yield decided
    actions.approve_reply(application, actor=house.actor(case.body.code, "leader", decided), on=decided, remark="同意")
    served = decided if case.channel == "online" else after(decided, 1)
    yield served
    by_mail = case.channel != "online"
    actions.serve_reply(
        application,
        service="mail" if by_mail else "electronic",
        mail_number=f"XA{application.pk:011d}" if by_mail else "",
        **desk(served),
    )
    return served


def _contest(house: House, application: "Application", case: Case, closed: date, desk: Desk) -> Life:
    agency, day = application.agency, closed
    for kind, result in case.appeals:
        filed = office_day(day + timedelta(days=12 if kind == "after_reconsideration" else 25))
        yield filed
        actor, ends = desk(filed)["actor"], result or "upheld"
        if kind == "reconsideration":
            day = office_day(filed + timedelta(days=52))
            review = actions.record_reconsideration(application, organ=agency.review_organ, filed_on=filed, actor=actor)
            yield day
            actions.conclude_reconsideration(
                review, decided_as=REVIEWED[ends], concluded_on=day, actor=desk(day)["actor"]
            )
        else:
            day = office_day(filed + timedelta(days=110) if result else date(2021, 3, 12))
            suit = actions.record_lawsuit(application, route=kind, court=agency.court, filed_on=filed, actor=actor)
            yield day
            actions.conclude_lawsuit(suit, decided_as=JUDGED[ends], concluded_on=day, actor=desk(day)["actor"])
