"""Which verb is lawful at which stage of an application: a closed table. What is not in it is not lawful."""

from enum import StrEnum

from gongkai.law.citations import Citation, cite
from gongkai.law.errors import NotLawful


class Stage(StrEnum):
    """Where an application stands, in the words of the desk (STAGE_LABELS)."""

    SUBMITTED = "submitted"
    HANDLING = "handling"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    REPLY_DRAFTED = "reply_drafted"
    REPLY_APPROVED = "reply_approved"
    CLOSED = "closed"


class Verb(StrEnum):
    """What can be done with an application once it is in."""

    CONFIRM_RECEIPT = "confirm_receipt"
    REQUEST_SUPPLEMENT = "request_supplement"
    RECEIVE_SUPPLEMENT = "receive_supplement"
    LAPSE = "lapse_application"
    CONSULT_THIRD_PARTY = "consult_third_party"
    CONSULT_AGENCY = "consult_agency"
    RECORD_OPINION = "record_opinion"
    EXTEND = "extend_deadline"
    DRAFT_REPLY = "draft_reply"
    RETURN_REPLY = "return_reply"
    APPROVE_REPLY = "approve_reply"
    SERVE_REPLY = "serve_reply"
    WITHDRAW = "withdraw_application"
    RECORD_RECONSIDERATION = "record_reconsideration"
    RECORD_LAWSUIT = "record_lawsuit"
    OVERRIDE = "override_objection"
    REQUEST_REASONS = "request_reasons"
    RECORD_REASONS = "record_reasons"
    DEFER = "defer_reply"
    SEND_FEE_NOTICE = "send_fee_notice"
    RECORD_FEE_NOTICE = "record_fee_notice_received"
    RECORD_PAYMENT = "record_payment"
    CLOSE_UNPAID = "close_unpaid"
    TRANSFER = "transfer_application"
    ANSWER_CORRECTION = "answer_correction"
    RECORD_SEARCH = "record_search"
    ISSUE_RECEIPT = "issue_receipt"
    ASK_FOR_SEARCH = "ask_for_search"


STAGE_LABELS = {
    Stage.SUBMITTED: "待确认",
    Stage.HANDLING: "办理中",
    Stage.AWAITING_SUPPLEMENT: "待补正",
    Stage.REPLY_DRAFTED: "待审批",
    Stage.REPLY_APPROVED: "待送达",
    Stage.CLOSED: "已办结",
}
VERB_LABELS = {
    Verb.CONFIRM_RECEIPT: "确认收到",
    Verb.REQUEST_SUPPLEMENT: "告知补正",
    Verb.RECEIVE_SUPPLEMENT: "收到补正",
    Verb.LAPSE: "逾期不补正，终止办理",
    Verb.CONSULT_THIRD_PARTY: "征求第三方意见",
    Verb.CONSULT_AGENCY: "征求其他机关意见",
    Verb.RECORD_OPINION: "登记意见",
    Verb.EXTEND: "延长答复期限",
    Verb.DRAFT_REPLY: "拟写答复",
    Verb.RETURN_REPLY: "退回修改",
    Verb.APPROVE_REPLY: "审批答复",
    Verb.SERVE_REPLY: "送达答复",
    Verb.WITHDRAW: "登记撤回",
    Verb.RECORD_RECONSIDERATION: "登记行政复议",
    Verb.RECORD_LAWSUIT: "登记行政诉讼",
    Verb.OVERRIDE: "因公共利益决定公开",
    Verb.REQUEST_REASONS: "要求说明理由",
    Verb.RECORD_REASONS: "登记申请人说明的理由",
    Verb.DEFER: "确定延迟答复",
    Verb.SEND_FEE_NOTICE: "发出收费通知",
    Verb.RECORD_FEE_NOTICE: "登记收到收费通知之日",
    Verb.RECORD_PAYMENT: "登记缴费",
    Verb.CLOSE_UNPAID: "逾期未缴费，终止办理",
    Verb.TRANSFER: "转给负责的机关",
    Verb.ANSWER_CORRECTION: "答复更正申请",
    Verb.RECORD_SEARCH: "登记检索记录",
    Verb.ISSUE_RECEIPT: "出具登记回执",
    Verb.ASK_FOR_SEARCH: "请求协助检索",
}
GROUNDS: dict[Verb, Citation] = {
    Verb.CONFIRM_RECEIPT: cite("条例", 31),
    Verb.REQUEST_SUPPLEMENT: cite("条例", 30),
    Verb.RECEIVE_SUPPLEMENT: cite("条例", 30),
    Verb.LAPSE: cite("条例", 30),
    Verb.CONSULT_THIRD_PARTY: cite("条例", 32),
    Verb.CONSULT_AGENCY: cite("条例", 34),
    Verb.RECORD_OPINION: cite("条例", 33, 3),
    Verb.EXTEND: cite("条例", 33, 2),
    Verb.DRAFT_REPLY: cite("条例", 36),
    Verb.APPROVE_REPLY: cite("条例", 45),
    Verb.SERVE_REPLY: cite("条例", 33, 2),
    Verb.RECORD_RECONSIDERATION: cite("条例", 51),
    Verb.RECORD_LAWSUIT: cite("条例", 51),
    Verb.OVERRIDE: cite("条例", 32),
    Verb.REQUEST_REASONS: cite("条例", 35),
    Verb.RECORD_REASONS: cite("条例", 35),
    Verb.DEFER: cite("条例", 35),
    Verb.SEND_FEE_NOTICE: cite("条例", 42),
    Verb.RECORD_FEE_NOTICE: cite("条例", 42),
    Verb.RECORD_PAYMENT: cite("条例", 42),
    Verb.CLOSE_UNPAID: cite("信息处理费管理办法", 6),
    Verb.TRANSFER: cite("条例", 36, None, 5),
    Verb.ANSWER_CORRECTION: cite("条例", 41),
    Verb.RECORD_SEARCH: cite("条例", 36, None, 4),
    Verb.ISSUE_RECEIPT: cite("条例", 31),
    Verb.ASK_FOR_SEARCH: cite("条例", 45),
}
# Not only the reply can be contested: who gets none in time may go to review or court before it is made (art. 51).
_CONTESTING = frozenset({Verb.RECORD_RECONSIDERATION, Verb.RECORD_LAWSUIT})
# A notice that was sent is received, and paid, whatever the agency does meanwhile: money that came is put on record.
_PAYING = frozenset({Verb.RECORD_FEE_NOTICE, Verb.RECORD_PAYMENT})
LAWFUL: dict[Stage, frozenset[Verb]] = {
    Stage.SUBMITTED: frozenset({Verb.CONFIRM_RECEIPT, Verb.TRANSFER, Verb.WITHDRAW}),
    Stage.HANDLING: frozenset(
        {
            Verb.REQUEST_SUPPLEMENT,
            Verb.CONSULT_THIRD_PARTY,
            Verb.CONSULT_AGENCY,
            Verb.RECORD_OPINION,
            Verb.EXTEND,
            Verb.OVERRIDE,
            Verb.REQUEST_REASONS,
            Verb.RECORD_REASONS,
            Verb.DEFER,
            Verb.SEND_FEE_NOTICE,
            Verb.CLOSE_UNPAID,
            Verb.ANSWER_CORRECTION,
            Verb.RECORD_SEARCH,
            Verb.ISSUE_RECEIPT,
            Verb.ASK_FOR_SEARCH,
            Verb.DRAFT_REPLY,
            Verb.WITHDRAW,
        }
    )
    | _PAYING
    | _CONTESTING,
    # A third party asked before may still answer while the applicant supplements.
    Stage.AWAITING_SUPPLEMENT: frozenset(
        {Verb.RECEIVE_SUPPLEMENT, Verb.LAPSE, Verb.RECORD_OPINION, Verb.RECORD_SEARCH, Verb.WITHDRAW}
    )
    | _PAYING
    | _CONTESTING,
    Stage.REPLY_DRAFTED: frozenset(
        {
            Verb.RETURN_REPLY,
            Verb.APPROVE_REPLY,
            Verb.RECORD_OPINION,
            Verb.RECORD_SEARCH,
            Verb.EXTEND,
            Verb.WITHDRAW,
        }
    )
    | _PAYING
    | _CONTESTING,
    Stage.REPLY_APPROVED: frozenset({Verb.SERVE_REPLY, Verb.WITHDRAW}) | _PAYING | _CONTESTING,
    Stage.CLOSED: _CONTESTING,
}
# A record about oneself put right (art. 41) is no application under art. 27: it has no time limit, no fee, no consultation
# and none of the 24 outcomes.
OF_CORRECTION = frozenset({Verb.CONFIRM_RECEIPT, Verb.ANSWER_CORRECTION, Verb.WITHDRAW}) | _CONTESTING
_OTHER_KIND = {
    True: ("这是更正申请，条例第四十一条没有这一步", "请核实后答复更正申请。"),
    False: ("这不是更正申请", "请拟写答复，交另一人审批。"),
}
_STANDING = {
    Stage.SUBMITTED: ("申请还没有确认收到，期限尚未开始", "请先确认收到之日。"),
    Stage.HANDLING: ("申请正在办理", "请先拟写答复，交另一人审批。"),
    Stage.AWAITING_SUPPLEMENT: ("正在等申请人补正", "请等补正材料到后登记，或在补正期限过后终止办理。"),
    Stage.REPLY_DRAFTED: ("答复已经拟好，正在审批", "要改内容请先退回修改。"),
    Stage.REPLY_APPROVED: ("答复已经批准，等待送达", "请送达申请人，并登记送达日期和方式。"),
    Stage.CLOSED: ("申请已经办结，一件申请只答复一次", "如有新情况，请在内部备注写明；复议、诉讼可以登记。"),
}


def is_lawful(stage: Stage, verb: Verb, *, correction: bool = False) -> bool:
    """Whether the table allows the verb at that stage. correction: of a request under art. 41."""
    return verb in LAWFUL[stage] and is_of_kind(verb, correction)


def why_not(stage: Stage, verb: Verb, *, correction: bool = False) -> str:
    """The reason in one Chinese clause, for the list of acts that are not possible now. Empty when lawful."""
    if not is_of_kind(verb, correction):
        return _OTHER_KIND[correction][0]
    return "" if verb in LAWFUL[stage] else _STANDING[stage][0]


def require(stage: Stage, verb: Verb, *, correction: bool = False) -> None:
    """Raise NotLawful unless the table allows the verb at that stage."""
    if is_lawful(stage, verb, correction=correction):
        return
    standing, hint = _STANDING[stage] if is_of_kind(verb, correction) else _OTHER_KIND[correction]
    raise NotLawful(f"stage.{verb}", GROUNDS.get(verb), f"现在不能{VERB_LABELS[verb]}：{standing}。", hint)


def is_of_kind(verb: Verb, correction: bool) -> bool:
    """Whether that act exists for a correction (art. 41), or for an application."""
    return verb in OF_CORRECTION if correction else verb is not Verb.ANSWER_CORRECTION
