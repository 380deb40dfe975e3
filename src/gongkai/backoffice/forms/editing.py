"""Writing an item: its text, when it becomes public, what is said of it."""

from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.reports import Seen
from gongkai.publications.cleaning import for_desk
from gongkai.publications.queries import columns, editing
from gongkai.screens.forms import DayField, ManyFilesField, PaperForm

FORM = "item"  # the id of the form element its fields belong to, wherever they stand on the page
_MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"]


class MomentField(forms.DateTimeField):
    """A day and an hour, as the browser's own field gives it, or as people write it: 2024-03-04 09:00."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        errors = {"invalid": "这不是日期和时间。请写成 2024-03-04 09:00"}
        super().__init__(widget=widget, input_formats=_MOMENTS, error_messages=errors, **kwargs)


def _title() -> forms.CharField:
    return forms.CharField(label="标题", max_length=200, widget=forms.Textarea(attrs={"rows": 1, "class": "title"}))


class NewItem(PaperForm):
    """What an item begins with. duties: what the agency owes; the field `duty` gives the row, or None."""

    title = forms.CharField(label="标题", max_length=200, widget=lines(2))
    duty = forms.TypedChoiceField(
        label="填的是哪项目录要素",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="不属于目录要素的，不选；接着在编辑页选栏目。",
    )

    def __init__(self, *args: Any, duties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duties = {duty.pk: duty for duty in duties}
        groups: dict[str, list[tuple[int, str]]] = {}
        for duty in self.duties.values():
            label = f"{duty.element.matter}：{duty.element.name}"
            groups.setdefault(duty.element.matter.field.name, []).append((duty.pk, label))
        field = self.fields["duty"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "不属于目录要素"), *groups.items()]

    def clean_duty(self) -> Any:
        return self.duties.get(self.cleaned_data["duty"])


class EditItem(Seen):
    """Everything of a draft. Fields stand all over the page and belong to the one form by `form=`."""

    title = _title()
    body = forms.CharField(
        label="正文", required=False, widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"})
    )
    files = ManyFilesField(label="选择文件", required=False)  # type: ignore[assignment]
    words = forms.FileField(label="Word文件（docx）", required=False)
    release_at = MomentField(label="公开", required=False, help_text="不填的，终审通过时就公开。")
    expires_at = MomentField(label="期满", required=False)
    after_expiry = forms.ChoiceField(label="期满后", choices=editing.CHOICES["after_expiry"])
    section = forms.TypedChoiceField(label="栏目", coerce=int, required=False, empty_value=None)
    category = forms.TypedChoiceField(label="主题分类", coerce=int, required=False, empty_value=None)
    summary = forms.CharField(label="内容概述", max_length=500, required=False, widget=lines(3))
    dated_on = DayField(label="成文日期", required=False)
    document_number = forms.CharField(label="发文字号", max_length=80, required=False)
    keywords = forms.CharField(label="关键词", max_length=200, required=False)
    openness = forms.ChoiceField(label="公开方式", choices=editing.CHOICES["openness"])
    audience = forms.CharField(label="公开对象", max_length=80, required=False)
    article_item = forms.CharField(
        label="主动公开的依据", max_length=10, required=False, help_text="条例第二十条的哪一项，例如“九”。"
    )
    source = forms.CharField(label="信息来源", max_length=80, required=False)
    origin = forms.ChoiceField(label="信息产生", choices=editing.CHOICES["origin"])
    kept_by = forms.CharField(label="保存单位", max_length=80, required=False)
    genre = forms.CharField(label="体裁分类", max_length=20, required=False)
    validity = forms.ChoiceField(label="有效性", choices=editing.CHOICES["validity"])
    effective_on = DayField(label="实施日期", required=False)
    repealed_on = DayField(label="废止日期", required=False)
    change_note = forms.CharField(
        label="修订说明", max_length=300, required=False, widget=lines(2), help_text="改了什么、为什么改，公众看得到。"
    )
    WHEN = ("release_at", "expires_at", "after_expiry")
    ABOUT = ("section", "category", "summary", "dated_on", "document_number", "keywords", "openness")
    MORE = (
        *(
            "audience",
            "article_item",
            "source",
            "origin",
            "kept_by",
            "genre",
            "validity",
            "effective_on",
            "repealed_on",
        ),
    )

    def __init__(self, *args: Any, revising: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {one.pk: one for one in editing.open_sections()}
        self.categories = {one.pk: one for one in editing.categories()}
        self._choose("section", columns.choices())
        self._choose("category", [(key, one.name) for key, one in self.categories.items()])
        if not revising:
            del self.fields["change_note"]
        for name, field in self.fields.items():
            field.label = str(field.label).removesuffix("（选填）")  # what must be filled is told by the checks
            field.widget.attrs["form"] = FORM
            field.widget.attrs.pop("class", None) if name != "title" else None

    def _choose(self, name: str, choices: list[tuple[int, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *choices]

    @property
    def when(self) -> list[forms.BoundField]:
        return [self[name] for name in self.WHEN]

    @property
    def about(self) -> list[forms.BoundField]:
        return [self[name] for name in (*(["change_note"] if "change_note" in self.fields else []), *self.ABOUT)]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    def told(self) -> dict[str, Any]:
        """What `Written` takes, as far as it is valid."""
        values = {
            name: value for name, value in self.cleaned_data.items() if name not in {"seen_version", "files", "words"}
        }
        values["section"] = self.sections.get(values.get("section") or 0)
        values["category"] = self.categories.get(values.get("category") or 0)
        return values


def initial_of(draft: Any) -> dict[str, Any]:
    """The fields as the draft has them. Pictures are asked for at the desk."""
    names = [name for name in EditItem.base_fields if hasattr(draft, name) and name not in {"section", "category"}]
    told = {name: getattr(draft, name) for name in names}
    return {
        **told,
        "body": for_desk(draft.body),
        "section": draft.section_id,
        "category": draft.category_id,
        "seen_version": draft.version,
    }
