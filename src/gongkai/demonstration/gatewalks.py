"""Items that people of the house took through the gate: with files, revised, withdrawn, set for a later hour, under way."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import docx

from gongkai.annualreports import exports
from gongkai.annualreports import queries as reports
from gongkai.demonstration.house import ZONE, House
from gongkai.demonstration.life import Life, office_day
from gongkai.publications import actions
from gongkai.publications.queries.columns import section_by_slug
from gongkai.publications.queries.importing import category_named
from gongkai.typesetting.letter import Letter, letter_pdf

if TYPE_CHECKING:
    from gongkai.audit.actors import Actor
    from gongkai.publications.models import Publication

STEPS = (  # kind, whose duty: at the agency itself, or at the head
    ("first_review", "own:desk_officer"),
    ("second_review", "001:editor"),
    ("disclosure", "001:reviewer"),
    ("secrecy", "001:legal_reviewer"),
)
STEPS_OF_THE_HEAD = (
    ("first_review", "001:editor"),
    ("second_review", "001:reviewer"),
    ("disclosure", "001:desk_officer"),
    ("secrecy", "001:legal_reviewer"),
)


def walk_through_the_gate(house: House, today: date) -> list[Life]:
    """Each item a life of its own."""
    return [
        _report(house),
        _budget(house),
        _notice(house, today),
        _revised(house, today),
        _withdrawn(house, today),
        _scheduled(house, today),
        _under_way(house, today),
    ]


def _written(section: str, title: str, paragraphs: tuple[str, ...], day: date, **told: object) -> actions.Written:
    return actions.Written(
        title=title,
        body="".join(f"<p>{text}</p>" for text in paragraphs),
        summary=paragraphs[0][:120],
        dated_on=day,
        section=section_by_slug(section),
        category=category_named("综合政务"),
        **told,  # type: ignore[arg-type]
    )


def _actor(house: House, code: str, who: str, day: date) -> "Actor":
    where, _, duty = who.partition(":")
    return house.actor(code if where == "own" else where, duty, day)


def pass_the_gate(house: House, code: str, item: "Publication", day: date) -> None:
    """From the writer's desk to the last approval, all passed on one day by different people."""
    actions.submit_draft(item, actor=house.actor(code, "contact", day), seen_version=None)
    for kind, who in STEPS_OF_THE_HEAD if code == "001" else STEPS:
        actor = _actor(house, code, who, day)
        actions.record_review(item, kind=kind, conclusion="passed", opinion="同意。", actor=actor, seen_version=None)
    leader = house.actor(code, "leader", day)
    actions.record_review(item, kind="final_approval", conclusion="passed", opinion="同意公开。", actor=leader, seen_version=None)  # fmt: skip


def _draft(house: House, code: str, written: actions.Written, day: date, files: dict[str, bytes]) -> "Publication":
    item = actions.draft_item(house.agency(code), written=written, actor=house.actor(code, "contact", day))
    for name, content in files.items():
        actions.attach_file(item, name, content, actor=house.actor(code, "contact", day))
    return item


def _report(house: House) -> Iterator[date]:
    """The annual report as it was published, with its PDF and its Word file."""
    day = date(2021, 1, 25)
    yield day
    report = reports.report_of(house.agency("001"), 2020)
    assert report is not None
    files = {f"{report.title}.pdf": exports.as_pdf(report), f"{report.title}.docx": exports.as_docx(report)}
    paragraphs = (
        "现公布云岭区2020年政府信息公开工作年度报告，全文见附件，表格按照国务院办公厅政府信息与政务公开办公室规定的格式编制。",
        "报告中每一项申请统计数字，都可以在本网站“政府信息公开年报”栏目里查到来源说明。",
    )
    written = _written("reports", report.title, paragraphs, date(2021, 1, 20), article_item="20.15")
    pass_the_gate(house, "001", _draft(house, "001", written, day, files), day)


def _budget(house: House) -> Iterator[date]:
    day = date(2021, 2, 22)
    yield day
    title = "云岭区财政局2021年部门预算"
    paragraphs = (
        "云岭区财政局2021年收支总预算1864.3万元，其中基本支出1320.6万元，项目支出543.7万元。",
        "“三公”经费预算12.8万元，比上年减少1.4万元，主要是压减公务接待支出。",
        "部门收支总表、预算绩效目标见附件。",
    )
    files = {"预算说明.docx": _word(title, paragraphs), "部门收支总表.pdf": _pdf(title, paragraphs, day)}
    pass_the_gate(house, "014", _draft(house, "014", _written("budget", title, paragraphs, day), day, files), day)


def _notice(house: House, today: date) -> Iterator[date]:
    day = office_day(today - timedelta(days=5))
    yield day
    paragraphs = (
        "为做好冬季供暖期间的安全检查，区住房和城乡建设局将对全区换热站进行检查，检查期间可能短时停暖，每次不超过两小时。",
        "检查时间和涉及小区由各供热单位提前一天在小区公示栏告知。咨询电话：0000-66001012。",
    )
    title = "关于开展冬季供暖设施安全检查的公告"
    written = _written("notices", title, paragraphs, day, expires_at=_at(today + timedelta(days=40)))
    item = _draft(house, "011", written, day, {"检查安排.docx": _word(title, paragraphs)})
    pass_the_gate(house, "011", item, day)


def _revised(house: House, today: date) -> Iterator[date]:
    """A document that was put right once: two versions, and what changed."""
    first, second = office_day(today - timedelta(days=30)), office_day(today - timedelta(days=12))
    yield first
    title = "云岭区教育局关于做好2027年春季学期开学准备工作的通知"
    paragraphs = (
        "各学校要在开学前完成校舍、食堂、校车安全检查，建立问题台账，逐项销号。",
        "春季学期于2027年2月22日开学。",
    )
    item = _draft(house, "013", _written("notices", title, paragraphs, first), first, {})
    pass_the_gate(house, "013", item, first)
    yield second
    contact = house.actor("013", "contact", second)
    draft = actions.revise_item(item, actor=contact)
    changed = _written(
        "notices",
        title,
        (paragraphs[0], "春季学期于2027年2月24日开学。"),
        first,
        change_note="更正了开学日期：2月22日改为2月24日。",
    )
    actions.save_draft(item, written=changed, actor=contact, seen_version=draft.version)
    pass_the_gate(house, "013", item, second)


def _withdrawn(house: House, today: date) -> Iterator[date]:
    first, second = office_day(today - timedelta(days=26)), office_day(today - timedelta(days=20))
    yield first
    title = "东关街道2026年第三季度临时救助对象公示"
    paragraphs = (
        "经审核确认，2026年第三季度东关街道共救助临时困难家庭27户，现予公示。",
        "公示期五个工作日，监督电话：0000-66001018。",
    )
    item = _draft(house, "017", _written("notices", title, paragraphs, first), first, {})
    pass_the_gate(house, "017", item, first)
    yield second
    actions.withdraw_item(
        item,
        reason="公示表中个别救助对象的住址写得过细，涉及个人隐私，删改后另行公开。",
        ground="《中华人民共和国政府信息公开条例》第十五条",
        actor=house.actor("001", "editor", second),
    )


def _scheduled(house: House, today: date) -> Iterator[date]:
    """Approved today's eve, public only in some days: it must not be found until then."""
    day = office_day(today - timedelta(days=2))
    yield min(day, today)
    paragraphs = (
        "2027年元旦假期，各政务服务窗口的值班安排如下：1月1日休息，1月2日、3日上午受理紧急事项。",
        "自助终端全天开放，咨询电话：0000-66001001。",
    )
    title = "关于2027年元旦假期政务服务窗口值班安排的通知"
    written = _written("notices", title, paragraphs, min(day, today), release_at=_at(today + timedelta(days=7)))
    pass_the_gate(house, "001", _draft(house, "001", written, min(day, today), {}), min(day, today))


def _under_way(house: House, today: date) -> Iterator[date]:
    """What lies on desks: one being written, one before its first review."""
    day = office_day(today - timedelta(days=6))
    yield min(day, today)
    begun = ("2026年第四季度低收入家庭取暖补助的发放标准和时间，待财政局核定后公开。",)
    _draft(house, "014", _written("notices", "关于发放取暖补助的通知", begun, min(day, today)), min(day, today), {})
    paragraphs = ("2026年1至10月，全区一般公共预算收入完成18.6亿元，同比增长4.2％。", "分税种完成情况见附表。")
    written = _written("statistics", "云岭区2026年1至10月财政收支情况", paragraphs, min(day, today))
    item = _draft(house, "014", written, min(day, today), {})
    actions.submit_draft(item, actor=house.actor("014", "contact", min(day, today)), seen_version=None)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 0), ZONE)


def _word(title: str, paragraphs: tuple[str, ...]) -> bytes:
    document = docx.Document()
    document.add_heading(title, 1)
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(title: str, paragraphs: tuple[str, ...], day: date) -> bytes:
    letter = Letter(
        organ="云岭区财政局",
        number=f"云财预〔{day.year}〕3号",
        title=title,
        addressee="各预算单位",
        paragraphs=paragraphs,
        dated_on=day,
    )
    return letter_pdf(letter)
