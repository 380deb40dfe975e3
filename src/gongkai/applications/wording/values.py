"""What letters say of a case: its numbers and days, the remedy, and for replies what is on file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.applications.models import Application, Delivery, Form
from gongkai.applications.queries.redactions import withheld_in_words
from gongkai.applications.wording.texts import decisions
from gongkai.law.citations import cite
from gongkai.law.facts import ApplicantKind
from gongkai.law.letters import letter
from gongkai.law.outcomes import Outcome, outcome
from gongkai.law.remedies import OrganKind, RemedyNames, ReviewFirst, ReviewOrgan, remedy_for
from gongkai.law.workdays import in_words

ORGANS = {
    "government": OrganKind.COUNTY_GOVERNMENT,
    "department": OrganKind.COUNTY_DEPARTMENT,
    "street_office": OrganKind.STREET_OFFICE,
    "township": OrganKind.TOWNSHIP_GOVERNMENT,
    "authorised_body": OrganKind.COUNTY_DEPARTMENT,
}


def you(application: Application) -> str:
    """How an office addresses the applicant in a letter: 你, or 你单位."""
    return "你" if application.applicant_kind == ApplicantKind.NATURAL_PERSON else "你单位"


def case_values(application: Application) -> dict[str, str]:
    """The values every letter has. The request is quoted whole, without its last full stop."""
    agency = application.agency
    return {
        "you": you(application),
        "applicant": application.applicant.name,
        "received_on": in_words(_first_received_on(application)),
        "application_number": application.number,
        "asked": application.content.strip().rstrip("。"),
        "agency": agency.name,
        "agency_address": agency.address,
        "agency_phone": agency.phone,
        "agency_hours": agency.hours,
    }


def _first_received_on(application: Application) -> date:
    """The day the application was received; of a new handling, that of the one it takes up again."""
    while application.reopens is not None:
        application = application.reopens
    return application.received_on or application.arrived_on


def remedy_values(
    application: Application,
    outcome_code: str,
    on: date,
    *,
    served_online: bool | None = None,
    called: str = "本答复",
) -> dict[str, str]:
    """救济途径 of a decision with that outcome made that day by that agency, and the names to check it by. Empty where
    the outcome has none. served_online: None for the way the applicant chose. called: how the letter calls itself. NotLawful where
    the agency's settings lack a name."""
    agency = application.agency
    online = chose_electronic(application) if served_online is None else served_online
    remedy = remedy_for(outcome_code, on, ORGANS[agency.kind], served_online=online)
    if remedy is None:
        return {}
    review = {
        ReviewOrgan.GOVERNMENT: agency.review_organ,
        ReviewOrgan.UPPER_GOVERNMENT: agency.review_organ,
        ReviewOrgan.UPPER_DEPARTMENT: agency.upper_department,
    }
    names = RemedyNames(review, agency.court, agency.review_address)
    return {
        "remedy": remedy.paragraph(names).replace("本答复", called),
        "review_organ": "\n".join(review[kind] for kind in remedy.review_organs),
        "court": agency.court,
        "review_first": "" if remedy.review_first is ReviewFirst.NONE else "应当先",
        "review_address": agency.review_address if remedy.needs_review_address else "",
    }


def reply_values(
    application: Application,
    outcome_code: str,
    *,
    grounds: str,
    reason: str,
    on: date,
    search: str = "",
    released: Sequence[str] = (),
) -> dict[str, Any]:
    """What a reply with that outcome says: decision, ground, reason, search, what goes with it, what was done before, the
    remedy. released: names of the files that go with it."""
    chosen = outcome(outcome_code)
    told = {
        "grounds": grounds,
        "decision": decision_of(application, chosen),
        "reason": "\n".join(line.strip() for line in reason.splitlines() if line.strip()),
        "search": search.strip(),
        "provided": _provided(application, chosen, released),
        "withheld": withheld_in_words(application, released) if chosen.code == "granted_in_part" else "",
        **_from_the_course(application, chosen),
        **remedy_values(application, outcome_code, on),
    }
    return {name: value for name, value in told.items() if name in letter(chosen.letter).values}


def decision_of(application: Application, chosen: Outcome) -> str:
    """The decision in a sentence."""
    said = decisions().get(chosen.code) or decisions()[chosen.group]
    return said.replace("你", you(application))


def consultation_values(subject: str, *, joint: bool) -> dict[str, str]:
    """征求意见函: art. 34 for a joint maker, whose silence is consent; art. 11 for others, without deemed result."""
    return {
        "subject": subject.strip().rstrip("。"),
        "relation": "由本机关与贵单位共同制作" if joint else "涉及贵单位",
        "law": str(cite("条例", 34) if joint else cite("条例", 11)),
        "silence": "逾期未提出意见的，视为同意公开。" if joint else "",
        "joint": "共同制作" if joint else "",
    }


def chose_electronic(application: Application) -> bool:
    """Whether the applicant asked to be answered electronically (art. 29 para 2 item 3, art. 40)."""
    return application.form == Form.ELECTRONIC or application.delivery in {Delivery.ONLINE, Delivery.EMAIL}


def _provided(application: Application, chosen: Outcome, released: Sequence[str]) -> str:
    if chosen.code not in {"granted.provided", "granted_in_part"}:
        return ""
    agency = application.agency
    if application.form == Form.ON_SITE:
        return f"请于{agency.hours}到{agency.address}（{agency.name}，电话{agency.phone}）查阅、抄录。"
    how = f"载体为{application.get_form_display()}，途径为{application.get_delivery_display()}。"
    if not released:
        return f"随本答复提供上述信息，{how}"
    return f"随本答复提供：{'、'.join(released)}，共{len(released)}份，{how}"


def _from_the_course(application: Application, chosen: Outcome) -> dict[str, str]:
    """What was done on the case before the reply, where the reply must tell of it."""
    events = list(application.events.all())
    told: dict[str, str] = {}
    if chosen.code == "unavailable.still_unclear":
        told["supplement"] = _supplement(application, events)
    if chosen.code == "refused.third_party_rights":
        told["third_party"] = _third_parties(events)
    return told


def _supplement(application: Application, events: Sequence[Any]) -> str:
    days = {event.kind: in_words(event.on) for event in events}
    if "supplement_requested" not in days or "supplement_received" not in days:
        return ""
    return (
        f"本机关于{days['supplement_requested']}告知{you(application)}补正，"
        f"于{days['supplement_received']}收到{you(application)}的补正材料。"
    )


def _third_parties(events: Sequence[Any]) -> str:
    opinions: Mapping[str, bool] = {
        event.data["ref"]: bool(event.data.get("consents")) for event in events if event.kind == "opinion_received"
    }
    asked = [e.data["ref"] for e in events if e.kind == "consultation_sent" and e.data.get("to") == "third_party"]
    if not asked:
        return ""
    unreached = {event.data["ref"] for event in events if event.kind == "consultation_ended"} - set(opinions)
    said = {"不同意公开": 0, "同意公开": 0, "逾期未提出意见": 0, "未能取得联系": 0}
    for ref in asked:
        silent = "未能取得联系" if ref in unreached else "逾期未提出意见"
        said[silent if ref not in opinions else "同意公开" if opinions[ref] else "不同意公开"] += 1
    if len(asked) == 1:
        return f"本机关已书面征求第三方意见，第三方{next(text for text, count in said.items() if count)}。"
    counted = "，".join(f"{count}方{text}" for text, count in said.items() if count)
    return f"本机关已书面征求{len(asked)}个第三方的意见：{counted}。"
