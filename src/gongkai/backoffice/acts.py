"""The acts an officer can do on a case: each verb with its form, its words and the action it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.applications import actions
from gongkai.audit.actors import Actor
from gongkai.backoffice.forms import acts as forms
from gongkai.backoffice.forms import appeals
from gongkai.law.stages import GROUNDS, VERB_LABELS, Verb

Typed = dict[str, Any]  # the cleaned form, without the version
Run = Callable[[Any, Typed, Actor, int], object]


@dataclass(frozen=True, slots=True)
class Act:
    """slug: in the address; told: what it does, in a sentence; done: what the page says afterwards, {…} from the form;
    verb: None for what no stage forbids; by_desk: only the agency's desk officers do it."""

    slug: str
    label: str
    form: type[forms.CaseForm]
    run: Run
    told: str
    done: str
    verb: Verb | None = None
    cite: str = ""
    by_desk: bool = True


def _act(verb: Verb, form: type[forms.CaseForm], run: Run, told: str, done: str) -> Act:
    ground = GROUNDS.get(verb)
    slug = verb.value.replace("_", "-")
    return Act(slug, VERB_LABELS[verb], form, run, told, done, verb, f"条例{ground.place()}" if ground else "")


def _plainly(verb: Callable[..., object]) -> Run:
    """The action takes what the form has, name by name."""

    def run(case: Any, typed: Typed, actor: Actor, version: int) -> object:
        return verb(case, **typed, actor=actor, seen_version=version)

    return run


def _assign(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.assign_officer(case, typed["officer"], actor=actor, seen_version=version)


def _note(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.add_note(case, typed["text"], actor=actor)


ACTS: tuple[Act, ...] = (
    _act(
        Verb.CONFIRM_RECEIPT,
        forms.ConfirmReceipt,
        _plainly(actions.confirm_receipt),
        "与申请人确认收到之日，期限从第二天起算。",
        "收到之日已经确认，期限开始计算。",
    ),
    _act(
        Verb.REQUEST_SUPPLEMENT,
        forms.RequestSupplement,
        _plainly(actions.request_supplement),
        "申请内容不明确的，收到之日起七个工作日内一次性告知补正。",
        "补正告知书已经编号，等申请人补正。",
    ),
    _act(
        Verb.RECEIVE_SUPPLEMENT,
        forms.ReceiveSupplement,
        _plainly(actions.receive_supplement),
        "登记申请人补来的内容和材料，答复期限重新计算。",
        "补正已经登记，答复期限重新计算。",
    ),
    _act(
        Verb.LAPSE,
        forms.Lapse,
        _plainly(actions.lapse_application),
        "补正期限已过，申请人没有正当理由不补正的，视为放弃，不再处理。",
        "本件因逾期不补正终止办理，已经办结。",
    ),
    _act(
        Verb.CONSULT_THIRD_PARTY,
        forms.ConsultThirdParty,
        _plainly(actions.consult_third_party),
        "公开会损害第三方合法权益的，书面征求第三方意见，期间不计。",
        "征询书已经编号，从第二天起停止计算。",
    ),
    _act(
        Verb.CONSULT_AGENCY,
        forms.ConsultAgency,
        _plainly(actions.consult_agency),
        "由几个机关共同制作的信息，征求其他机关意见，期间不计。",
        "征求意见函已经编号，从第二天起停止计算。",
    ),
    _act(
        Verb.RECORD_OPINION,
        forms.RecordOpinion,
        _plainly(actions.record_opinion),
        "登记第三方或者其他机关的意见，从第二天起接着计算。",
        "意见已经登记，从第二天起接着计算。",
    ),
    _act(
        Verb.EXTEND,
        forms.Extend,
        _plainly(actions.extend_deadline),
        "不能按期答复的，经负责人同意，最多延长二十个工作日，并告知申请人。",
        "期限已经延长，延期答复告知书已经编号。",
    ),
    _act(
        Verb.SERVE_REPLY,
        forms.Serve,
        _plainly(actions.serve_reply),
        "送达申请人，登记日期和方式。送达即办结，一件申请只答复一次。",
        "答复已经送达，本件办结。",
    ),
    _act(
        Verb.WITHDRAW,
        forms.Withdraw,
        _plainly(actions.withdraw_application),
        "申请人自己撤回的，登记撤回并办结；正在审批的稿子退回存档。",
        "撤回已经登记，本件办结。",
    ),
    _act(
        Verb.RECORD_RECONSIDERATION,
        appeals.RecordReconsideration,
        _plainly(actions.record_reconsideration),
        "申请人不服答复，或者逾期没有收到答复，申请行政复议的，登记在这里，计入年报表四。",
        "行政复议已经登记。",
    ),
    _act(
        Verb.RECORD_LAWSUIT,
        appeals.RecordLawsuit,
        _plainly(actions.record_lawsuit),
        "申请人不服答复，或者逾期没有收到答复，提起行政诉讼的，登记在这里，计入年报表四。",
        "行政诉讼已经登记。",
    ),
    Act(
        "record-delivery",
        "登记对方收到之日",
        forms.RecordDelivery,
        _plainly(actions.record_delivery),
        "征求意见书送到了，登记对方收到之日，十五个工作日从此起算。",
        "对方收到之日已经登记。",
        cite="条例第三十二条",
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
)
BY_SLUG = {act.slug: act for act in ACTS}
BY_VERB = {act.verb: act for act in ACTS if act.verb is not None}
