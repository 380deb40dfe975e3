"""The open cases of the current year, so that the worklist lives: some late, some due today, one at each stage."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.agencies.queries import calendar
from gongkai.applications import actions
from gongkai.demonstration.district import BODIES
from gongkai.demonstration.house import House
from gongkai.demonstration.life import REASONS, SEARCH, Life, after, details_of, intake, serve_letters
from gongkai.demonstration.plan import Case

ASKS = {body.code: body for body in BODIES}
# kind, name, what is asked, channel, working days left on the clock today, how far it has come
OPEN = (
    ("natural_person", "孔秀英", "2026年{0}社区旧房改造的补助标准和发放名单", "online", -2, "handling", "梧桐"),
    (
        "legal_services",
        "云岭正言律师事务所",
        "区政府关于{0}地块征收补偿安置方案的听证笔录",
        "signed_mail",
        0,
        "approved",
        "青石",
    ),
    ("natural_person", "蒋浩然", "{0}路停车收费标准的制定依据和听证材料", "online", 1, "drafted", "望江"),
    ("enterprise", "恒信达物业服务有限公司", "{0}片区集中供热特许经营协议", "signed_mail", 3, "consulting", "松涛"),
    ("research", "澄州城市更新研究院", "2020年以来{0}历史街区保护资金的分年度安排", "online", 6, "handling", "古渡"),
    ("public_interest", "云岭区绿水志愿者协会", "{0}河段水质监测的月度结果", "online", 9, "handling", "清河"),
    ("natural_person", "华淑芬", "我父亲单位宿舍的那份文件", "in_person", 15, "supplement", ""),
    ("natural_person", "韩德明", "{0}小学2026年学区调整的论证报告", "online", 12, "handling", "稻香"),
    ("other_organisation", "云岭区梧桐小区业主委员会", "{0}小区消防验收的备案材料", "fax", None, "unconfirmed", "梧桐"),
    ("natural_person", "尤玉兰", "2026年老年餐补贴的发放标准", "ordinary_mail", None, "unconfirmed", ""),
    ("natural_person", "许春生", "{0}路绿化工程的结算审计报告", "online", 20, "handling", "柳溪"),
)


def present(house: House, today: date) -> Iterator[Life]:
    """The lives of the open cases, all at the district government, dated back from today; two at a department."""
    for number, (kind, name, asks, channel, left, stage, place) in enumerate(OPEN):
        case = Case(ASKS["001"], kind, name, asks.format(place), channel, _arrival(today, left), "granted.provided")
        yield _life(house, case, 900 + number, stage, today)
    for number, left in enumerate((4, 11)):
        body = ASKS["011"]
        case = Case(
            body,
            "natural_person",
            ("吕海燕", "魏国平")[number],
            body.asked[number].format(place="云台"),
            "online",
            _arrival(today, left),
            "granted.provided",
        )
        yield _life(house, case, 950 + number, "handling", today)


def _arrival(today: date, left: int | None) -> date:
    """The day of arrival that leaves so many working days of twenty today."""
    if left is None:
        return today - timedelta(days=1)
    days = calendar()
    target = after(today, left) if left > 0 else today
    day = today
    while days.nth_workday_after(day, 20) > target:
        day -= timedelta(days=1)
    for _ in range(-min(left, 0)):
        day -= timedelta(days=1)
        while not days.is_workday(day):
            day -= timedelta(days=1)
    return min(day, today)


def _life(house: House, case: Case, number: int, stage: str, today: date) -> Life:
    if stage == "unconfirmed":
        yield case.arrives_on
        from_paper = actions.register_application
        details = details_of(case, number)
        from_paper(
            house.agency(case.body.code),
            details,
            channel=case.channel,
            arrived_on=case.arrives_on,
            actor=house.actor(case.body.code, "desk_officer", today),
        )
        return
    application = yield from intake(house, case, number)
    code, start = case.body.code, application.received_on or case.arrives_on
    if stage == "supplement":
        day = min(after(start, 2), today)
        yield day
        actions.request_supplement(
            application,
            items=["请写明文件的名称、大致年份，或者由哪个单位制作。"],
            reply_by=after(day, 10),
            actor=house.actor(code, "desk_officer", day),
            on=day,
        )
        serve_letters(application, case, actor=house.actor(code, "desk_officer", day), on=day)
    elif stage == "consulting":
        day = after(start, 12)
        yield day
        actions.consult_third_party(
            application,
            name="澄州热力有限公司",
            subject=case.asks,
            actor=house.actor(code, "desk_officer", day),
            on=day,
            received_by_them_on=day,
        )
        serve_letters(application, case, actor=house.actor(code, "desk_officer", day), on=day)
    elif stage in {"drafted", "approved"}:
        day = after(start, 15)
        yield day
        officer = house.actor(code, "desk_officer", day)
        if stage == "drafted":
            actions.record_search(application, searched_by=officer.name, **SEARCH, actor=officer, on=day)
        actions.draft_reply(
            application,
            outcome_code="unavailable.not_found" if stage == "drafted" else "granted.provided",
            reason=REASONS["unavailable.not_found" if stage == "drafted" else "granted.provided"],
            actor=officer,
            on=day,
        )
        if stage == "approved":
            day = after(start, 17)
            yield day
            actions.approve_reply(application, actor=house.actor(code, "leader", day), on=day)
