"""The catalogue at the desk: fields and elements, who owes them; a contact's short form."""

from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.reports import Seen
from gongkai.backoffice.forms.supervision import AgencyForm, DatedForm
from gongkai.publications import standard
from gongkai.publications.queries.catalogue import LEVELS
from gongkai.screens.forms import DayField, ManyFilesField, ManyFilesInput, PaperForm


class AddField(PaperForm):
    name = forms.CharField(label="名称", max_length=40, help_text="照文件写全称，例如“广播电视”。")
    slug = forms.CharField(
        label="网址", max_length=40, help_text="小写英文字母和数字，中间可以用短横，例如 broadcasting。定了以后不改。"
    )
    aliases = forms.CharField(
        label="别的叫法", required=False, max_length=120, help_text="几个叫法之间用顿号隔开，导入目录时都认得。"
    )


class ElementForm(PaperForm):
    """A line of the catalogue, as `actions.ElementDetails` takes it."""

    first = forms.CharField(label="一级事项", max_length=80)
    second = forms.CharField(label="二级事项", required=False, max_length=80)
    name = forms.CharField(label="公开内容（要素）", max_length=200)
    basis = forms.CharField(
        label="公开依据",
        required=False,
        max_length=500,
        widget=lines(2),
        help_text="新的事项才用填，已有的事项沿用原来的。",
    )
    limit = forms.CharField(
        label="公开时限",
        max_length=200,
        help_text="照目录写，例如“信息形成或者变更之日起20个工作日内”“每季度结束后15个工作日内”“公告期限为5个工作日”。",
    )
    county = forms.BooleanField(label="县级公开", required=False)
    township = forms.BooleanField(label="乡级公开", required=False)
    proactive = forms.BooleanField(label="主动公开", required=False)
    on_application = forms.BooleanField(label="依申请公开", required=False)
    to_everyone = forms.BooleanField(label="面向全社会", required=False)
    audience = forms.CharField(
        label="特定群众", required=False, max_length=120, help_text="只向某些人公开的，写明是哪些人。"
    )
    carriers = forms.MultipleChoiceField(
        label="公开渠道和载体",
        required=False,
        choices=[(name, name) for name in standard.carriers()],
        widget=forms.CheckboxSelectMultiple,
    )

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ElementForm.base_fields}


class ReviseElement(ElementForm):
    reason = forms.CharField(label="修改的理由", max_length=200, help_text="写明依据哪份目录、为什么改。")


class AssignElement(AgencyForm):
    agency = forms.TypedChoiceField(label="公开主体", coerce=int, error_messages={"required": "请选择机关"})
    since = DayField(label="自何日起负责")


class AssignField(AssignElement):
    level = forms.ChoiceField(
        label="公开层级",
        choices=LEVELS,
        widget=forms.RadioSelect,
        help_text="这个领域里属于该层级、还没有由它负责的要素，一次全部交给它。",
    )


class WithReason(Seen):
    """An act on a duty with a reason only."""

    reason = forms.CharField(label="理由", max_length=300, widget=lines(3))


class NotApplicable(WithReason):
    reason = forms.CharField(
        label="为什么不适用",
        max_length=300,
        widget=lines(3),
        help_text="例：许可职权2025年3月已经划转区行政审批局，见示编〔2025〕8号。写了理由就算填完，由公开工作机构核对。",
    )


class EndDuty(WithReason, DatedForm):
    later = ("until",)
    until = DayField(label="最后一天")
    field_order = ["until", "reason"]


class Confirm(Seen):
    """Nothing to fill in: the reason is read, and the button pressed."""


class NoteFormed(Seen, DatedForm):
    on = DayField(
        label="信息形成或者变更之日",
        help_text="公开的期限从第二天起按工作日计。",
    )


class FillElement(Seen):
    """填报: one short form, made for a phone."""

    title = forms.CharField(label="标题", max_length=200)
    text = forms.CharField(
        label="正文",
        required=False,
        max_length=20_000,
        widget=lines(5),
        help_text="写不写都可以：没有正文的，选一个文件。",
    )
    files = ManyFilesField(  # type: ignore[assignment]
        label="文件",
        required=False,
        widget=ManyFilesInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.txt"}),
        help_text="PDF、图片、Word、Excel都可以，制作人的姓名等信息会自动去掉。身份证号、电话请先遮去。",
    )
    formed_on = DayField(
        label="信息形成之日",
        help_text="例如名单定下来、文件印发的那一天。",
    )


class HandOver(PaperForm):
    """换人: everything one contact has goes to another of the agency."""

    leaving = forms.TypedChoiceField(label="交出的人", coerce=int)
    taking = forms.TypedChoiceField(label="接手的人", coerce=int)

    def __init__(self, *args: Any, leaving: list[Any], taking: list[Any], unheld: bool, **kwargs: Any) -> None:
        """leaving: people who have elements now; taking: who may have them; unheld: whether some are nobody's."""
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in (*leaving, *taking)}
        choices = [(person.pk, person.name) for person in leaving]
        if unheld:
            choices.append((0, "还没有联络员的"))
        for name, found in (("leaving", choices), ("taking", [(person.pk, person.name) for person in taking])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "请选择"), *found]
