"""Several things asked for in one application: a row of the form for each. An empty row is none."""

from typing import Any

from django import forms

from gongkai.applications.actions import Part
from gongkai.backoffice.forms.acts import lines
from gongkai.law.outcomes import outcomes_of_replies
from gongkai.screens.forms import PaperForm

PREFIX = "parts"
MOST = 20
FIRST = 2  # rows offered when an officer begins to answer by parts
_NAMES = ("asked", "outcome_code", "grounds", "reason")


class PartRow(PaperForm):
    """分项答复: what was asked, its outcome, its articles, its reason."""

    asked = forms.CharField(label="要的是什么", widget=lines(2), help_text="照申请里的话写这一项。")
    outcome_code = forms.ChoiceField(
        label="这一项的结果",
        choices=[("", "请选择"), *((entry.code, entry.label) for entry in outcomes_of_replies())],
        error_messages={"invalid_choice": "请从列出的处理结果中选择"},
    )
    grounds = forms.CharField(
        label="法律依据", max_length=200, required=False, widget=lines(2), help_text="空着就用所选结果的条文。"
    )
    reason = forms.CharField(label="事实和理由", widget=lines(3))


PartRows: Any = forms.formset_factory(PartRow, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True)


def rows_sent(data: Any) -> Any:
    """The rows as a request brought them; without any where it brought none."""
    if f"{PREFIX}-TOTAL_FORMS" in data:
        return PartRows(data, prefix=PREFIX)
    return PartRows(prefix=PREFIX)


def rows_of(reply: Any | None) -> Any:
    """The rows of a returned draft, to be mended."""
    if reply is None:
        return PartRows(prefix=PREFIX)
    told = [
        {"asked": row.asked, "outcome_code": row.outcome, "grounds": row.grounds, "reason": row.reason}
        for row in reply.items.all()
    ]
    return _with(told)


def one_more(data: Any) -> Any:
    """The rows as sent, nothing judged, and one more; the first time, two."""
    sent = rows_sent(data)
    count = sent.total_form_count() if sent.is_bound else 0
    told = [{name: data.get(f"{PREFIX}-{row}-{name}", "") for name in _NAMES} for row in range(count)]
    return _with([*told, *({} for _ in range(1 if count else FIRST))][:MOST])


def as_sent(data: Any) -> Any:
    """The rows as sent, nothing judged."""
    sent = rows_sent(data)
    count = sent.total_form_count() if sent.is_bound else 0
    return _with([{name: data.get(f"{PREFIX}-{row}-{name}", "") for name in _NAMES} for row in range(count)])


def parts_in(rows: Any) -> list[Part]:
    """What the rows say, those left empty not among them. The rows are valid."""
    return [Part(**row.cleaned_data) for row in rows.forms if row.cleaned_data] if rows.is_bound else []


def _with(told: list[dict[str, Any]]) -> Any:
    """Rows that hold so much before anybody typed. They are sent as new rows, so that an empty one may stay empty."""
    rows = PartRows(initial=told, prefix=PREFIX)
    rows.management_form.initial["INITIAL_FORMS"] = 0
    return rows


def outcomes_in(rows: Any) -> list[str]:
    """The outcomes chosen so far, judged or not."""
    chosen = [str(row["outcome_code"].value() or "") for row in rows.forms]
    known = {entry.code for entry in outcomes_of_replies()}
    return [code for code in chosen if code in known]
