"""送达 of any letter, its return, and the tasks that follow."""

from typing import Any

from django import forms

from gongkai.applications import choices, queries
from gongkai.backoffice.forms.acts import CaseForm, lines
from gongkai.law.workdays import in_words
from gongkai.screens.forms import DayField, ManyFilesField

SHORT = {"class": "short"}
WAYS = [pair for pair in choices.SERVICES if pair[0] != "on_the_spot"]


def _line(label: str, length: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=False, help_text=help_text, widget=forms.TextInput(attrs=SHORT)
    )


class _OnLetter(CaseForm):
    """A form about one thing of the case, chosen from those it can concern. `chosen`: from the address that led here."""

    subject, nothing = "letter", ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = {str(row.pk): row for row in self.found()}
        self.choose_from(self.subject, [(key, self.name_of(row)) for key, row in self.things.items()])
        if len(self.things) == 1:
            self.initial.setdefault(self.subject, next(iter(self.things)))

    def found(self) -> list[Any]:
        """What can be chosen."""
        raise NotImplementedError

    def name_of(self, row: Any) -> str:
        raise NotImplementedError

    @property
    def idle(self) -> str:
        return "" if self.things else self.nothing

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.subject in cleaned:
            cleaned[self.subject] = self.things[cleaned[self.subject]]
        return cleaned


class ServeLetter(_OnLetter):
    nothing = "本件的文书都已经登记送达。"
    letter = forms.ChoiceField(label="哪一份文书", widget=forms.RadioSelect)
    way = forms.ChoiceField(label="怎样送达", choices=WAYS, widget=forms.RadioSelect)
    on = DayField(label="送达之日", help_text="签收之日，交邮政企业之日，或者到达申请人指定的电子地址之日。")
    mail_number = _line("邮件号", 40, "邮寄的必填，用邮政企业的邮件号；私营快递不能用来送达公文。")
    place = _line("送达地点", 160)
    served_by = _line("送达人", 40)
    taken_by = _line("签收人", 40, "直接送达、委托送达的，写谁签收。")
    entrusted_to = _line("受委托的行政机关", 60, "委托送达的必填。")
    proof = ManyFilesField(label="送达凭证", required=False, help_text="送达回证、邮寄收据、系统送达记录。")

    def found(self) -> list[Any]:
        return list(queries.unserved(self.case))

    def name_of(self, row: Any) -> str:
        return f"{row.content['title']} {row.number}，致{row.content['addressee']}"

    def starts(self) -> dict[str, Any]:
        usual = {"online": "electronic", "email": "electronic", "mail": "mail", "pick_up": "hand"}
        return {"way": usual.get(self.case.delivery)}


class ReturnLetter(_OnLetter):
    nothing = "没有可以登记退回的送达。"
    letter = forms.ChoiceField(label="哪一次送达", widget=forms.RadioSelect)
    why = forms.CharField(label="退回的原因", max_length=120, help_text="照退件上的批注写，例如“查无此人”。")
    on = DayField(label="退回之日", help_text="收到退件的那一天。")

    def found(self) -> list[Any]:
        return queries.standing_services(self.case)

    def name_of(self, row: Any) -> str:
        return f"{row.document.content['title']} {row.document.number}，{in_words(row.on)}{row.get_way_display()}"


class _OnTask(_OnLetter):
    """An act that settles a task; `task` gives the row."""

    subject, nothing = "task", "没有待办。"
    task = forms.ChoiceField(label="哪一件", widget=forms.RadioSelect)
    on = DayField(label="完成之日")

    def found(self) -> list[Any]:
        return queries.open_tasks(self.case)

    def name_of(self, row: Any) -> str:
        return str(row.text)


class FinishTask(_OnTask):
    how = forms.CharField(label="怎样处理的", widget=lines(3))
    field_order = ("task", "how", "on")


class TurnProactive(_OnTask):
    """转为主动公开: which task, and under what title the item is begun."""

    nothing = "没有建议转为主动公开的待办。"
    title = forms.CharField(label="标题", max_length=200, help_text="公开时的标题，不要写申请人。")
    field_order = ("task", "title", "on")

    def found(self) -> list[Any]:
        return [task for task in queries.open_tasks(self.case) if task.kind == "turn_proactive"]
