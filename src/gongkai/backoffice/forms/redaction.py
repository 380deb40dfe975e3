"""The sheet of a redaction: marks of the page in view as fields, those of other pages carried along."""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms
from django.forms.formsets import formset_factory

from gongkai.backoffice.forms.acts import CaseForm
from gongkai.law.withholding import withholding_grounds
from gongkai.redaction.marks import Mark
from gongkai.screens.forms import ManyFilesField

MOST_ON_A_PAGE = 90
MOST_MARKS = 2000
MILLIMETRES = 25.4 / 72
_SIDES = ("left", "top", "right", "bottom")
_GROUNDS = [("", "请选依据"), *((code, ground.told()) for code, ground in withholding_grounds().items())]


class KeepOriginals(CaseForm):
    """存入原件."""

    originals = ManyFilesField(
        label="要遮盖的原件",
        help_text="PDF、PNG、JPG或者Word（docx），可以一次选几份。加密保存，申请人看不到。",
    )


class Sheet(CaseForm):
    """What holds for the whole sheet: the page in view, a term to look for, what new marks say, marks of other pages."""

    page = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    others = forms.CharField(required=False, widget=forms.HiddenInput)
    term = forms.CharField(
        label="查找全文",
        required=False,
        max_length=100,
        help_text="找到的每一处都标上。跨行、空格、全角半角不影响。",
    )
    kind0 = forms.CharField(label="遮的是什么", required=False, max_length=40, help_text="写种类，如“姓名”“综合单价”。")
    ground0 = forms.ChoiceField(label="依据", required=False, choices=_GROUNDS)
    reason0 = forms.CharField(label="理由", required=False, max_length=200)

    def starts(self) -> dict[str, Any]:
        return {"page": 1, "ground0": "personal_privacy"}

    def clean_others(self) -> list[Mark]:
        try:
            return marks_in(self.cleaned_data["others"])
        except (ValueError, TypeError, KeyError) as error:
            raise forms.ValidationError("这张表不完整。请回到案件页重新打开。") from error

    def like(self, page: int) -> Mark:
        """A new mark, with what the officer wrote for new ones; the reason is the ground's own words where none is given."""
        told = self.cleaned_data if hasattr(self, "cleaned_data") else {}
        ground = told.get("ground0") or ""
        return Mark(
            page,
            kind=(told.get("kind0") or "").strip(),
            ground=ground,
            reason=(told.get("reason0") or "").strip() or reason_of(ground),
        )


def reason_of(ground: str) -> str:
    """The ground in the Regulations' words; "" where none is chosen."""
    known = withholding_grounds().get(ground)
    return known.wording if known else ""


def _side(label: str) -> forms.FloatField:
    return forms.FloatField(
        label=label, required=False, widget=forms.NumberInput(attrs={"step": "0.5", "class": "side"})
    )


class MarkRow(forms.Form):
    """One mark: its place in millimetres (pixels on a picture), or paragraph and letters on a Word document."""

    use_required_attribute = False
    page = forms.IntegerField(
        min_value=1, max_value=100_000, label="段", widget=forms.NumberInput(attrs={"class": "side"})
    )
    left = _side("左")
    top = _side("上")
    right = _side("右")
    bottom = _side("下")
    begin = forms.IntegerField(
        label="从第几字", required=False, min_value=1, widget=forms.NumberInput(attrs={"class": "side"})
    )
    end = forms.IntegerField(
        label="到第几字", required=False, min_value=1, widget=forms.NumberInput(attrs={"class": "side"})
    )
    kind = forms.CharField(label="遮的是什么", required=False, max_length=40)
    ground = forms.ChoiceField(label="依据", required=False, choices=_GROUNDS)
    reason = forms.CharField(label="理由", required=False, max_length=200)
    gone = forms.BooleanField(label="删去", required=False)

    def sides(self) -> list[forms.BoundField]:
        """The four fields that say where a mark lies on the picture."""
        return [self[name] for name in _SIDES]

    def mark(self, unit: float) -> Mark:
        """The mark as typed. unit: what one point of the page is in the form's measure."""
        told = self.cleaned_data
        sides = [told[name] / unit for name in _SIDES if told.get(name) is not None and math.isfinite(told[name])]
        box = (sides[0], sides[1], sides[2], sides[3]) if len(sides) == len(_SIDES) else None
        letters = (told["begin"] - 1, told["end"]) if told.get("begin") and told.get("end") else None
        ground = told["ground"]
        return Mark(
            told["page"],
            None if letters else box,
            letters,
            told["kind"].strip(),
            ground,
            told["reason"].strip() or reason_of(ground),
        )


MarkRows: Any = formset_factory(MarkRow, extra=0, max_num=MOST_ON_A_PAGE, absolute_max=MOST_ON_A_PAGE + 30)


def rows_of(marks: Iterable[Mark], unit: float) -> list[dict[str, Any]]:
    """What the rows hold of marks."""
    return [
        {
            "page": mark.page,
            **_sides(mark, unit),
            "begin": mark.letters[0] + 1 if mark.letters else None,
            "end": mark.letters[1] if mark.letters else None,
            "kind": mark.kind,
            "ground": mark.ground,
            "reason": mark.reason,
        }
        for mark in marks
    ]


def _sides(mark: Mark, unit: float) -> dict[str, Any]:
    if mark.box is None:
        return {}
    return {name: round(side * unit, 2) for name, side in zip(_SIDES, mark.box, strict=True)}


def as_text(marks: Iterable[Mark]) -> str:
    """Marks as one hidden field carries them."""
    return json.dumps([asdict(mark) for mark in marks], ensure_ascii=False, separators=(",", ":"))


def marks_in(text: str) -> list[Mark]:
    """The marks a hidden field carried. ValueError, TypeError or KeyError for what is none of ours."""
    told = json.loads(text) if text else []
    if not isinstance(told, list) or len(told) > MOST_MARKS:
        raise ValueError("not a list of marks")
    return [_mark(entry) for entry in told]


def _mark(entry: dict[str, Any]) -> Mark:
    box, letters = entry["box"], entry["letters"]
    if box is not None:
        left, top, right, bottom = (float(side) for side in box)
        box = (left, top, right, bottom)
    if letters is not None:
        begin, end = (int(place) for place in letters)
        letters = (begin, end)
    texts = [str(entry[name]) for name in ("kind", "ground", "reason")]
    return Mark(int(entry["page"]), box, letters, *texts)
