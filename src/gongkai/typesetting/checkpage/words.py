"""The running text with its numbers marked: what equals a cell, what another scope explains, what has no origin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.checks.narrative import Explanation, Verdict, explain
from gongkai.law.facts import Growth, Passage, Share, Statement, TextSum
from gongkai.law.figures import Number, plain
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
_RANK = ("", "agrees", "elsewhere", "alone")
_SENTENCE_END = "。；"


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of one number. look: agrees, elsewhere, alone, or "" where it was not judged; target: where its cue
    leads, empty for nowhere; first: the number is the first of its kind in the passage, not the last."""

    place: Passage
    value: Number
    look: str
    cue: str
    target: str = ""
    first: bool = False


def section(checked: Checked, prefix: str) -> Markup:
    """The paragraphs that say a number, each number with its cue. Nothing where the text says none."""
    notes = [*_of_claims(checked, prefix), *_of_statements(checked, prefix)]
    placed = located(checked, [note.place for note in notes])
    if not placed:
        return Markup()
    name = f"{prefix}words"
    shown: list[Markup] = []
    section_told = -1
    for paragraph, spans in placed:
        if paragraph.section != section_told:
            section_told = paragraph.section
            shown.append(tag("p", _title(checked, section_told), class_="small muted"))
        shown.append(_paragraph(paragraph, spans, [note for note in notes if _is_in(paragraph, note)]))
    inside = (tag("h2", "正文里的数", id=name), _keys(notes), tag("div", *shown, class_="prose part words"))
    return tag("section", tag("div", *inside, class_="ruled"), class_="block", aria_labelledby=name)


def _of_claims(checked: Checked, prefix: str) -> Iterator[Note]:
    """The numbers that are held against the tables."""
    for claim in checked.fact.claims:
        explanation = explain(claim, checked.fact)
        verdict, measure = explanation.verdict, explanation.measure
        if verdict is Verdict.OTHER_MEASURE:
            yield Note(claim.place, claim.value, "", "表里不计")
        elif measure is None or verdict not in _LOOKS:
            yield Note(claim.place, claim.value, "", "没有判断")
        else:
            elsewhere = verdict in (Verdict.MISMATCH, Verdict.SCOPE)
            target = f"{prefix}warnings" if elsewhere else f"{prefix}{measure.cells[0][:2]}"
            cue = f"{_SIGNS[verdict]}{_cue_words(checked, explanation)}"
            yield Note(claim.place, claim.value, _LOOKS[verdict], cue, target)


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


def _of_statements(checked: Checked, prefix: str) -> Iterator[Note]:
    """Totals, shares and growth that were recomputed. Those that could not be are left alone."""
    held = {entry.place for entry in checked.judgement.held if entry.code.startswith("text.")}
    wrong = {(finding.code, passage) for finding in checked.judgement.findings for passage in finding.passages}
    for said in checked.fact.statements:
        code, value, name = _named(said)
        if value is None:
            continue
        if (code, said.place) in wrong:
            yield Note(said.place, value, "alone", f"!{name}不符", f"{prefix}warnings", isinstance(said, TextSum))
        elif f"正文“{said.place.quote}”" in held:
            yield Note(said.place, value, "agrees", f"✓{name}相符", first=isinstance(said, TextSum))


def _named(said: Statement) -> tuple[str, Number | None, str]:
    """The rule a statement is judged by, the number it is about, and what was done with it."""
    if isinstance(said, TextSum):
        return "text.sum", said.total, "分项相加"
    if isinstance(said, Share):
        return "text.share", said.percent, "占比重算"
    change = said.percent if isinstance(said, Growth) and said.percent is not None else said.difference
    return "text.growth", None if change is None else abs(Decimal(change)), "增减重算"


def _title(checked: Checked, number: int) -> str:
    titles = checked.form.section_titles
    return titles[number - 1] if 0 < number <= len(titles) else checked.section_name(0)


def _keys(notes: Sequence[Note]) -> Markup:
    """How many numbers of each kind; the kinds that do not occur are left out."""
    looks = [note.look for note in notes]
    told = (
        ("agrees", "实线", "相符"),
        ("elsewhere", "虚线", "另一口径"),
        ("alone", "双线", "不符"),
    )
    entries = [
        tag("li", tag("mark", word, class_=look), f" {meaning}，{looks.count(look)}个")
        for look, word, meaning in told
        if look in looks
    ]
    if "" in looks:
        entries.append(tag("li", f"没有画线：表里不计或者没有判断，{looks.count('')}个"))
    return tag("ul", *entries, class_="keys small", aria_label="图例")


def _is_in(paragraph: Paragraph, note: Note) -> bool:
    return paragraph.start <= note.place.start and note.place.end <= paragraph.start + len(paragraph.text)


def _paragraph(paragraph: Paragraph, spans: Sequence[Span], notes: Sequence[Note]) -> Markup:
    """The sentences in which numbers are said; what stands before and after is left out and shown as such."""
    text = paragraph.text
    marked: dict[Span, list[Note]] = {}
    for note in notes:
        marked.setdefault(_number(paragraph, note), []).append(note)
    start = max(text.rfind(sign, 0, min(span[0] for span in spans)) for sign in _SENTENCE_END) + 1
    after = max(span[1] for span in spans)
    end = min((at + 1 for sign in _SENTENCE_END if (at := text.find(sign, after)) >= 0), default=len(text))
    pieces: list[Markup | str] = ["……" if start else ""]
    at = start
    for span in sorted(marked):
        if span[0] < at:
            continue
        pieces += [_unwrapped(text[at : span[0]]), _marked(text[span[0] : span[1]], marked[span])]
        at = span[1]
    pieces += [_unwrapped(text[at:end]), "……" if end < len(text) else ""]
    return tag("p", *pieces)


def _unwrapped(text: str) -> str:
    """Without the line ends of a page, where no space stands between the words of either side."""
    return _LINE_END.sub("", text)


def _number(paragraph: Paragraph, note: Note) -> Span:
    """Where the number itself stands in the paragraph; the whole quotation where it is written otherwise."""
    start = note.place.start - paragraph.start
    quote = paragraph.text[start : note.place.end - paragraph.start]
    wanted = plain(note.value)
    found = list(_DIGITS.finditer(quote))
    for match in found if note.first else reversed(found):
        digits = match.group().translate(_FOLDED).rstrip(".")
        if digits.count(".") <= 1 and plain(Decimal(digits)) == wanted:
            return start + match.start(), start + match.start() + len(match.group().rstrip(".．,，"))
    return start, start + len(quote)


def _marked(words: str, notes: Sequence[Note]) -> Markup:
    look = max((note.look for note in notes), key=_RANK.index)
    mark: Markup | str = tag("mark", words, class_=look) if look else words
    return joined(mark, *(_cue(note) for note in notes))


def _cue(note: Note) -> Markup:
    look = "cue alone" if note.look == "alone" else "cue"
    if not note.target:
        return tag("span", note.cue, class_=look)
    return tag("a", note.cue, class_=look, href=f"#{note.target}")
