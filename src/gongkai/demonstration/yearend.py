"""January: departments declare, the district compiles, the leader signs, the report is published."""

from collections.abc import Iterator
from datetime import date

from gongkai.annualreports import actions, queries
from gongkai.demonstration.district import BODIES
from gongkai.demonstration.house import House
from gongkai.demonstration.returns import declared_by
from gongkai.law import formats

OVERVIEW = """2020年，云岭区人民政府认真贯彻落实《中华人民共和国政府信息公开条例》，围绕中心工作推进公开，回应群众关切。
（一）主动公开。全区26个重点领域的公开目录全部上线，全年录入信息5276条；开设复工复产专栏，集中发布惠企政策。新制作规范性文件37件，新公开73件，对外公开总数200件。
（二）依申请公开。全区共收到政府信息公开申请110件，办结108件，结转下年度继续办理2件。
（三）政府信息管理。实行公开属性源头认定，公开前进行公开审查和保密审查，定期评估不予公开的信息。全年合法性审核规范性文件9件、常务会议题24件、会议纪要10件、其他文件5件，提出审核意见50条。
（四）平台建设。区政府门户网站发布信息405条，区长信箱受理来信467件，开展民意征集10次。
（五）监督保障。把政府信息公开纳入年度工作考核，分值占百分之四；委托第三方开展社会评议，满意度良好；全年未发生责任追究。"""
PROBLEMS = """一是政策解读的形式还比较单一，专家解读、媒体解读偏少；二是部分街道的公开目录更新不够及时。
针对上年提出的答复文书不规范的问题，今年统一了文书格式，并组织了两次培训。
下一步将建立解读与文件同步起草的制度，按月通报目录更新情况。"""
OTHER = "本年度未收取信息处理费。没有其他需要报告的事项。"


def year_end(house: House, year: int) -> Iterator[date]:
    """The road of the annual report in January of the year after."""
    addresses = formats.for_year(year).declared_addresses()
    for number, body in enumerate(BODIES):
        day = date(year + 1, 1, 4 + number % 5)
        yield day
        agency = house.agency(body.code)
        actions.declare_return(
            agency, year, declared_by(body.code, addresses), actor=house.actor(body.code, "contact", day)
        )
        actions.sign_return(agency, year, actor=house.actor(body.code, "leader", day), on=day)
    day = date(year + 1, 1, 15)
    yield day
    report = actions.compile_report(house.agency("001"), year, actor=house.actor("001", "desk_officer", day))
    actions.write_texts(
        report, overview=OVERVIEW, problems=PROBLEMS, other_matters=OTHER, actor=house.actor("001", "desk_officer", day)
    )
    day = date(year + 1, 1, 20)
    yield day
    report = queries.report(report.pk)
    actions.sign_report(report, actor=house.actor("001", "leader", day), on=day)
    day = date(year + 1, 1, 22)
    yield day
    actions.publish_report(report, actor=house.actor("001", "desk_officer", day), on=day)
