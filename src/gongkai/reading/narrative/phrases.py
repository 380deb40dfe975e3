"""The phrases by which reports say what a number counts. Patterns work on text without spaces, in half width."""

import re
from collections.abc import Iterator

from gongkai.law.facts import ClaimKind

# A number with a unit of cases. 2000余条 and 85% are no counts.
COUNTED = re.compile(
    r"(?<![\d.〔\[(年月])(?P<digits>\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:件|宗|起|份|个|条|项)(?!次|人|百分)"
)
RELEVANT = re.compile("信息公开|依申请公开|公开申请|政务公开|规范性文件|规章|政策性?文件|信息处理费")

_FILL = r"(?:共计?|合计|总计|累计|数量?|总数|为|有|达|约|:|了)*$"
_APPLICATION = r"(?:(?:政府)?信息公开(?:的)?申请|依申请公开|公开申请|各类申请|申请)(?:事项|件|政府信息)?"
_OTHERS = "复议|诉讼|咨询|信访|举报|投诉|提案|建议|来信|信箱|许可|处罚"

TOPICS = {
    "application": re.compile(r"信息公开申请|依申请公开|公开申请|各类申请"),
    "reconsideration": re.compile("复议(?!后)"),
    "lawsuit": re.compile("诉讼|应诉"),
    "document": re.compile("规范性文件"),
    "other": re.compile(
        "咨询|信访|举报|投诉|提案|议案|来信|信箱|留言|常务会|会议|意见|培训|活动|新闻|动态|解读|专栏|微信|微博"
    ),
}

OFFICE = re.compile(
    r"(?:(?:省|市|区|县|旗)?(?:人民)?政府)?(?:办公室|办公厅|政府办)|法规(?:室|科|处)|信息中心|本机关|局机关|机关本级|本级|本单位|政务公开(?:科|办)"
)
# An office named after these words is not the one that acts.
MENTIONED = re.compile("(?:按照|根据|依照|依据|落实|贯彻|执行|围绕|对照|印发|国务院|向|报送)[^,]*$")
WHOLE = re.compile("全(?:省|市|州|区|县|旗|盟)|各(?:级|部门|单位|乡镇|镇|街道|区县)|(?:区|市|县)直|我(?:省|市|区|县)")

_RECEIVE = "(?:收到|接到|接收|受理|收悉|新收|新增|接受)"
_BEFORE_CASES = (
    (ClaimKind.CARRIED_IN, rf"(?:上一?年度?|去年)(?:度)?结转(?:的)?(?:{_APPLICATION})?{_FILL}"),
    (
        ClaimKind.CARRIED_OUT,
        rf"(?:(?:结转|顺延|转)(?:至|到|入)?(?:下一?年度?|次年|明年)(?:度)?(?:继续)?(?:办理|答复)*|正在办理|尚在办理|在办|未办结)(?:的)?{_FILL}",
    ),
    (ClaimKind.GRANTED_IN_PART, rf"部分公开(?:答复)?(?:的)?{_FILL}"),
    (ClaimKind.REFUSED, rf"不予公开(?:答复)?(?:的)?{_FILL}"),
    (ClaimKind.GRANTED, rf"(?:予以|同意)公开(?:答复)?(?:的)?{_FILL}"),
    (ClaimKind.UNAVAILABLE, rf"无法提供(?:答复)?(?:的)?{_FILL}"),
    (ClaimKind.NOT_TAKEN_UP, rf"不予处理(?:答复)?(?:的)?{_FILL}"),
    (ClaimKind.OTHERWISE, rf"(?:作)?其他处理(?:答复)?(?:的)?{_FILL}"),
    (ClaimKind.CLOSED, rf"(?:办结|答复|回复|办理完毕)(?:了|申请人|{_APPLICATION}|完毕)?{_FILL}"),
    (
        ClaimKind.RECEIVED,
        rf"(?:自然人|商业企业|科研机构|社会公益组织|法律服务机构)(?:提交|提出)?(?:的)?(?:{_APPLICATION})?{_FILL}",
    ),
    (ClaimKind.RECEIVED, rf"{_RECEIVE}(?:了)?(?:(?!{_OTHERS})[^,]){{0,30}}?{_APPLICATION}{_FILL}"),
    (ClaimKind.RECEIVED, rf"{_APPLICATION}.{{0,4}}{_RECEIVE}{_FILL}"),
    (ClaimKind.HANDLED, rf"(?:办理|处理)(?:(?!{_OTHERS})[^,]){{0,20}}?{_APPLICATION}{_FILL}"),
)
_GRANTED_OR_IN_PART = re.compile(rf"予以公开(?:及|和|、|或|与)(?:予以)?部分公开(?:的)?{_FILL}")
_APPEALS = re.compile(rf"复议.{{0,8}}诉讼(?:案件?|件)?{_FILL}")
_RECONSIDERATIONS = re.compile(rf"(?:行政)?复议(?:案件?|申请|件)?{_FILL}")
_LAWSUITS = re.compile(rf"(?<!复议后)(?:行政)?诉讼(?:案件?|件)?{_FILL}")
_RESULTS = (
    ("upheld", re.compile(rf"(?:结果)?维持(?:原.{{0,8}})?(?:的)?{_FILL}|胜诉{_FILL}")),
    ("overturned", re.compile(rf"(?:纠正|纠错|撤销|败诉|责令履行|确认违法)(?:的)?{_FILL}")),
    ("other_result", re.compile(rf"其他结果(?:的)?{_FILL}")),
    ("pending", re.compile(rf"(?:尚未审结|未审结|正在审理|审理中|正在办理)(?:的)?{_FILL}")),
)
_DOCUMENTS = (
    (ClaimKind.OTHER_MEASURE, re.compile(rf"政策性?文件{_FILL}")),
    (
        ClaimKind.RULES_ISSUED,
        re.compile(rf"(?:制发|制定|出台|颁布|公布|新增公开|新公开)[^,]{{0,12}}(?:政府)?规章{_FILL}"),
    ),
    (ClaimKind.DOCUMENTS_IN_FORCE, re.compile(rf"现行有效(?:的)?(?:各类)?(?:行政)?规范性文件{_FILL}")),
    (ClaimKind.OTHER_MEASURE, re.compile(rf"(?:审核|审查|解读|备案|清理|评估|报备).{{0,24}}规范性文件{_FILL}")),
    (ClaimKind.DOCUMENTS_REPEALED, re.compile(rf"(?:废止|失效)[^,]{{0,12}}规范性文件{_FILL}")),
    (ClaimKind.DOCUMENTS_ISSUED, re.compile(rf"(?:制发|制定|出台|印发|新制作)[^,]{{0,12}}规范性文件{_FILL}")),
    (ClaimKind.DOCUMENTS, re.compile(rf"规范性文件{_FILL}")),
)
# 较上年增加12件: a difference, not a count.
_DIFFERENCE = re.compile(r"(?:同比|[比较][^,]{0,10}|相比)[^,]{0,6}(?:增|减|降|升|多|少|涨)[^,]{0,6}$")
# 1件涉及政府信息公开的行政复议: what is counted follows the number.
_APPEAL_AFTER = re.compile(
    r"^(?:因|涉及|关于|有关)?(?:政府)?(?:信息公开)?(?:工作|申请|答复)?(?:而)?(?:引发|引起|提起|产生)?(?:的)?(?:行政)?(?P<noun>复议|诉讼)(?:案件|案)?(?=[,、。;]|$)"
)
_APPEAL_LEAD = re.compile(r"(?:有|发生|收到|新增|共计?|受理|被提起|涉及)$")
_CASES = tuple((kind, re.compile(pattern)) for kind, pattern in _BEFORE_CASES)
_RECEIVE_ONLY = re.compile(rf"^(?:.{{0,16}}?){_RECEIVE}{_FILL}")
_EMPTY_LEAD = re.compile(r"^(?:其中|另有|剩余|其余|尚有|还有|余下|有)?$")
_STILL_OPEN = re.compile("正在办理|正在处理|办理中|尚未办结|未办结|结转|顺延|转(?:入|至|到)?下一?年")
_CLOSED_AFTER = re.compile(r"^(?:已|均|全部|都|已经|按期|按时|依法)*(?:办结|答复)")
_COLUMNS = {
    "自然人": "natural_person",
    "商业企业": "enterprise",
    "科研机构": "research",
    "社会公益组织": "public_interest",
    "法律服务机构": "legal_services",
}


def kind_of(lead: str, clause: str, tail: str, topic: str) -> ClaimKind | None:
    """What the number counts, by the words since the last pause (lead), then by the whole clause (a list with 、); None
    where neither says."""
    if _DIFFERENCE.search(lead):
        return None
    if _APPEALS.search(clause):
        return ClaimKind.APPEALS
    follows = _APPEAL_AFTER.match(tail) if _APPEAL_LEAD.search(lead) else None
    if follows:
        return ClaimKind.RECONSIDERATIONS if follows["noun"] == "复议" else ClaimKind.LAWSUITS
    if topic == "application" and _GRANTED_OR_IN_PART.search(clause):
        return ClaimKind.GRANTED_OR_IN_PART
    return _kind(lead, tail, topic) or _kind(clause, tail, topic)


def _kind(lead: str, tail: str, topic: str) -> ClaimKind | None:
    for kind, pattern in _DOCUMENTS:
        if pattern.search(lead):
            return kind
    if _RECONSIDERATIONS.search(lead):
        return ClaimKind.RECONSIDERATIONS
    if _LAWSUITS.search(lead):
        return ClaimKind.LAWSUITS
    if topic in {"reconsideration", "lawsuit"}:
        noun = "reconsiderations" if topic == "reconsideration" else "lawsuits"
        return next((ClaimKind(f"{noun}.{result}") for result, pattern in _RESULTS if pattern.search(lead)), None)
    return _case_kind(lead, tail) if topic == "application" else None


def _case_kind(lead: str, tail: str) -> ClaimKind | None:
    for kind, pattern in _CASES:
        if pattern.search(lead):
            return kind
    if _RECEIVE_ONLY.search(lead) and not re.search(_OTHERS, lead + tail[:12]):
        return ClaimKind.RECEIVED
    if _EMPTY_LEAD.search(lead):
        if _CLOSED_AFTER.search(tail):
            return ClaimKind.CLOSED
        if _STILL_OPEN.search(tail):
            return ClaimKind.CARRIED_OUT
    return None


def column_of(lead: str) -> str:
    """The column of table 3 a clause speaks of: natural_person where it says 自然人, else total."""
    return next((column for word, column in _COLUMNS.items() if word in lead), "total")


_EVERY = re.compile(
    r"^,?(?:其中)?(?:均|全部|都|皆)?(?:已|被|予以|为|获|仍|尚)*(?:(?P<upheld>(?:结果)?维持|胜诉)|(?P<pending>正?在审理|尚未审结|未审结|审理中|正在办理))"
)
_NONE_LOST = re.compile("零败诉|无败诉|未败诉|无一败诉|零纠错|未被[^,。]{0,12}纠错|无纠错")
# 信息处理费3940元: money of which the tables say nothing.
FEES = re.compile(
    r"信息处理费(?:金额)?(?:共计?|合计|总计|累计|总额|为|:)*(?P<digits>\d{1,3}(?:,\d{3}){1,5}|\d{1,15}(?:\.\d+)?)(?:万?元)"
)


def quantified(kind: ClaimKind, value: int, tail: str) -> Iterator[tuple[ClaimKind, int, bool]]:
    """What the words after a number of reviews or suits say of all of them: (kind, number, of every one).

    "3件,全部维持" → upheld 3, every; "7件,零败诉" → overturned 0.
    """
    if kind not in {ClaimKind.RECONSIDERATIONS, ClaimKind.LAWSUITS} or not value:
        return
    match = _EVERY.match(tail)
    if match:
        yield ClaimKind(f"{kind}.{'upheld' if match['upheld'] else 'pending'}"), value, True
    if _NONE_LOST.search(tail):
        yield ClaimKind(f"{kind}.overturned"), 0, False
