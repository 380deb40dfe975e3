"""From a case and what an act tells to the letter as it goes out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.applications.models import Application, CaseKind
from gongkai.applications.wording.sheets import sheet_of
from gongkai.applications.wording.texts import LetterText, fill, text_in_use
from gongkai.applications.wording.values import case_values
from gongkai.law.citations import cite
from gongkai.law.errors import NotLawful
from gongkai.law.letters import TABLE, Element, letter, missing, squeezed
from gongkai.law.lint import Remedies
from gongkai.law.workdays import in_words

Content = dict[str, Any]


def compose(
    code: str,
    application: Application,
    values: Mapping[str, Any],
    *,
    addressee: str = "",
    edited: Sequence[str] | None = None,
    attachments: Sequence[str] = (),
    text: LetterText | None = None,
) -> Content:
    """The letter `code` of that case. values: as `law.letters.letter(code).values` names them; a day is put in words, a
    list is numbered when printed. edited: paragraphs that take the place of those made. text: another text than the one in
    use, for a preview.

    The content holds title, addressee, paragraphs, attachments; `table` and `sheet` where the letter has them; and, until
    it is frozen, letter, template and values, by which `lacking` judges it. KeyError for a value the letter does not have.
    """
    wanted, used = letter(code), text or text_in_use(application.agency_id, code)
    unknown = set(values) - set(wanted.values)
    if unknown:
        raise KeyError(f"{code} has no value {', '.join(sorted(unknown))}")
    told = {**case_values(application), **{name: _told(value) for name, value in values.items()}}
    to = addressee or application.applicant.name
    paragraphs = list(edited) if edited is not None else fill(code, _body_for(application, used.body), told)
    content: Content = {
        "title": used.title,
        "addressee": to,
        "paragraphs": [text for text in paragraphs if text.strip()],
        "attachments": list(attachments),
    }
    if wanted.table and told.get(wanted.table):
        content["table"] = [line.split("：", 1) for line in _plain(told[wanted.table]).splitlines()]
    sheet = sheet_of(wanted.form, {**told, "recipient": to})
    if sheet:
        content["sheet"] = sheet
        if sheet["title"]:
            content["attachments"].append(sheet["title"])
    checked = {name: _plain(value) for name, value in told.items()}
    return {**content, "letter": code, "template": used.template, "values": checked}


def lacking(content: Content) -> list[Element]:
    """The elements the letter lacks, as `law.letters.missing` tells."""
    return missing(content["letter"], text_of(content), content["values"])


def edited_text(
    generated: Content, paragraphs: Sequence[str], *, by: str, on: date, earlier: Mapping[str, Any] | None = None
) -> dict[str, Any] | None:
    """What is kept of an edited letter: its paragraphs, what they were made from, who edited it when. None where nothing
    differs from what is generated."""
    wanted = [text.strip() for text in paragraphs if text.strip()]
    if wanted == generated["paragraphs"]:
        return None
    edits = [*(earlier or {}).get("edits", ()), {"by": by, "on": on.isoformat()}]
    return {"paragraphs": wanted, "generated": generated["paragraphs"], "edits": edits}


def paragraphs_for(element: Element, generated: Content) -> list[str]:
    """The paragraphs of the generated letter that hold an element, for putting it back where it was cut out."""
    code, values = generated["letter"], generated["values"]
    shown = [squeezed(line) for name in element.shows for line in values.get(name, "").splitlines() if line.strip()]

    def holds(text: str) -> bool:
        alone = [part.key for part in missing(code, text, values)]
        return element.key not in alone or any(line in squeezed(text) for line in shown)

    return [text for text in generated["paragraphs"] if holds(text)]


def remedies_of(content: Content) -> Remedies:
    """What the letter must say of remedies, for the lint of its text."""
    if not letter(content["letter"]).remedy:
        return Remedies.PROCEDURAL
    if not content["values"].get("remedy"):
        return Remedies.UNKNOWN
    return Remedies.REVIEW_FIRST if content["values"].get("review_first") else Remedies.CHOICE


def require_complete(content: Content) -> None:
    """A letter that lacks a required element is not numbered. NotLawful `letter.incomplete`, naming each."""
    lacks = lacking(content)
    if lacks:
        named = "、".join(f"“{element.name}”" for element in lacks)
        raise NotLawful(
            "letter.incomplete",
            cite("条例", 36) if letter(content["letter"]).reply else cite("条例", 45),
            f"《{content['title']}》还缺必备的内容：{named}。",
            "请在正文中补上，或者回到表单补填后再提交。",
        )


def frozen(content: Content) -> Content:
    """The content as it is kept with its number: without what was only needed to judge it."""
    return {name: part for name, part in content.items() if name not in {"letter", "template", "values"}}


def text_of(content: Content) -> str:
    """All that is printed of a letter between addressee and signature, with its attachments and forms."""
    table = "\n".join("：".join(row) for row in content.get("table", ()))
    paragraphs = [table if text.strip() == TABLE else text for text in content["paragraphs"]]
    sheet = content.get("sheet") or {"title": "", "rows": [], "foot": ""}
    rows = [f"{row['label']}{row['text']}" for row in sheet["rows"]]
    named = [f"附件:{name}" for name in content["attachments"]]
    return "\n".join([*paragraphs, *named, sheet["title"], *rows, sheet["foot"]])


def _body_for(application: Application, body: str) -> str:
    """Letters that an application and a correction (art. 41) share call each by its name."""
    if application.case_kind != CaseKind.CORRECTION:
        return body
    return body.replace("政府信息公开申请", "政府信息更正申请").replace("申请获取：", "申请更正：")


def _told(value: Any) -> str | list[str]:
    if value is None or value is False:
        return ""
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, list | tuple):
        return [str(line).strip() for line in value]
    return str(value).strip()


def _plain(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)
