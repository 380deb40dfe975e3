"""Forms as the house writes them: Chinese errors, what was typed stays, refusals land on the field they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.law.errors import Refusal


class PaperForm(forms.Form):
    """A form whose fields have their own names as ids, and whose browser leaves the checking to the server.

    Optional fields say 选填 in their label; `label_of` adds it.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            label = str(field.label or "")
            if not field.required and not isinstance(field, forms.BooleanField) and "选填" not in label:
                field.label = f"{label}（选填）"
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                verb = "请选择" if isinstance(field, forms.ChoiceField | forms.FileField) else "请填写"
                field.error_messages["required"] = f"{verb}{label}"

    @property
    def wrong_fields(self) -> list[tuple[str, str]]:
        """(id, message) of everything wrong, in the order of the page, for the summary above the form."""
        found = [("", str(text)) for text in self.non_field_errors()]
        for field in self:
            found += [(field.name, str(text)) for text in field.errors]
        return found


@contextmanager
def refusals_into(form: forms.Form) -> Iterator[None]:
    """Run a verb; what it refuses becomes an error of the field it names, or of the whole form. Nothing typed is lost.

    Ask `form.is_valid()` afterwards: it is true only when the verb went through.
    """
    try:
        yield
    except Refusal as refusal:
        add_refusal(form, refusal)


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Write a refusal on the form: what is so, and what to do next."""
    form.add_error(refusal.field if refusal.field in form.fields else None, f"{refusal.message}{refusal.hint}")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once. Gives a list of UploadedFile, empty when none was chosen."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in chosen if file]


YEARS = range(2000, 2101)


def _possible(day: date) -> None:
    if day.year not in YEARS:
        raise forms.ValidationError(f"{day.year}年不在{YEARS[0]}年至{YEARS[-1]}年之间，请核对年份")


class DayField(forms.DateField):
    """A date, typed as the browser's own calendar gives it, or as people write it: 2024-03-04, 2024/3/4, 2024年3月4日."""

    default_validators = [_possible]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"])
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("invalid", "这不是日期。请写成 2024-03-04")
        super().__init__(**kwargs)
