"""同一申请人: which other case of the ledger an officer confirms or denies to be of the same applicant."""

from typing import Any

from django import forms

from gongkai.applications import queries
from gongkai.backoffice.forms.acts import CaseForm


class _Other(CaseForm):
    other = forms.ChoiceField(
        label="与哪一件的申请人",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一件", "invalid_choice": "请从列出的申请中选择"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(filing.key): filing for filing in self.others(queries.ledger_of(self.case))}
        self.choose_from(
            "other",
            [
                (key, f"{one.number} {one.name}，电话{one.phone}{'，' if one.address else ''}{one.address}")
                for key, one in self.offered.items()
            ],
        )

    def others(self, ledger: Any) -> list[Any]:
        """The filings one may choose from."""
        raise NotImplementedError

    def clean_other(self) -> Any:
        return queries.case(int(self.cleaned_data["other"]))

    @property
    def idle(self) -> str:
        return "" if self.offered else "没有要核对的申请人。"


class ConfirmSame(_Other):
    """确认同一申请人."""

    def others(self, ledger: Any) -> list[Any]:
        return list(ledger.proposed)


class DenySame(_Other):
    """认定重名: of those proposed, and of those taken for the same without the same paper."""

    def others(self, ledger: Any) -> list[Any]:
        papers = {one.paper for one in ledger.filings if one.key == self.case.pk}
        counted = [
            one for one in ledger.filings if one.key != self.case.pk and (not one.paper or one.paper not in papers)
        ]
        return [*ledger.proposed, *counted]
