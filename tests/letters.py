"""One of each of the 31 letters, from a built case: what the acts would tell, and the text it makes."""

from datetime import date
from typing import Any

from gongkai.applications import wording
from gongkai.applications.models import Application
from gongkai.law.fees import fee_by_case
from gongkai.law.letters import letter
from gongkai.law.outcomes import outcome as outcome_of
from tests.builders import Desk, an_agency, an_application

ON = date(2024, 3, 20)
REGULATIONS = "《中华人民共和国政府信息公开条例》"
EARLIER = "本机关已于2024年1月10日以青测公开〔2024〕5号就同一信息答复你。"

OUTCOMES = {
    "answer_already_public": "granted.already_public",
    "answer_grant": "granted.provided",
    "answer_partial": "granted_in_part",
    "answer_deny": "refused.third_party_rights",
    "answer_special_query": "refused.registry_lookup",
    "answer_not_exist": "unavailable.not_found",
    "answer_not_ours": "unavailable.not_ours",
    "answer_no_existing": "unavailable.must_be_created",
    "answer_unclear": "unavailable.still_unclear",
    "answer_petition": "not_taken_up.petition",
    "answer_repeat": "not_taken_up.repeat",
    "answer_publication": "not_taken_up.published_work",
    "answer_excessive": "not_taken_up.excessive",
    "answer_confirm": "not_taken_up.reissue",
    "close_unpaid": "otherwise.fee_unpaid",
    "close_other": "otherwise.other",
}
GROUNDS = {
    "answer_partial": f"{REGULATIONS}第十五条、第三十七条",
    "answer_special_query": f"{REGULATIONS}第三十六条第（七）项和《不动产登记暂行条例》第二十七条",
    "answer_confirm": f"{REGULATIONS}第二条",
    "close_other": f"{REGULATIONS}第三十六条",
    "close_unpaid": f"{REGULATIONS}第四十二条",
    "correct_record": f"{REGULATIONS}第四十一条",
}
REASONS = {
    "answer_partial": "附表属于个人隐私，公开会对第三方合法权益造成损害。",
    "answer_deny": "该合同含有报价明细，属于商业秘密，公开会对第三方合法权益造成损害。",
    "answer_not_ours": "该批复由青川区自然资源局制作并保存。",
    "answer_unclear": "补正材料没有写明文件的名称、文号和形成时间。",
    "close_other": "申请人已经死亡，没有承受其权利的人。",
}
OWN: dict[str, dict[str, Any]] = {
    "receipt": {
        "received_how": "当面提交，以提交之日为收到之日",
        "materials": "申请表1份、身份证复印件1份",
        "due_on": date(2024, 4, 1),
        "enquiry": "凭查询编号T001-2024-0001在本机关网站查询",
    },
    "supplement": {
        "items": ["写明批复的文号或者形成时间", "补交身份证明复印件"],
        "reply_by": date(2024, 4, 8),
        "guidance": "补正时，请写明工程所在的路段和年份。",
    },
    "reason_request": {"counts": "2024年1月1日至3月4日，你提出申请46件", "reply_by": date(2024, 4, 8)},
    "extension": {"workdays": 15, "due_on": date(2024, 4, 24), "reason": "需要到区档案馆调阅早年卷宗"},
    "deferral": {"due_on": date(2024, 6, 28), "reason": "数量较多、需要逐件检索"},
    "third_party_consultation": {"subject": "人民路拓宽工程施工合同"},
    "consultation_notice": {},
    "agency_consultation": wording.consultation_values("人民路拓宽工程的会审意见", joint=True),
    "assist": {"subject": "人民路拓宽工程的征收批复及附图", "reply_by": date(2024, 3, 27)},
    "third_party_decision": {
        "subject": "人民路拓宽工程施工合同的价款条款",
        "reason": "该工程使用财政资金，价款涉及公众对财政支出的监督",
        "opinion": "你（单位）于2024年3月15日表示不同意公开。",
    },
    "fee_notice": {
        "scale": "按件计收，当月10件以下不收费，11件至30件每件100元",
        "lines": str(fee_by_case(12, on=ON)),
        "yuan": "200",
        "how_to_pay": "到青川区非税收入征缴窗口缴纳，或者转账至青川区财政专户",
    },
    "answer_already_public": {"where": "请在青川区人民政府网站“征收信息”栏目查阅、下载。"},
    "answer_partial": {"withheld": "附表中被征收人的姓名、身份证号码", "secrets": "王大力\n990101196001011237"},
    "answer_deny": {"third_party": "本机关已书面征求第三方意见，第三方不同意公开。", "secrets": "报价为壹佰元"},
    "answer_special_query": {"where": "请持本人身份证明到青川区不动产登记中心（人民路8号）查询窗口申请查询。"},
    "answer_not_ours": {"responsible": "建议你向青川区自然资源局申请，电话0000-7654321。"},
    "answer_unclear": {"supplement": "本机关于2024年3月6日告知你补正，于2024年3月11日收到你的补正材料。"},
    "answer_petition": {"channels": "你可以向青川区信访局提出，电话0000-1111111。"},
    "answer_repeat": {"earlier": EARLIER},
    "answer_publication": {"publication": "你要求提供的是《青川年鉴（2020）》。", "where": "可以到青川区图书馆借阅，或者向出版社购买。"},
    "answer_excessive": {
        "counts": "2024年1月1日至3月4日，你提出申请46件。",
        "explanation": "本机关于2024年3月8日告知你说明理由，你于3月12日答复称“用于个人研究”。",
    },
    "answer_confirm": {"earlier": "本机关已于2024年1月10日向你提供该信息，你已签收。"},
    "close_not_supplemented": {"reply_by": date(2024, 3, 18)},
    "close_unpaid": {"pay_by": date(2024, 3, 18)},
    "close_withdrawn": {"withdrawn_on": ON},
    "close_other": {"ended_on": ON},
    "correct_record": {"result": "登记簿中你的出生年月已由1960年10月更正为1960年1月。"},
    "service": {
        "document": "政府信息公开申请答复书（青测公开〔2024〕12号）",
        "way": "邮政企业邮寄",
        "place": "青川区解放路2号",
        "taken": "2024年3月20日交邮，邮件号XA00000000001",
        "served_by": "测试员",
    },
}  # fmt: skip
TO = {"third_party_consultation": "青川建设有限公司", "third_party_decision": "青川建设有限公司", "agency_consultation": "青川区自然资源局", "assist": "青川区档案馆"}  # fmt: skip


def a_case(**changes: Any) -> Application:
    """A case of a named agency, received on 4 March 2024."""
    agency = an_agency(name="青川区住房和城乡建设局", mark="青住建公开")
    return an_application(Desk(agency), received_on=date(2024, 3, 4), **changes)


def values_of(code: str, case: Application) -> dict[str, Any]:
    """What the act that makes the letter would tell."""
    own = OWN.get(code, {})
    if code in OUTCOMES or code == "correct_record":
        outcome = OUTCOMES.get(code, "otherwise.other")
        told = wording.reply_values(
            case,
            outcome,
            grounds=GROUNDS.get(code) or outcome_of(outcome).grounds,
            reason=REASONS.get(code, ""),
            search="于2024年3月18日检索了办公室档案室、电子公文系统，关键词“人民路”“征收”，没有检索到。" if code == "answer_not_exist" else "",
            released=["征收批复.pdf"] if code in {"answer_grant", "answer_partial"} else [],
            on=ON,
        )  # fmt: skip
        if code == "correct_record":
            told["decision"] = "经核实，登记的内容有误，本机关予以更正。"
        return {name: value for name, value in told.items() if name in letter(code).values} | own
    if letter(code).remedy:
        outcome = "otherwise.not_supplemented" if code == "close_not_supplemented" else "granted.provided"
        own = {**own, **wording.remedy_values(case, outcome, ON, served_online=False)}
    return own


def a_letter(code: str, case: Application, **changes: Any) -> wording.Content:
    """The letter as it would be numbered. changes: values told otherwise."""
    return wording.compose(code, case, {**values_of(code, case), **changes}, addressee=TO.get(code, ""))
