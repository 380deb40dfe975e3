"""The journal in words: each verb as people say it, and where its subject can be looked at."""

from django.urls import NoReverseMatch, reverse

from gongkai.annualreports.queries import CHANGES as OF_REPORTS
from gongkai.applications.choices import (
    APPEAL_ORDERS,
    APPEAL_RESULTS,
    CHANNELS,
    CORRECTION_RESULTS,
    SEARCH_ORIGINS,
    SERVICES,
)
from gongkai.applications.queries import CHANGES as OF_APPLICATIONS
from gongkai.backoffice.forms.house import DUTIES
from gongkai.documents.queries.acts import CHANGES as OF_DOCUMENTS
from gongkai.documents.queries.register import CHANGE_KINDS, KINDS
from gongkai.law import appeals
from gongkai.law.outcomes import all_outcomes
from gongkai.publications.queries.catalogue import CHANGES as OF_CATALOGUE
from gongkai.publications.queries.columns import CHANGES as OF_COLUMNS
from gongkai.publications.queries.hall import CHANGES as OF_HALL
from gongkai.publications.queries.items import CHANGES as OF_ITEMS
from gongkai.publications.queries.words import CHANGES as OF_WORDS
from gongkai.supervision.queries import CHANGES as OF_SUPERVISION
from gongkai.supervision.queries import RESULTS as COMPLAINT_RESULTS

VERBS = {
    **OF_APPLICATIONS,
    **OF_REPORTS,
    **OF_DOCUMENTS,
    **OF_SUPERVISION,
    **OF_COLUMNS,
    **OF_CATALOGUE,
    **OF_HALL,
    **OF_ITEMS,
    **OF_WORDS,
    "return.declared": "填报了表二",
    "return.signed": "签报了填报单",
    "agency.founded": "设立了机关",
    "agency.rules_set": "更改了机关设置",
    "agency.means_set": "更改了收费、通知和保管设置",
    "person.enrolled": "登记了人员",
    "person.password_set": "设置了密码",
    "post.appointed": "安排了岗位",
    "post.ended": "办理了离任",
    "session.signed_in": "登录了",
    "session.refused": "登录没有成功",
    "query.refused": "查询编号或者查询码不对",
    "calendar.loaded": "装入了工作日历",
    "template.revised": "修改了文书模板",
    "template.restored": "恢复了文书模板",
    "notice.sent_again": "再次发出了通知",
    "notice.settled": "登记了通知的下落",
    "person.email_set": "设置了邮箱",
    "person.calendar_renewed": "更换了日程订阅地址",
}
NOUNS = (
    ("", "全部"),
    ("application.", "申请"),
    ("report.", "年度报告"),
    ("return.", "填报单"),
    ("complaint.", "投诉"),
    ("rectification.", "整改"),
    ("training.", "培训"),
    ("publication.", "政府信息"),
    ("document.", "规范性文件"),
    ("documentrules.", "规范性文件规则"),
    ("review.", "合法性审核"),
    ("interpretation.", "解读"),
    ("cleanup.", "清理"),
    ("word.", "用语规则"),
    ("section", "栏目"),
    ("catalogue.", "目录"),
    ("duty.", "目录要素的责任"),
    ("element.", "目录要素"),
    ("field.", "重点领域"),
    ("place.", "查阅场所"),
    ("shelf.", "架上资料"),
    ("agency.", "机关设置"),
    ("post.", "岗位"),
    ("person.", "人员"),
    ("session.", "登录"),
    ("query.", "公众查询"),
    ("calendar.", "工作日历"),
    ("template.", "文书模板"),
    ("notice.", "通知"),
)
_SUBJECTS = {
    "application": "申请",
    "annualreport": "年度报告",
    "declaredreturn": "填报单",
    "complaint": "投诉",
    "normativedocument": "规范性文件",
    "legalityreview": "合法性审核",
    "interpretation": "解读",
    "cleanup": "清理",
    "training": "培训",
    "wordrule": "用语规则",
    "section": "栏目",
    "sections": "栏目",
    "elementduty": "目录要素的责任",
    "element": "目录要素",
    "priorityfield": "重点领域",
    "readingplace": "查阅场所",
    "shelfrecord": "架上资料",
    "deposit": "移交",
    "agency": "机关",
    "person": "人员",
    "post": "岗位",
    "message": "通知",
    "lettertemplate": "文书模板",
}
_PAGES = {
    "application": "backoffice:case",
    "annualreport": "backoffice:report",
    "complaint": "backoffice:complaint",
    "normativedocument": "backoffice:document",
    "legalityreview": "backoffice:review",
    "cleanup": "backoffice:cleanup",
}
_DETAILS = {
    "agency": "机关",
    "documents": "文件",
    "first": "第一件",
    "keys": "登记的文件",
    "digest": "散列",
    "source": "来源",
    "ended": "废止、失效的文件",
    "amend": "需要修改的文件",
    "decision": "处理",
    "year": "年度",
    "person": "人员",
    "name": "名称",
    "duty": "职责",
    "reason": "理由",
    "override_reason": "带错签发的理由",
    "standing": "当时的错误",
    "address": "格",
    "before": "改前",
    "after": "改后",
    "dropped": "失效的手工更正",
    "blank": "空着的格",
    "changed": "改动",
    "username": "登录名",
    "replaced": "被更正的填报单",
    "recomputed": "重算的申请",
    "scope": "口径",
    "outcome": "处理结果",
    "channel": "渠道",
    "document": "文号",
    "ref": "第几次征求意见",
    "consents": "同意公开",
    "workdays": "延长的工作日",
    "approved_by": "同意的负责人",
    "due_before": "原到期日",
    "due_after": "新到期日",
    "service": "送达方式",
    "officer": "经办人",
    "appeal": "复议或诉讼",
    "result": "结果",
    "decided_as": "结果详情",
    "order": "责令的事项",
    "reply_by": "责令答复的期限",
    "late_after": "逾期，最后一天",
    "place": "地点",
    "original": "原件",
    "papers": "文件数",
    "manifest": "清单散列",
    "keep_until": "保管到",
    "number": "编号",
    "about": "所指",
    "arrived": "收到",
    "found": "检索到",
    "origin": "信息的来源",
    "other": "另一件",
    "topic": "主题",
    "people": "人数",
    "field": "领域",
    "fields": "领域",
    "elements": "要素",
    "leaving": "交出的人",
    "taking": "接手的人",
    "title": "标题",
    "change": "变动",
    "acting": "依据的文件",
    "effective_on": "自何日起",
    "until": "至",
    "since": "自",
    "issued_on": "成文日期",
    "registration_number": "登记编号",
    "kind": "类别",
    "stage": "环节",
    "step": "环节",
    "opinions": "意见数",
    "interpretation": "解读",
    "item": "稿件",
}


_VALUES = {
    "scope": {"with_below": "本机关及所属各机关", "alone": "本机关"},
    "duty": dict(DUTIES),
    "outcome": {entry.code: entry.label for entry in all_outcomes()},
    "channel": dict(CHANNELS),
    "service": dict(SERVICES),
    "result": {**dict(APPEAL_RESULTS), **dict(COMPLAINT_RESULTS), **dict(CORRECTION_RESULTS)},
    "late": {"True": "是", "False": "否"},
    "order": dict(APPEAL_ORDERS),
    "decided_as": appeals.labels(),
    "consents": {"True": "是", "False": "否"},
    "good_reason": {"True": "是", "False": "否"},
    "reasonable": {"True": "是", "False": "否"},
    "arrived": {"True": "是", "False": "否"},
    "found": {"True": "是", "False": "否"},
    "origin": dict(SEARCH_ORIGINS),
    "change": dict(CHANGE_KINDS),
    "kind": dict(KINDS),
}


def verb_in_words(verb: str) -> str:
    """What was done, as people say it; the verb itself where no word is known."""
    return VERBS.get(verb, verb)


def subject_in_words(subject: str) -> str:
    """申请12: the record by its kind and key."""
    kind, _, key = subject.partition(":")
    return f"{_SUBJECTS.get(kind, kind)}{key}"


def page_of(subject: str) -> str:
    """Where the subject can be looked at; empty where there is no such page."""
    kind, _, key = subject.partition(":")
    try:
        return reverse(_PAGES[kind], args=[int(key)]) if kind in _PAGES and key.isdigit() else ""
    except NoReverseMatch:
        return ""


def details_in_words(details: dict[str, object]) -> list[tuple[str, str]]:
    """What an entry tells beside the act: term and text, empty things left out, unknown terms as they are."""
    found = []
    for name, value in details.items():
        if name == "version" or value in (None, "", [], {}):
            continue
        found.append((_DETAILS.get(name, name), _VALUES.get(name, {}).get(str(value)) or _plainly(value)))
    return found


def _plainly(value: object) -> str:
    if isinstance(value, dict):
        return "；".join(f"{name}：{_plainly(told)}" for name, told in value.items())
    if isinstance(value, list):
        return "、".join(_plainly(told) for told in value)
    return str(value)
