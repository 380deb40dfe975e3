"""What official documents say: titles, addressees, paragraphs. Frozen with the document when it goes out."""

from datetime import date
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.applications.models import Application
from gongkai.law.citations import cite
from gongkai.law.facts import ApplicantKind
from gongkai.law.outcomes import Outcome
from gongkai.law.workdays import in_words

Content = dict[str, Any]
TITLES = {
    "answer_already_public": "政府信息公开申请答复书（已主动公开）",
    "answer_grant": "政府信息公开申请答复书（予以公开）",
    "answer_partial": "政府信息公开申请答复书（部分公开）",
    "answer_deny": "政府信息公开申请答复书（不予公开）",
    "answer_special_query": "依特别规定查询告知书",
    "answer_not_exist": "政府信息不存在答复书",
    "answer_not_ours": "不属于本机关公开告知书",
    "answer_no_existing": "没有现成信息答复书",
    "answer_unclear": "补正后仍不明确答复书",
    "answer_petition": "不作为政府信息公开申请处理告知书",
    "answer_repeat": "不予重复处理告知书",
    "answer_publication": "公开出版物获取途径告知书",
    "answer_excessive": "不予处理告知书",
    "answer_confirm": "要求确认或重新出具告知书",
    "close_not_supplemented": "逾期不补正终止处理告知书",
    "close_unpaid": "逾期未缴费终止处理告知书",
    "close_withdrawn": "撤回申请确认书",
    "close_other": "终止处理告知书",
}
DECISIONS = {
    "granted.already_public": "你申请的政府信息已经主动公开，现将获取的方式、途径告知你。",
    "granted.provided": "你申请的政府信息可以公开，本机关予以提供。",
    "granted_in_part": "你申请的政府信息中含有不应当公开的内容，能够作区分处理。本机关提供可以公开的部分，不公开的部分及理由如下。",
    "refused": "你申请的政府信息，本机关决定不予公开。",
    "refused.registry_lookup": "有关法律、行政法规对你申请的信息的获取有特别规定，请依照该规定办理。",
    "unavailable.not_found": "经检索，本机关没有你申请公开的政府信息，该政府信息不存在。",
    "unavailable.not_ours": "你申请的政府信息不属于本机关负责公开。",
    "unavailable.must_be_created": "你申请的信息没有现成的，需要本机关对现有政府信息进行加工、分析，本机关不予提供。",
    "unavailable.still_unclear": "你补正之后，申请内容仍不明确，本机关无法提供。",
    "not_taken_up.petition": "你以政府信息公开申请的形式提出信访、投诉、举报，本机关不作为政府信息公开申请处理。",
    "not_taken_up.repeat": "本机关已就你提出的相同政府信息公开申请作出答复，不予重复处理。",
    "not_taken_up.published_work": "你要求提供公开出版物，本机关告知你获取的途径。",
    "not_taken_up.excessive": "你申请公开政府信息的数量、频次明显超过合理范围，所说明的理由不合理，本机关不予处理。",
    "not_taken_up.reissue": "你要求确认或者重新出具已经获取的政府信息，本机关不予处理。",
    "otherwise": "本机关终止办理你的申请。",
}


def salutation(application: Application) -> str:
    """A person is addressed by name; an organisation by its name."""
    return application.applicant.name


def you(application: Application) -> str:
    """How an office addresses the applicant in a letter: 你, or 你单位."""
    return "你" if application.applicant_kind == ApplicantKind.NATURAL_PERSON else "你单位"


def asked(application: Application) -> str:
    """The request in a sentence, its content quoted whole: the letter must say what was asked."""
    received = f"本机关于{in_words(application.received_on)}收到" if application.received_on else "本机关收到"
    content = application.content.strip().rstrip("。")
    return f"{received}{you(application)}提出的政府信息公开申请（登记编号{application.number}）。{you(application)}申请获取：{content}。"


def _letter(
    title: str, application: Application, *paragraphs: str, addressee: str = "", attachments: tuple[str, ...] = ()
) -> Content:
    return {
        "title": title,
        "addressee": addressee or salutation(application),
        "paragraphs": [text for text in paragraphs if text],
        "attachments": list(attachments),
    }


def supplement_notice(application: Application, items: list[str], reply_by: date, guidance: str) -> Content:
    """补正告知书. Art. 30: once, all items, a reasonable time limit."""
    listed = [f"{number}．{item}" for number, item in enumerate(items, 1)]
    return _letter(
        "补正告知书",
        application,
        asked(application),
        f"经审查，{you(application)}的申请需要补正。根据{cite('条例', 30)}，请{you(application)}对下列事项一次性补正：",
        *listed,
        guidance,
        f"请于{in_words(reply_by)}前将补正材料提交本机关。答复期限自本机关收到补正的申请之日起计算。"
        "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。",
    )


def extension_notice(application: Application, workdays: int, due_on: date | None, reason: str) -> Content:
    """延期答复告知书. Art. 33 para 2: approved, told, at most 20 working days."""
    until = f"延长后的答复期限届满日为{in_words(due_on)}。" if due_on else ""
    return _letter(
        "延期答复告知书",
        application,
        asked(application),
        f"因{reason.strip().rstrip('。')}，不能在法定期限内答复。根据{cite('条例', 33, 2)}，经本机关政府信息公开工作机构负责人同意，"
        f"答复期限延长{workdays}个工作日。{until}",
    )


def third_party_letter(application: Application, name: str, subject: str, agency: Agency) -> Content:
    """第三方意见征询书. Art. 15, 32: fifteen working days from their receipt; the applicant is not named."""
    return _letter(
        "第三方意见征询书",
        application,
        f"本机关收到政府信息公开申请，申请公开的信息是：{subject.strip().rstrip('。')}。该信息的公开可能损害你（单位）的合法权益。",
        f"根据{cite('条例', 32)}，现书面征求你（单位）的意见。请自收到本征询书之日起15个工作日内提出意见，"
        "说明是否同意公开；不同意公开的，请说明理由。",
        "逾期未提出意见的，由本机关依照条例的规定决定是否公开。",
        f"意见请寄：{agency.address}，{agency.name}，电话{agency.phone}。",
        addressee=name,
    )


def agency_letter(application: Application, name: str, subject: str, *, joint: bool) -> Content:
    """征求意见函. Art. 34 for a joint maker, whose silence is consent; art. 11 for others, without deemed result."""
    law = cite("条例", 34) if joint else cite("条例", 11)
    silence = "逾期未提出意见的，视为同意公开。" if joint else ""
    return _letter(
        "征求意见函",
        application,
        f"本机关收到政府信息公开申请，申请公开的信息是：{subject.strip().rstrip('。')}。该信息{'由本机关与贵单位共同制作' if joint else '涉及贵单位'}。",
        f"根据{law}，现征求贵单位意见。请自收到本函之日起15个工作日内提出书面意见。{silence}",
        addressee=name,
    )


def consultation_notice(application: Application) -> Content:
    """征求意见情况告知书. Art. 33 para 3: the time needed is not counted. The third party is not named."""
    return _letter(
        "征求意见情况告知书",
        application,
        asked(application),
        f"该信息涉及第三方或者其他机关，本机关已征求其意见。根据{cite('条例', 33, 3)}，征求意见所需时间不计算在答复期限内。",
    )


def lapse_notice(application: Application, reply_by: date) -> Content:
    """逾期不补正终止处理告知书. Art. 30."""
    return _letter(
        TITLES["close_not_supplemented"],
        application,
        asked(application),
        f"本机关已告知{you(application)}于{in_words(reply_by)}前补正。{you(application)}无正当理由逾期不补正，根据{cite('条例', 30)}，视为放弃申请，本机关不再处理该申请。",
        f"{you(application)}可以按照补正告知的要求重新提出申请。",
    )


def withdrawal_notice(application: Application, on: date) -> Content:
    """撤回申请确认书."""
    return _letter(
        TITLES["close_withdrawn"],
        application,
        asked(application),
        f"{you(application)}于{in_words(on)}撤回该申请，本机关终止办理。{you(application)}以后仍可以重新提出申请。",
    )


def decision_of(application: Application, outcome: Outcome) -> str:
    """The decision in a sentence."""
    said = DECISIONS.get(outcome.code) or DECISIONS[outcome.group]
    return said.replace("你", you(application))


def reply_document(
    application: Application,
    outcome: Outcome,
    *,
    grounds: str,
    reason: str,
    search_record: str,
    remedy: str,
    attachments: tuple[str, ...],
) -> Content:
    """答复书: what was asked, the decision, its ground, the reason, the search where nothing was found, the remedy."""
    return _letter(
        TITLES[outcome.letter],
        application,
        asked(application),
        f"根据{grounds}，本机关答复如下：",
        decision_of(application, outcome),
        *[line for line in reason.splitlines() if line.strip()],
        f"检索情况：{search_record.strip()}" if search_record.strip() else "",
        remedy,
        attachments=attachments,
    )
