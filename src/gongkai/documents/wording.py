"""What the letter of a legality review says, from what was done; and that it still says so."""

import hashlib
import re

from gongkai.documents.models import LegalityReview, Opinion
from gongkai.law.workdays import in_words
from gongkai.typesetting.letter import Letter

Conclusion = LegalityReview.Conclusion
_SAYS = {
    Conclusion.LAWFUL: "送审稿的制定主体、权限、内容和程序符合法律、法规、规章和上级文件的规定，审核结论为：合法。",
    Conclusion.LAWFUL_IF_AMENDED: "送审稿按照审核意见修改后，符合法律、法规、规章和上级文件的规定，审核结论为：修改后合法。",
    Conclusion.UNLAWFUL: "送审稿存在与法律、法规、规章或者上级文件不一致的内容，审核结论为：不合法，不宜出台。",
    Conclusion.OUT_OF_SCOPE: "送审稿不属于合法性审核的范围，按照规定不出具合法与否的结论。",
}
_GOES_ON = {
    Conclusion.LAWFUL: "请按照规定的程序提请集体审议，并附本意见书。审核之后又作实质改动的，请重新送审。",
    Conclusion.LAWFUL_IF_AMENDED: "请以修改后的文本提请集体审议，并附本意见书。审核之后又作实质改动的，请重新送审。",
    Conclusion.UNLAWFUL: "请退回起草环节研究修改；需要继续制定的，修改后重新送审。",
    Conclusion.OUT_OF_SCOPE: "请按照这类材料自身的程序办理。",
}


_CONCLUSION = re.compile(r"审核结论为：([^。\n]+)")


def compose_report(review: LegalityReview, conclusion: str = "") -> str:
    """The letter from its addressee on, a line a paragraph. conclusion: else the one on the row, else only what was done."""
    concluded = conclusion or review.conclusion
    drafts = list(review.drafts.order_by("number"))
    versions = f"，其间起草单位交来{len(drafts)}稿，以第{drafts[-1].number}稿为准" if len(drafts) > 1 else ""
    lines = [
        f"{review.submitted_by.name}：",
        f"你单位送审的《{review.title}》（以下简称送审稿），本机关于{in_words(review.received_on)}收到{versions}。"
        "经审核，现提出以下意见。",
    ]
    opinions = list(review.opinions.order_by("number"))
    parts = []
    if concluded:
        parts.append(("审核结论", [_SAYS[Conclusion(concluded)]]))
    told = [line for opinion in opinions for line in _opinion(opinion)]
    parts.append(("审核意见和答复情况", [_summed(opinions), *told]))
    if concluded:
        parts.append(("有关要求", [_GOES_ON[Conclusion(concluded)]]))
    for number, (heading, said) in zip("一二三", parts, strict=False):
        lines += [f"{number}、{heading}", *said]
    return "\n".join(lines)


def _summed(opinions: list[Opinion]) -> str:
    if not opinions:
        return "审核中没有提出修改意见。"
    counts = [
        f"{label}{number}条"
        for value, label in (*Opinion.Answer.choices, ("", "尚未答复"))
        if (number := sum(1 for opinion in opinions if opinion.answer == value))
    ]
    return f"共提出意见{len(opinions)}条，其中{'、'.join(counts)}。"


def _opinion(opinion: Opinion) -> list[str]:
    """1. 关于“…”。意见。依据：…。答复：…。"""
    about = f"关于“{opinion.passage}”：" if opinion.passage else ""
    ground = f"依据：{_stopped(opinion.ground)}" if opinion.ground else ""
    lines = [f"{opinion.number}．{about}{_stopped(opinion.text)}{ground}"]
    if opinion.answer:
        because = f"，理由：{opinion.answer_reason}" if opinion.answer_reason else ""
        noted = f"审核人记录：{_stopped(opinion.recorded)}" if opinion.recorded else ""
        lines.append(f"起草单位答复：{opinion.get_answer_display()}{_stopped(because) if because else '。'}{noted}")
    return lines


def _stopped(text: str) -> str:
    """One paragraph that ends its sentence."""
    told = "；".join(text.split("\n"))
    return told if told.endswith(("。", "！", "？", "；")) else f"{told}。"


def conclusion_said(text: str) -> str:
    """The conclusion that a letter names, as the wording of the house does; nothing where it says it otherwise."""
    found = _CONCLUSION.search(text)
    return found[1].strip() if found else ""


def title_of(review: LegalityReview) -> str:
    return f"关于《{review.title}》的合法性审核意见书"


def digest_of(review: LegalityReview) -> str:
    """SHA-256 of what was issued: number, title, text, day, who signed."""
    day = review.concluded_on.isoformat() if review.concluded_on else ""
    told = (review.report_number, title_of(review), review.report_text, day, review.signed_by)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def is_as_issued(review: LegalityReview) -> bool:
    """Whether the letter still says what it said when it was issued."""
    return bool(review.report_digest) and review.report_digest == digest_of(review)


def letter_of_review(review: LegalityReview, *, text: str = "") -> Letter:
    """The letter as it is printed. Not yet issued, it is a draft without a number; text: what it would say instead."""
    issued = bool(review.report_number)
    lines = (text or review.report_text or compose_report(review)).split("\n")
    addressee, *body = lines if lines[0].endswith(("：", ":")) else [f"{review.submitted_by.name}：", *lines]
    return Letter(
        organ=review.agency.name,
        number=review.report_number,
        title=title_of(review),
        addressee=addressee.rstrip("：:"),
        paragraphs=tuple(body),
        dated_on=review.concluded_on or review.received_on,
        signed_by=review.agency.name,
        draft=not issued,
    )
