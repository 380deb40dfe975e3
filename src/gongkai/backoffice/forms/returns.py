"""填报单: table 2 as a form, cell by cell, with last year's figures beside."""

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.annualreports import typed
from gongkai.annualreports.facts import number
from gongkai.backoffice.forms.reports import Seen
from gongkai.law.figures import Address, parts
from gongkai.law.formats import Format
from gongkai.screens.templatetags.writing import number as written


class ReturnForm(Seen):
    """One field a declared cell, named by its address. Every cell that cannot stand is named at once.

    blanks: the draft is only kept, so an empty cell is no error. correcting: a signed return is being corrected.
    """

    def __init__(
        self,
        *args: Any,
        official: Format,
        before: Mapping[Address, str],
        correcting: bool,
        blanks: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.official, self.blanks = official, blanks
        for cell in official.declared_addresses():
            self.fields[cell] = _figure_field(official, cell, before.get(cell))
        self.fields["source"] = forms.CharField(
            label="这些数从哪里来（选填）", max_length=200, required=False, help_text="例：区审批系统12月31日导出。"
        )
        if correcting:
            self.fields["reason"] = forms.CharField(
                label="为什么更正",
                max_length=200,
                required=not blanks,
                help_text="原来签报的数会保留，和理由一起可以查到。",
                error_messages={"required": "请写明为什么更正"},
            )

    def clean(self) -> dict[str, Any]:
        """Figures as people write them; what was typed stays in the fields."""
        _, refused = typed.figures(self.official.declared_addresses(), self.cleaned_data, blanks=self.blanks)
        for cell, refusal in refused.items():
            self.add_error(cell, f"{self.fields[cell].told}：{refusal.message}{refusal.hint}")  # type: ignore[attr-defined]
        return self.cleaned_data

    @property
    def figures(self) -> dict[Address, str]:
        """What was typed, by cell."""
        return {cell: str(self.data.get(cell, "")) for cell in self.official.declared_addresses()}

    @property
    def groups(self) -> list[tuple[str, list[tuple[str, list[forms.BoundField]]]]]:
        """The blocks of table 2 with something to declare: caption, then each row's label with its fields."""
        blocks = [
            (
                block.caption,
                [
                    (row.label, [self[f"t2/{row.key}/{column.key}"] for column in block.columns])
                    for row in block.rows
                    if row.kind != "register"
                ],
            )
            for block in self.official.blocks
        ]
        return [(caption, rows) for caption, rows in blocks if rows]


class FigureField(forms.CharField):
    """A cell: its label in the form, and its name where it stands alone in a list of errors."""

    told = ""


def _figure_field(official: Format, cell: Address, before: str | None) -> FigureField:
    _, row, column = parts(cell)
    block = next(block for block in official.blocks if any(entry.key == row for entry in block.rows))
    name = next(entry.label for entry in block.rows if entry.key == row)
    label = next(entry.label for entry in block.columns if entry.key == column)
    hints = [f"去年填的是{written(number(before))}。"] if before is not None else []
    if column in typed.MAY_BE_NEGATIVE:
        hints.append("减少的写成 -2。")
    if column in typed.MAY_HAVE_DECIMALS:
        hints.append("单位：万元，可以有小数。")
    field = FigureField(
        label=label,
        required=False,
        max_length=30,
        help_text="".join(hints),
        widget=forms.TextInput(
            attrs={
                "inputmode": "text" if column in typed.MAY_BE_NEGATIVE else "decimal",
                "class": "figure-field",
                "autocomplete": "off",
            }
        ),
    )
    field.told = f"{name}，{label}"
    return field
