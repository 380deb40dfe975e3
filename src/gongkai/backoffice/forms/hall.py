"""Reading places, their shelves, what is handed to archive and library."""

from typing import Any

from django import forms

from gongkai.backoffice.forms.reports import Seen
from gongkai.backoffice.forms.supervision import AgencyForm, DatedForm
from gongkai.publications.queries import hall
from gongkai.screens.forms import DayField, PaperForm

SHORT = {"class": "short"}


class PlaceForm(PaperForm):
    """Gives what `actions.PlaceTold` takes."""

    kind = forms.ChoiceField(label="类别", choices=hall.KINDS, widget=forms.Select(attrs=SHORT))
    name = forms.CharField(label="名称", max_length=60, help_text="全称，例如“云岭区政务服务中心查阅点”。")
    address = forms.CharField(label="地址", max_length=120)
    hours = forms.CharField(label="开放时间", max_length=80, help_text="例如“工作日 9:00–17:00”。")
    phone = forms.CharField(label="联系电话", max_length=40, required=False, widget=forms.TextInput(attrs=SHORT))

    def told(self) -> dict[str, Any]:
        """The fields of `PlaceTold`."""
        return {name: self.cleaned_data[name] for name in PlaceForm.base_fields}


class FoundPlace(PlaceForm, AgencyForm):
    agency = forms.TypedChoiceField(label="设置机关", coerce=int, error_messages={"required": "请选择机关"})
    field_order = ["agency", "kind"]


class ChangePlace(PlaceForm, Seen):
    pass


class ClosePlace(Seen):
    reason = forms.CharField(label="撤销的理由", max_length=150, help_text="例如“迁到别处”。架上的资料一并下架。")


class Shelve(DatedForm):
    """item: an index number or an address of a public item; `publication` gives it."""

    item = forms.CharField(
        label="公开的信息",
        max_length=200,
        required=False,
        help_text="填索引号，或者贴网址。不是本网站公开的资料，空着，下面写名称。",
    )
    title = forms.CharField(label="名称", max_length=200, required=False, help_text="空着的，用这件信息的标题。")
    shelf = forms.CharField(
        label="架位", max_length=40, widget=forms.TextInput(attrs=SHORT), help_text="例如“政务公开架2层”。"
    )
    copies = forms.IntegerField(label="份数", min_value=1, initial=1, widget=forms.NumberInput(attrs=SHORT))
    since = DayField(label="上架之日")

    def clean_item(self) -> Any:
        """The public item that was named; None where none was."""
        typed = self.cleaned_data["item"].strip()
        if not typed:
            return None
        found = hall.public_item(typed)
        if found is None:
            raise forms.ValidationError("没有找到这个索引号或者网址的公开信息。请核对，或者空着，只写名称")
        return found


class TakeOff(DatedForm):
    reason = forms.CharField(label="下架的理由", max_length=200, help_text="例如“已有新版”“已撤下”。")
    on = DayField(label="下架之日")


class RecordDeposit(DatedForm):
    since = DayField(label="公开时间从")
    until = DayField(label="到")
    handed_on = DayField(label="移交之日")
    received_by = forms.CharField(label="接收人", max_length=60, required=False, widget=forms.TextInput(attrs=SHORT))


class Labels(forms.Form):
    """Which labels. skip: places of the first sheet that are used up; keys: only those records."""

    skip = forms.IntegerField(min_value=0, max_value=13, required=False)
    keys = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, records: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["keys"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(record.pk, record.title) for record in records]
