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
}
# Not only the reply can be contested: who gets none in time may go to review or court before it is made (art. 51).
_CONTESTING = frozenset({Verb.RECORD_RECONSIDERATION, Verb.RECORD_LAWSUIT})
LAWFUL: dict[Stage, frozenset[Verb]] = {
    Stage.SUBMITTED: frozenset({Verb.CONFIRM_RECEIPT, Verb.WITHDRAW}),
    Stage.HANDLING: frozenset(
        {
            Verb.REQUEST_SUPPLEMENT,
            Verb.CONSULT_THIRD_PARTY,
            Verb.CONSULT_AGENCY,
            Verb.RECORD_OPINION,
            Verb.EXTEND,
            Verb.DRAFT_REPLY,
            Verb.WITHDRAW,
        }
    )
    | _CONTESTING,
    # A third party asked before may still answer while the applicant supplements.
    Stage.AWAITING_SUPPLEMENT: frozenset({Verb.RECEIVE_SUPPLEMENT, Verb.LAPSE, Verb.RECORD_OPINION, Verb.WITHDRAW})
    | _CONTESTING,
    Stage.REPLY_DRAFTED: frozenset(
        {Verb.RETURN_REPLY, Verb.APPROVE_REPLY, Verb.RECORD_OPINION, Verb.EXTEND, Verb.WITHDRAW}
    )
    | _CONTESTING,
    Stage.REPLY_APPROVED: frozenset({Verb.SERVE_REPLY, Verb.WITHDRAW}) | _CONTESTING,
    Stage.CLOSED: _CONTESTING,
}
_STANDING = {
    Stage.SUBMITTED: ("申请还没有确认收到，期限尚未开始", "请先确认收到之日。"),
    Stage.HANDLING: ("申请正在办理", "请先拟写答复，交另一人审批。"),
    Stage.AWAITING_SUPPLEMENT: ("正在等申请人补正", "请等补正材料到后登记，或在补正期限过后终止办理。"),
    Stage.REPLY_DRAFTED: ("答复已经拟好，正在审批", "要改内容请先退回修改。"),
    Stage.REPLY_APPROVED: ("答复已经批准，等待送达", "请送达申请人，并登记送达日期和方式。"),
    Stage.CLOSED: ("申请已经办结，一件申请只答复一次", "如有新情况，请在内部备注写明；复议、诉讼可以登记。"),
}


def is_lawful(stage: Stage, verb: Verb) -> bool:
    """Whether the table allows the verb at that stage."""
    return verb in LAWFUL[stage]


def why_not(stage: Stage, verb: Verb) -> str:
    """The reason in one Chinese clause, for the list of acts that are not possible now. Empty when lawful."""
    return "" if is_lawful(stage, verb) else _STANDING[stage][0]


def require(stage: Stage, verb: Verb) -> None:
    """Raise NotLawful unless the table allows the verb at that stage."""
    if is_lawful(stage, verb):
        return
    standing, hint = _STANDING[stage]
    raise NotLawful(f"stage.{verb}", GROUNDS.get(verb), f"现在不能{VERB_LABELS[verb]}：{standing}。", hint)
