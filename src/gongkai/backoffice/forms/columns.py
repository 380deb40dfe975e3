"""The columns of the portal: opened, arranged, renamed, moved, closed."""

import re
from html import escape
from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.reports import Seen
from gongkai.publications.queries import columns
from gongkai.publications.queries.columns import ITEMS, LINKS, SECTIONS, TEXT
from gongkai.screens.forms import PaperForm

SHORT = {"class": "short"}
NOBODY = [("", "没有")]
_PARAGRAPHS = re.compile(r"(?:<p>[^<>]*</p>)*")


class SectionForm(PaperForm):
    """What is told of a column. Gives what `actions.SectionTold` takes, with `parent` the key of the one above or None."""

    name = forms.CharField(label="名称", max_length=40, help_text="读者看得懂的名称，例如“复工复产”。")
    slug = forms.CharField(
        label="网址",
        max_length=40,
        widget=forms.TextInput(attrs={**SHORT, "autocapitalize": "none", "spellcheck": "false"}),
        help_text="栏目的网址是 /sections/这里填的/。小写字母、数字和短横。",
    )
    description = forms.CharField(
        label="说明", max_length=200, widget=lines(3), help_text="一句话写明这里公开什么，显示在栏目标题下面。"
    )
    keywords = forms.CharField(label="关键词", max_length=120, required=False, help_text="逗号分开。")
    kind = forms.ChoiceField(
        label="类型",
        choices=columns.KINDS,
        widget=forms.Select(attrs=SHORT),
        help_text="动态要闻两周内、通知公告和政策文件半年内要有更新（国办秘函〔2019〕19号）。",
    )
    fresh_days = forms.IntegerField(
        label="多少天内要更新一次",
        required=False,
        min_value=1,
        max_value=1000,
        widget=forms.NumberInput(attrs=SHORT),
        help_text="空着的，按类型的要求提醒。",
    )

    def told(self) -> dict[str, Any]:
        """The fields of `SectionTold`."""
        return {name: self.cleaned_data[name] for name in SectionForm.base_fields}


class OpenSection(SectionForm):
    parent = forms.TypedChoiceField(
        label="上级栏目",
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs=SHORT),
        help_text="专题一般没有上级，直接列在栏目里。",
    )
    template = forms.CharField(required=False, widget=forms.HiddenInput, label="模板")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["parent"], [("", "没有，是一级栏目"), *columns.choices()])


class RenameSection(SectionForm, Seen):
    def __init__(self, *args: Any, fixed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed:
            for name in ("name", "slug"):
                self.fields[name].widget.attrs["readonly"] = True
                self.fields[name].help_text = "固定栏目的名称和网址不能改。"


class MoveSection(Seen):
    parent = forms.TypedChoiceField(label="移到", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, section: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].label = "移到"
        _offer(self.fields["parent"], [("", "一级栏目，没有上级"), *columns.choices(without=section)])


class MoveItems(PaperForm):
    """Which items go where. keys: what was ticked; `all`: everything, also what is not public."""

    to = forms.TypedChoiceField(label="移到", coerce=int, error_messages={"required": "请选择要移到的栏目"})
    everything = forms.BooleanField(label="全部移走", required=False, help_text="包括已撤下的和在办的稿件。")

    def __init__(self, *args: Any, section: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["to"], [("", "请选择"), *columns.choices(without=section)])


class CloseSection(Seen):
    reason = forms.CharField(label="关闭的理由", max_length=200, help_text="例如“专项工作已经结束”。")


class PartForm(Seen):
    """One block. `told` gives what `actions.PartTold` takes, but for source and field as keys."""

    kind = ""
    title = forms.CharField(label="标题", max_length=40)

    def told(self) -> dict[str, Any]:
        return {"kind": self.kind, "title": self.cleaned_data["title"]}


class ItemsPart(PartForm):
    kind = ITEMS
    keyword = forms.CharField(
        label="关键词", required=False, max_length=40, help_text="标题或者关键词里有这个词的信息，不限栏目。"
    )
    field = forms.TypedChoiceField(
        label="重点领域", coerce=int, empty_value=None, required=False, help_text="这个领域的标准目录里公开的信息。"
    )
    source = forms.TypedChoiceField(
        label="栏目", coerce=int, empty_value=None, required=False, help_text="只列这个栏目里的信息。"
    )
    size = forms.IntegerField(
        label="列几条", min_value=1, max_value=50, initial=6, widget=forms.NumberInput(attrs=SHORT)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["field"], [*NOBODY, *((one.pk, one.name) for one in columns.fields())])
        _offer(self.fields["source"], [("", "不限；关键词和领域都没有填的，列本栏目的"), *columns.choices()])

    def told(self) -> dict[str, Any]:
        return {**super().told(), **{name: self.cleaned_data[name] for name in ("keyword", "field", "source", "size")}}


class TextPart(PartForm):
    kind = TEXT
    text = forms.CharField(
        label="文字", widget=lines(8), help_text="一行一段。也可以贴带格式的网页代码，提交时会净化。"
    )

    def told(self) -> dict[str, Any]:
        return {**super().told(), "text": as_html(self.cleaned_data["text"])}


class LinksPart(PartForm):
    kind = LINKS
    links = forms.CharField(
        label="链接",
        widget=lines(6),
        help_text="一行一个：名称，空格，网址。例如“查找政府信息 /search/”。别的网站写 https:// 开头的网址。",
    )

    def told(self) -> dict[str, Any]:
        rows = [line.strip().rpartition(" ") for line in self.cleaned_data["links"].splitlines() if line.strip()]
        return {**super().told(), "links": tuple((words.strip(), address) for words, _, address in rows)}


class SectionsPart(PartForm):
    kind = SECTIONS


PART_FORMS: dict[str, type[PartForm]] = {form.kind: form for form in (ItemsPart, TextPart, LinksPart, SectionsPart)}


def part_as_typed(part: Any) -> dict[str, Any]:
    """A block as its form shows it."""
    return {
        "title": part.title,
        "keyword": part.keyword,
        "field": part.field_id,
        "source": part.source_id,
        "size": part.size,
        "text": as_lines(part.text),
        "links": "\n".join(f"{link['title']} {link['url']}" for link in part.links),
    }


def as_html(typed: str) -> str:
    """Paragraphs, a line each; what has markup in it is taken as it is and cleaned by the verb."""
    if re.search(r"<[a-zA-Z][^>]*>", typed):
        return typed
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in typed.splitlines() if line.strip())


def as_lines(html: str) -> str:
    """The other way: plain paragraphs as lines, anything else as its markup."""
    if not _PARAGRAPHS.fullmatch(html):
        return html
    told = re.findall(r"<p>([^<>]*)</p>", html)
    return "\n".join(told).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _offer(field: forms.Field, choices: list[tuple[Any, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
