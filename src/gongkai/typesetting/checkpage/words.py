"""The running text with its numbers marked: what equals a cell, what another scope explains, what has no origin."""

import re
from collections.abc import Sequence
from decimal import Decimal

from gongkai.law.checks.narrative import Explanation, Verdict, explain
from gongkai.law.figures import plain
from gongkai.typesetting.checkpage.excerpts import Span
from gongkai.typesetting.checkpage.material import Checked, Paragraph
from gongkai.typesetting.checkpage.originals import located
from gongkai.typesetting.markup import Markup, joined, tag

_DIGITS = re.compile(r"[\d０-９][\d０-９,，.．]*")
_FOLDED = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_LINE_END = re.compile(r"(?<![A-Za-z])\s*\n\s*|\s*\n\s*(?![A-Za-z])")
_LOOKS = {
    Verdict.AGREES: "agrees",
    Verdict.EXPLAINED: "agrees",
    Verdict.SCOPE: "elsewhere",
    Verdict.MISMATCH: "alone",
}
_SIGNS = {Verdict.AGREES: "✓", Verdict.EXPLAINED: "✓", Verdict.SCOPE: "≈", Verdict.MISMATCH: "!"}
_SENTENCE_END = "。；"


def section(checked: Checked, prefix: str) -> Markup:
    """The paragraphs that say a number, each number with its cue. Nothing where the text says none."""
    explanations = [explain(claim, checked.fact) for claim in checked.fact.claims]
    placed = located(checked, [explanation.claim.place for explanation in explanations])
    if not placed:
        return Markup()
    name = f"{prefix}words"
    shown: list[Markup] = []
    section_told = -1
    for paragraph, spans in placed:
        here = [e for e in explanations if _is_in(paragraph, e)]
        if paragraph.section != section_told:
            section_told = paragraph.section
            shown.append(tag("p", _title(checked, section_told), class_="small muted"))
        shown.append(_paragraph(checked, paragraph, spans, here, prefix))
    inside = (tag("h2", "正文里的数", id=name), _keys(explanations), tag("div", *shown, class_="prose part words"))
    return tag("section", tag("div", *inside, class_="ruled"), class_="block", aria_labelledby=name)


def _title(checked: Checked, number: int) -> str:
    titles = checked.form.section_titles
    return titles[number - 1] if 0 < number <= len(titles) else checked.section_name(0)


def _keys(explanations: Sequence[Explanation]) -> Markup:
    """How many numbers of each kind; the kinds that do not occur are left out."""
    looks = [_LOOKS.get(explanation.verdict, "") for explanation in explanations]
    told = (
        ("agrees", "实线", "与表相符"),
        ("elsewhere", "虚线", "另一口径"),
        ("alone", "双线", "与表不符"),
    )
    entries = [
        tag("li", tag("mark", word, class_=look), f" {meaning}，{looks.count(look)}个")
        for look, word, meaning in told
        if look in looks
    ]
    if "" in looks:
        entries.append(tag("li", f"没有画线：表里不计或者没有判断，{looks.count('')}个"))
    return tag("ul", *entries, class_="keys small", aria_label="图例")


def _is_in(paragraph: Paragraph, explanation: Explanation) -> bool:
    place = explanation.claim.place
    return paragraph.start <= place.start and place.end <= paragraph.start + len(paragraph.text)


def _paragraph(
    checked: Checked, paragraph: Paragraph, spans: Sequence[Span], here: Sequence[Explanation], prefix: str
) -> Markup:
    """The sentences in which numbers are said; what stands before and after is left out and shown as such."""
    text = paragraph.text
    marked: dict[Span, list[Explanation]] = {}
    for explanation in here:
        marked.setdefault(_number(paragraph, explanation), []).append(explanation)
    start = max(text.rfind(sign, 0, min(span[0] for span in spans)) for sign in _SENTENCE_END) + 1
    after = max(span[1] for span in spans)
    end = min((at + 1 for sign in _SENTENCE_END if (at := text.find(sign, after)) >= 0), default=len(text))
    pieces: list[Markup | str] = ["……" if start else ""]
    at = start
    for span in sorted(marked):
        if span[0] < at:
            continue
        pieces += [_unwrapped(text[at : span[0]]), _marked(checked, text[span[0] : span[1]], marked[span], prefix)]
        at = span[1]
    pieces += [_unwrapped(text[at:end]), "……" if end < len(text) else ""]
    return tag("p", *pieces)


def _unwrapped(text: str) -> str:
    """Without the line ends of a page, where no space stands between the words of either side."""
    return _LINE_END.sub("", text)


def _number(paragraph: Paragraph, explanation: Explanation) -> Span:
    """Where the number itself stands in the paragraph; the whole quotation where it is written otherwise."""
    place = explanation.claim.place
    start = place.start - paragraph.start
    quote = paragraph.text[start : place.end - paragraph.start]
    wanted = plain(explanation.claim.value)
    for match in reversed(list(_DIGITS.finditer(quote))):
        digits = match.group().translate(_FOLDED).rstrip(".")
        if digits.count(".") <= 1 and plain(Decimal(digits)) == wanted:
            return start + match.start(), start + match.start() + len(match.group().rstrip(".．,，"))
    return start, start + len(quote)


def _marked(checked: Checked, words: str, explanations: Sequence[Explanation], prefix: str) -> Markup:
    worst = max(explanations, key=lambda explanation: list(Verdict).index(explanation.verdict))
    alone = next((e for e in explanations if e.verdict is Verdict.MISMATCH), None)
    look = _LOOKS.get((alone or worst).verdict)
    mark: Markup | str = tag("mark", words, class_=look) if look else words
    return joined(mark, *(_cue(checked, explanation, prefix) for explanation in explanations))


def _cue(checked: Checked, explanation: Explanation, prefix: str) -> Markup:
    verdict, measure = explanation.verdict, explanation.measure
    if verdict is Verdict.OTHER_MEASURE:
        return tag("span", "表里不计", class_="cue")
    if verdict is Verdict.UNJUDGED or measure is None:
        return tag("span", "没有判断", class_="cue")
    alone = verdict is Verdict.MISMATCH
    target = f"{prefix}warnings" if verdict in (Verdict.MISMATCH, Verdict.SCOPE) else f"{prefix}{measure.cells[0][:2]}"
    return tag(
        "a",
        f"{_SIGNS.get(verdict, '')}{_cue_words(checked, explanation)}",
        class_="cue alone" if alone else "cue",
        href=f"#{target}",
    )


def _cue_words(checked: Checked, explanation: Explanation) -> str:
    """表三（七）总计; 法规室一处，表三本年新收是110."""
    claim, measure = explanation.claim, explanation.measure
    if measure is None:
        return ""
    if explanation.verdict not in (Verdict.SCOPE, Verdict.MISMATCH):
        return f"{'全部，' if claim.every else ''}{measure.words}"
    value = measure.value(checked.fact)
    table = f"{measure.words}{'没有数' if value is None else f'是{plain(value)}'}"
    return f"{claim.scope_words}一处，{table}" if explanation.verdict is Verdict.SCOPE else table
