"""The acts that move the clock beyond supplement and extension: consultation, reasons, fees, service, transfer, correction."""

from typing import Any

from gongkai.applications import actions
from gongkai.audit.actors import Actor
from gongkai.backoffice.act import Act, Typed, act_for, plainly
from gongkai.backoffice.forms import consultation, fees, reasons, service, transfer
from gongkai.law.stages import Verb


def _serve_letter(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.record_service(typed.pop("letter"), **typed, actor=actor, seen_version=version)


def _return_letter(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.record_return(typed.pop("letter"), **typed, actor=actor, seen_version=version)


def _finish_task(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.finish_task(typed.pop("task"), **typed, actor=actor)


def _turn_proactive(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.turn_proactive(typed.pop("task"), **typed, actor=actor)


CLOCK_ACTS: tuple[Act, ...] = (
    act_for(
        Verb.CONSULT_THIRD_PARTY,
        consultation.ConsultThirdParties,
        plainly(actions.consult_third_parties),
        "公开会损害第三方合法权益的，书面征求第三方意见，期间不计。几个第三方可以一起征求，各发一封。",
        "征询书已经编号，从第二天起停止计算。请送达后登记。",
    ),
    act_for(
        Verb.CONSULT_AGENCY,
        consultation.ConsultAgency,
        plainly(actions.consult_agency),
        "由几个机关共同制作的信息，征求其他机关意见，期间不计。",
        "征求意见函已经编号，从第二天起停止计算。请送达后登记。",
    ),
    act_for(
        Verb.RECORD_OPINION,
        consultation.RecordOpinion,
        plainly(actions.record_opinion),
        "登记第三方或者其他机关的意见，从第二天起接着计算。答复过又改口的，登记为后来的说法，以后来的为准，期限不再变。",
        "意见已经登记。",
    ),
    act_for(
        Verb.OVERRIDE,
        consultation.Override,
        plainly(actions.override_objection),
        "第三方不同意公开且有合理理由，但不公开可能对公共利益造成重大影响的，可以公开，并把决定公开的内容和理由书面告知第三方。",
        "决定公开告知书已经编号。送达第三方之后才能向申请人公开。",
    ),
    act_for(
        Verb.REQUEST_REASONS,
        reasons.RequestReasons,
        plainly(actions.request_reasons),
        "申请的数量、频次明显超过合理范围的，可以要求申请人说明理由。答复期限照常计算。",
        "说明理由告知书已经编号，请送达申请人。",
    ),
    act_for(
        Verb.RECORD_REASONS,
        reasons.RecordReasons,
        plainly(actions.record_reasons),
        "登记申请人说明的理由，并认定是否合理：不合理的可以不予处理，合理而难以按期答复的可以延迟。",
        "申请人说明的理由已经登记。",
    ),
    act_for(
        Verb.DEFER,
        reasons.Defer,
        plainly(actions.defer_reply),
        "理由合理，但无法在规定期限内答复的，可以确定延迟答复的合理期限并告知申请人。",
        "延迟答复告知书已经编号。要在到期日之前送达。",
    ),
    act_for(
        Verb.SEND_FEE_NOTICE,
        fees.SendFeeNotice,
        plainly(actions.send_fee_notice),
        "数量、频次明显超过合理范围的，可以收取信息处理费，也可以不收。按件或者按量，只选一种。",
        "收费通知书已经编号。请送达申请人并登记收到之日，从收到起期限停下。",
    ),
    act_for(
        Verb.RECORD_FEE_NOTICE,
        fees.RecordFeeNotice,
        plainly(actions.record_fee_notice_received),
        "申请人收到收费通知之日起停止计算，缴费期限二十个工作日。",
        "收到之日已经登记，等申请人缴费。",
    ),
    act_for(
        Verb.RECORD_PAYMENT,
        fees.RecordPayment,
        plainly(actions.record_payment),
        "登记缴费。答复期限从缴费次日起重新计算。",
        "缴费已经登记，答复期限重新计算。",
    ),
    act_for(
        Verb.CLOSE_UNPAID,
        fees.CloseUnpaid,
        plainly(actions.close_unpaid),
        "缴费期限已过，申请人没有缴费的，视为放弃，不再处理。",
        "本件因逾期未缴费终止办理，已经办结。",
    ),
    act_for(
        Verb.TRANSFER,
        transfer.Transfer,
        plainly(actions.transfer_application),
        "还没有确认收到、应由别的机关负责的，转给那个机关登记，并告知申请人。确认收到之后，请以“不属于本机关公开”答复。",
        "已经转给负责的机关登记，本件结束，不计入年报。",
    ),
    act_for(
        Verb.ANSWER_CORRECTION,
        transfer.AnswerCorrection,
        plainly(actions.answer_correction),
        "核实之后，更正、转送有权更正的机关、告知申请人向谁提出，或者说明记录无误。",
        "更正答复书已经编号，本件办结。请送达申请人。",
    ),
    Act(
        "record-delivery",
        "登记对方收到之日",
        consultation.RecordDelivery,
        plainly(actions.record_delivery),
        "征求意见书送到了，登记对方收到之日，十五个工作日从此起算。",
        "对方收到之日已经登记。",
        cite="条例第三十二条",
    ),
    Act(
        "end-consultation",
        "停止等候意见",
        consultation.EndConsultation,
        plainly(actions.end_consultation),
        "征求意见书送不到、人联系不上的，写明怎样联系过，停止等候，由本机关决定是否公开。已经送到的，要等满十五个工作日。",
        "已经停止等候，从第二天起接着计算。",
        cite="条例第三十二条",
    ),
    Act(
        "serve-letter",
        "登记送达",
        service.ServeLetter,
        _serve_letter,
        "登记文书怎样送达、哪一天。直接送达以签收之日为准，邮寄以交邮政企业之日为准，电子送达以到达之日为准。",
        "送达已经登记。",
        cite="条例第四十条",
    ),
    Act(
        "return-letter",
        "登记退回",
        service.ReturnLetter,
        _return_letter,
        "文书被退回的，那一次送达不再算数，另开一件待办，请核实地址后另行送达。",
        "退回已经登记，请看待办。",
        cite="条例第四十条",
    ),
    Act(
        "finish-task",
        "完成待办",
        service.FinishTask,
        _finish_task,
        "写明怎样处理的。",
        "待办已经完成。",
    ),
    Act(
        "turn-proactive",
        "转为主动公开",
        service.TurnProactive,
        _turn_proactive,
        "几个申请人都要的信息，可以公开的，拟一件主动公开的稿件。申请和答复里的内容不会带过去，请另写正文。",
        "已经拟稿，在“公开”里接着写。",
        cite="条例第四十四条",
    ),
)
