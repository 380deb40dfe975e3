"""The 31 letters of the procedure: when each is sent, to whom, what it must contain, and whether a text contains it.

What a letter needs is data (`data/letters.toml`). An element is there when the values it must show stand in the text word
for word and a wording of each kind it must use is found; both are compared without blanks and forms of width, so that a
text read back from print is judged like the text that was written.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "letters.toml"
_REMEDY = re.compile(r"(60|六十)日.{0,40}行政复议|行政复议.{0,40}(60|六十)日|(6|六)个月.{0,40}(行政诉讼|起诉)")
TABLE = "【计算表】"  # the paragraph of a letter in whose place its table is printed
_NAME_OF_THE_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Element:
    """A required part of a letter.

    key: `reply_by`, unique within its letter. name: as officers are told. shows: values that must stand in the text, line
    by line. says: patterns of which each must be found. or_says: patterns of which one does instead of both. hides: values
    that must not stand in it. when: the value without which it is not wanted. layout: printed with every letter, and so
    there by construction. optional: welcome, not required.
    """

    key: str
    name: str
    shows: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    or_says: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    when: str = ""
    layout: bool = False
    optional: bool = False


NO_REMEDY = Element("no_remedy", "程序性文书不写救济途径（这类行为不能单独申请行政复议、提起行政诉讼）")


@dataclass(frozen=True, slots=True)
class Letter:
    """code: `third_party_consultation`; to: applicant, third_party, agency or recipient; elements: all it must contain,
    own_elements: the keys of those that are not common to all; values: name → the word that stands for it in a template; remedy: whether it must say where one may appeal (a
    procedural letter must not); reply: whether it answers the application; form: the sheet that goes with it (opinion,
    search, service) or ""; table: the value printed as a table, or ""; basis: articles.
    """

    code: str
    title: str
    trigger: str
    due: str
    to: str
    remedy: bool
    reply: bool
    basis: str
    form: str
    table: str
    own_values: Mapping[str, str]
    values: Mapping[str, str]
    elements: tuple[Element, ...]
    own_elements: frozenset[str]


@cache
def all_letters() -> Mapping[str, Letter]:
    """Every letter by its code, in the order of the procedure."""
    return {entry["code"]: _letter(entry) for entry in _data()["letters"]}


def letter(code: str) -> Letter:
    """The letter with that code. KeyError for any other."""
    return all_letters()[code]


def missing(code: str, text: str, values: Mapping[str, str]) -> list[Element]:
    """The elements that the letter lacks, in the order of the standard; `NO_REMEDY` where a procedural letter tells of
    remedies. text: title, paragraphs, tables and forms, as written or as read back from print. values: by their names
    (`reply_by`), each as it must appear; several lines must each appear.

    Example: a supplement notice without its last day lacks the element `reply_by`.
    """
    wanted = letter(code)
    plain = squeezed(text)
    lacking = [
        element for element in wanted.elements if _is_wanted(element, values) and not _holds(element, plain, values)
    ]
    if not wanted.remedy and _REMEDY.search(plain):
        lacking.append(NO_REMEDY)
    return lacking


@cache
def values_of_every_letter() -> Mapping[str, str]:
    """The values each letter has, filled in from the case: name → the word that stands for it in a template."""
    return dict(_data()["values"])


def squeezed(text: str) -> str:
    """The text as it is compared: no blanks or invisible marks, one form of width, the state's name left out of titles."""
    one_width = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b\u00ad\ufeff]", "", one_width).replace(_NAME_OF_THE_STATE, "")


def _is_wanted(element: Element, values: Mapping[str, str]) -> bool:
    return not element.layout and not element.optional and (not element.when or bool(values.get(element.when)))


def _holds(element: Element, plain: str, values: Mapping[str, str]) -> bool:
    if any(_lines(values.get(name, "")) and _shown(values[name], plain) for name in element.hides):
        return False
    # The application's own number is no other letter's number, and its day no other's day.
    said = plain.replace(squeezed(values.get("application_number", "")) or "\0", "")
    if any(re.search(pattern, said) for pattern in element.or_says):
        return True
    shown = all(_lines(values.get(name, "")) and _all_shown(values[name], plain) for name in element.shows)
    found = all(re.search(pattern, said) for pattern in element.says)
    return shown and found and bool(element.shows or element.says or element.hides)


def _lines(value: str) -> list[str]:
    return [line for line in map(squeezed, value.splitlines()) if line]


def _all_shown(value: str, plain: str) -> bool:
    bare = plain.replace(":", "")  # a table prints what stands before and after the colon side by side
    return all(line.rstrip("。;,").replace(":", "") in bare for line in _lines(value))


def _shown(value: str, plain: str) -> bool:
    return any(line in plain for line in _lines(value))


def _letter(entry: Mapping[str, Any]) -> Letter:
    data = _data()
    reply, remedy = bool(entry.get("reply")), bool(entry["remedy"])
    without = set(entry.get("without", ()))
    ground = {"says": [entry["ground"]]} if "ground" in entry else {"shows": ["grounds"]}
    own = {"decision": {"says": [entry["decision"]]}, "ground": ground}
    told = [{**common, **own.get(common["key"], {})} for common in data["common"] if common["key"] not in without]
    told += [*entry["elements"], *(data["remedy"] if remedy else ())]
    more = {**(data["reply_values"] if reply else {}), **(data["remedy_values"] if remedy else {})}
    return Letter(
        code=entry["code"],
        title=entry["title"],
        trigger=entry["trigger"],
        due=entry["due"],
        to=entry["to"],
        remedy=remedy,
        reply=reply,
        basis=entry["basis"],
        form=entry.get("form", ""),
        table=entry.get("table", ""),
        own_values=dict(entry["values"]),
        values={**data["values"], **more, **entry["values"]},
        elements=tuple(_element(part) for part in told),
        own_elements=frozenset(part["key"] for part in entry["elements"]),
    )


def _element(entry: Mapping[str, Any]) -> Element:
    told: dict[str, Any] = {name: tuple(part) if isinstance(part, list) else part for name, part in entry.items()}
    for name in ("says", "or_says"):  # a wording is found within one sentence
        told[name] = tuple(pattern.replace(".{", "[^。]{") for pattern in told.get(name, ()))
    return Element(**told)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
