"""The acts an officer can do on a case: each verb with its form, its words and the action it calls."""

from typing import Any

from gongkai.applications import actions
from gongkai.audit.actors import Actor
from gongkai.backoffice.act import Act as Act
from gongkai.backoffice.act import Typed, act_for, plainly
from gongkai.backoffice.clock_acts import CLOCK_ACTS
from gongkai.backoffice.forms import acts as forms
from gongkai.backoffice.forms import appeals, fees
from gongkai.backoffice.ledger_acts import LEDGER_ACTS
from gongkai.backoffice.letter_acts import LETTER_ACTS
from gongkai.backoffice.redaction_acts import REDACTION_ACTS
from gongkai.law.stages import Verb


def _assign(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.assign_officer(case, typed["officer"], actor=actor, seen_version=version)


def _note(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.add_note(case, typed["text"], actor=actor)


ACTS: tuple[Act, ...] = (
    act_for(
        Verb.CONFIRM_RECEIPT,
        forms.ConfirmReceipt,
        plainly(actions.confirm_receipt),
        "与申请人确认收到之日，期限从第二天起算。",
        "收到之日已经确认，期限开始计算。",
    ),
    act_for(
        Verb.REQUEST_SUPPLEMENT,
        forms.RequestSupplement,
        plainly(actions.request_supplement),
        "申请内容不明确的，收到之日起七个工作日内一次性告知补正。",
        "补正告知书已经编号，等申请人补正。",
    ),
    act_for(
        Verb.RECEIVE_SUPPLEMENT,
        forms.ReceiveSupplement,
        plainly(actions.receive_supplement),
        "登记申请人补来的内容和材料，答复期限重新计算。",
        "补正已经登记，答复期限重新计算。",
    ),
    act_for(
        Verb.LAPSE,
        fees.Lapse,
        plainly(actions.lapse_application),
        "补正期限已过，申请人没有正当理由不补正的，视为放弃，不再处理。",
        "本件因逾期不补正终止办理，已经办结。",
    ),
    act_for(
        Verb.EXTEND,
        forms.Extend,
        plainly(actions.extend_deadline),
        "不能按期答复的，经负责人同意，最多延长二十个工作日，并告知申请人。",
        "期限已经延长，延期答复告知书已经编号。",
    ),
    act_for(
        Verb.SERVE_REPLY,
        forms.Serve,
        plainly(actions.serve_reply),
        "送达申请人，登记日期和方式。送达即办结，一件申请只答复一次。",
        "答复已经送达，本件办结。",
    ),
    act_for(
        Verb.WITHDRAW,
        forms.Withdraw,
        plainly(actions.withdraw_application),
        "申请人自己撤回的，登记撤回并办结；正在审批的稿子退回存档。",
        "撤回已经登记，本件办结。",
    ),
    act_for(
        Verb.RECORD_RECONSIDERATION,
        appeals.RecordReconsideration,
        plainly(actions.record_reconsideration),
        "申请人不服答复，或者逾期没有收到答复，申请行政复议的，登记在这里，计入年报表四。",
        "行政复议已经登记。",
    ),
    act_for(
        Verb.RECORD_LAWSUIT,
        appeals.RecordLawsuit,
        plainly(actions.record_lawsuit),
        "申请人不服答复，或者逾期没有收到答复，提起行政诉讼的，登记在这里，计入年报表四。",
        "行政诉讼已经登记。",
    ),
    Act(
        "assign-officer",
        "换经办人",
        forms.Assign,
        _assign,
        "指定由谁经办。",
        "经办人已经更换。",
    ),
    Act(
        "add-note",
        "记一笔",
        forms.Note,
        _note,
        "内部备注，申请人看不到，不进答复书。",
        "备注已经保存。",
        by_desk=False,
    ),
    *CLOCK_ACTS,
    *LEDGER_ACTS,
    *LETTER_ACTS,
    *REDACTION_ACTS,
)
BY_SLUG = {act.slug: act for act in ACTS}
BY_VERB = {act.verb: act for act in ACTS if act.verb is not None}
