"""Bodies for the demonstration: paragraphs, lists and tables of our own making, by what kind of information it is.

Everything is invented; the same seed gives the same words.
"""

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.demonstration.district import DISTRICT, GIVEN, PLACES, SURNAMES, Body

# The kind of an element, by the first word of it that is found in its name.
KINDS = (
    ("finance", ("收支", "预算", "决算", "资金", "债务", "“三公”", "占用", "转移支付", "举借", "款物")),
    ("result", ("结果", "名单", "批复", "决定", "许可证", "意见", "公示", "成交", "合同", "验收", "注册", "退出")),
    ("notice", ("公告", "通知", "预警", "提示", "安排", "信息", "暂停", "警示", "召回", "方案")),
    ("data", ("情况", "数据", "进度", "状况", "统计", "水质", "概况", "执行", "整改", "评估")),
    ("policy", ("政策", "规划", "预案", "标准", "清单", "文件", "价格", "基准", "问答", "解读", "目录", "计划")),
    ("guide", ("",)),
)
_INTRODUCTIONS = {
    "finance": (
        "根据{basis}，现将{subject}{what}公开如下。数字以万元为单位，四舍五入，合计与分项之和可能略有出入。",
        "{subject}{what}已经区财政部门审核，现予公开。本表按功能分类列示，项目支出另附说明。",
        "{body}按照部门预决算公开的要求，现公开{subject}{what}，并对增减变化的主要原因作出说明。",
    ),
    "result": (
        "根据{basis}，经受理、审核和集体研究，{body}作出{what}，现将{subject}的有关情况公开。",
        "{body}于{day}完成{subject}的办理，依据{basis}，现公开{what}。",
        "按照公开、公平的原则，{subject}{what}已经公示，期间没有收到异议，现予公开。",
    ),
    "notice": (
        "因工作需要，{body}对{subject}作出如下安排，请有关单位和居民留意。",
        "根据{basis}，现将{subject}{what}告知如下，自{day}起执行。",
        "为方便群众生产生活，{body}提前公开{subject}{what}。如有变动，以本网站最新一次公开的内容为准。",
    ),
    "data": (
        "{body}对{subject}进行了核对汇总，现公开{what}。",
        "截至{day}，{subject}的各项工作按计划推进。现将{what}公开，接受监督。",
        "本期数据由{body}根据日常登记和现场核查汇总，反映{subject}的总体情况。",
    ),
    "policy": (
        "为规范{subject}有关工作，根据{basis}，结合本区实际，制定本内容，自{day}起施行。",
        "{body}对{subject}{what}进行了梳理，合并了重复的内容，删去了已经失效的条款，现重新公开。",
        "现公开{subject}{what}。执行中遇到的问题，请向{body}反映。",
    ),
    "guide": (
        "办理{subject}有关事项的单位和个人，可以按照下列说明准备，也可以到窗口当面咨询。",
        "为减少群众往返，{body}整理了{subject}的{what}，材料齐全的一次办结。",
        "根据{basis}，{subject}{what}如下。表格可以在窗口领取，也可以在本页附件中下载。",
    ),
}
_DETAILS = {
    "finance": (
        "收入总计{n1}万元，比上年增加{n2}万元，主要是上级专项转移支付增加。支出总计{n1}万元，做到收支平衡。",
        "基本支出占{p}％，用于人员经费和日常公用经费；项目支出占{q}％，用于年度重点工作。",
        "“三公”经费比上年减少{p2}％，没有因公出国（境）安排，公务用车保有量{k}辆。",
        "纳入绩效目标管理的项目{k}个，全部编报了绩效目标，年中进行了一次运行监控。",
        "结转资金{n2}万元，原因是{place}项目尚未办理竣工决算，将在下一年度继续安排使用。",
    ),
    "result": (
        "本次共受理{n3}件，审核通过{n4}件，不予通过{k}件。不予通过的已经书面告知理由和救济途径。",
        "经办人和审核人分别签署意见，争议较大的{k}件提交集体讨论，讨论记录留存备查。",
        "对结果有异议的，可以自公开之日起五个工作日内向{body}书面提出，提出时请写明事实和联系方式。",
        "名单中的姓名已经作了必要的处理，身份证号码、住址和银行账号不在公开范围。",
        "与上一期相比，通过率提高{p2}个百分点，主要是{place}一带提前开展了集中辅导。",
    ),
    "notice": (
        "时间：{day}至{later}。地点：{place}一带及周边道路。请提前安排出行，服从现场人员引导。",
        "涉及住户{n3}户，{body}已经通过社区网格和短信逐户告知；没有收到的，请与所在社区联系。",
        "期间将安排专人值守，出现突发情况可以拨打值班电话，处理情况当日反馈。",
        "因天气等原因需要顺延的，另行公开，不再逐户通知。",
    ),
    "data": (
        "本期共完成{n3}件（次），同比增长{p2}％；其中{place}片区{k}件，占比最高。",
        "发现的主要问题有两类：一是{row1}方面记录不完整，二是{row2}方面整改时间偏长。{body}已经逐项列出责任人和完成时间。",
        "下一步将重点做好{place}、{place2}两处的跟踪，按月更新进度，未完成的说明原因。",
        "全部{n3}项中，已经办结{n4}项，正在办理{k}项，没有超过时限的。",
    ),
    "policy": (
        "适用范围：本区行政区域内与{row1}、{row2}有关的单位和个人。国家和省、市另有规定的，从其规定。",
        "职责分工：{body}负责组织实施，各街道办事处负责受理和初核，财政部门负责资金保障，审计部门依法监督。",
        "执行标准每年核定一次。本年度标准比上年提高{p2}％，差额部分于{later}前补齐。",
        "鼓励社会力量参与，对成效明显的单位给予通报表扬；弄虚作假的，取消资格并追回资金。",
        "本内容由{body}负责解释，有效期五年。原有规定与本内容不一致的，以本内容为准。",
    ),
    "guide": (
        "申请人应当年满十八周岁，或者为依法成立的单位；由他人代办的，出示委托书和双方身份证件。",
        "需要的材料：申请表一份；身份证明原件，核对后退还；与{row1}有关的证明材料；委托代办的另附委托书。",
        "受理地点：{body}一楼窗口及各街道便民服务中心。受理时间：工作日8:30至12:00，14:00至17:30。",
        "办理时限：自受理之日起{k}个工作日，不收取费用。材料不全的，一次告知需要补正的全部内容。",
        "办理进度可以凭受理单号在窗口、电话或者本网站查询，结果可以自取，也可以邮寄。",
    ),
}
_CLOSINGS = (
    "咨询电话：{phone}。监督电话：{phone2}。",
    "如有疑问，请联系{body}，联系人{person}，电话{phone}。",
    "本信息由{body}负责维护，内容有误或者需要更新的，请致电{phone}。",
    "对上述内容有意见建议的，可以来信来访，也可以拨打{phone}，工作日均有人接听。",
)
_STEPS = ("提出申请", "窗口受理", "材料初核", "实地核查", "集体审核", "结果公示", "送达归档")


@dataclass(frozen=True, slots=True)
class About:
    """What a body is about. subject: of whom or what; what: the information; rows, measures: of its table; low, high: numbers."""

    body: Body
    subject: str
    what: str
    basis: str
    rows: Sequence[str]
    measures: Sequence[str]
    low: int
    high: int
    on: date


def kind_of(element: str) -> str:
    """finance, result, notice, data, policy or guide."""
    return next(kind for kind, words in KINDS if any(word in element for word in words))


def write(about: About, kind: str, chance: random.Random) -> str:
    """HTML of a body of some hundred to a thousand signs."""
    told = _values(about, chance)
    details = chance.sample(_DETAILS[kind], k=min(len(_DETAILS[kind]), chance.randint(2, 4)))
    paragraphs = [chance.choice(_INTRODUCTIONS[kind]), *details]
    blocks = [_paragraph(text.format_map(told)) for text in paragraphs]
    if kind == "guide" and chance.random() < 0.7:
        steps = chance.sample(_STEPS, k=chance.randint(3, 5))
        steps.sort(key=_STEPS.index)
        blocks.insert(2, "<h3>办理流程</h3><ol>" + "".join(f"<li>{step}</li>" for step in steps) + "</ol>")
    elif kind != "guide" and chance.random() < 0.6:
        blocks.insert(chance.randint(1, len(blocks)), table_of(about, chance))
    blocks.append(_paragraph(chance.choice(_CLOSINGS).format_map(told)))
    if chance.random() < 0.5:
        blocks.append(f"<p>{about.body.name}</p><p>{about.on.year}年{about.on.month}月{about.on.day}日</p>")
    return "".join(blocks)


def table_of(about: About, chance: random.Random) -> str:
    """A table of the field's rows and measures, with a sum where numbers are counted."""
    rows = chance.sample(list(about.rows), k=chance.randint(3, len(about.rows)))
    numbers = [[chance.randint(about.low, about.high) for _ in about.measures] for _ in rows]
    head = "".join(f"<th>{html.escape(name)}</th>" for name in ("项目", *about.measures))
    lines = [
        f"<tr><td>{row}</td>{''.join(f'<td>{value}</td>' for value in values)}</tr>"
        for row, values in zip(rows, numbers, strict=True)
    ]
    if "合计" not in rows and not any(sign in about.measures[-1] for sign in "元％值状"):
        sums = "".join(f"<td>{sum(column)}</td>" for column in zip(*numbers, strict=True))
        lines.append(f"<tr><td>合计</td>{sums}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def a_person(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN)


def _values(about: About, chance: random.Random) -> dict[str, object]:
    received = chance.randint(12, 180)
    share = chance.randint(40, 75)
    place, place2 = chance.sample(PLACES, k=2)
    rows = chance.sample(list(about.rows), k=2)
    return {
        "body": about.body.short_name,
        "subject": about.subject,
        "what": about.what,
        "basis": about.basis,
        "place": place,
        "place2": place2,
        "row1": rows[0],
        "row2": rows[1],
        "day": _in_words(about.on),
        "later": _in_words(about.on + timedelta(days=chance.randint(15, 90))),
        "n1": f"{chance.randint(300, 9000)}.{chance.randint(0, 9)}",
        "n2": f"{chance.randint(10, 290)}.{chance.randint(0, 9)}",
        "n3": received,
        "n4": received - chance.randint(1, 9),
        "k": chance.randint(2, 9),
        "p": share,
        "q": 100 - share,
        "p2": f"{chance.randint(1, 14)}.{chance.randint(0, 9)}",
        "phone": f"0000-6600{chance.randint(1000, 9999)}",
        "phone2": f"0000-6601{chance.randint(1000, 9999)}",
        "person": chance.choice(SURNAMES) + "工",
        "district": DISTRICT,
    }


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>"


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
