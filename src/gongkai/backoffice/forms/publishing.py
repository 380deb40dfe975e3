"""The forms of the gate: a step with its conclusion, the acts that need a reason, the rules of an agency."""

from typing import Any

from django import forms

from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.reports import Seen
from gongkai.law.withholding import withholding_grounds
from gongkai.publications.queries import items
from gongkai.screens.forms import PaperForm

SHORT = {"class": "short"}
INDEX_BY = (("year", "机构代码/年份-五位顺序号"), ("month", "机构代码/年月-五位顺序号"))
REVIEWS = ((3, "三审：初审、复审、终审"), (2, "二审：初审、终审"), (1, "一审：终审"))


class ReviewItem(Seen):
    """审查: which step, its conclusion, why. steps: those the reviewer may take now."""

    kind = forms.ChoiceField(label="做哪一步", widget=forms.RadioSelect, error_messages={"required": "请选择做哪一步"})
    conclusion = forms.ChoiceField(
        label="结论",
        widget=forms.RadioSelect,
        choices=items.CONCLUSIONS,
        error_messages={"required": "请选择结论"},
    )
    opinion = forms.CharField(
        label="意见",
        max_length=500,
        required=False,
        widget=lines(3),
        help_text="退回的写明改什么，不予公开的写明为什么。",
    )
    ground = forms.ChoiceField(
        label="不予公开的依据", required=False, help_text="只在结论是“不予公开”时选。条例第十四条至第十六条。"
    )

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, ground = self.fields["kind"], self.fields["ground"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(ground, forms.ChoiceField)
        kind.choices = [(step.value, step.label) for step in steps]
        if len(steps) == 1:
            kind.widget = forms.HiddenInput()
            self.initial["kind"] = steps[0].value
        ground.choices = [("", "没有"), *((code, one.told()) for code, one in withholding_grounds().items())]


class GiveReason(Seen):
    """An act whose reason stays in the journal."""

    reason = forms.CharField(label="理由", max_length=300, widget=lines(3))


class WithdrawItem(GiveReason):
    """撤下: the reason is told to the public."""

    ground = forms.CharField(
        label="依据", max_length=120, required=False, help_text="例如“条例第十五条”。会写在公开的网页上。"
    )
    replaced_by = forms.CharField(
        label="代替它的一件",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=SHORT),
        help_text="填已经公开的那一件的索引号。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "会写在公开的网页上，请写公众看得懂的话。"

    def clean_replaced_by(self) -> Any:
        typed = self.cleaned_data["replaced_by"].strip()
        if not typed:
            return None
        found = items.by_index_number(typed)
        if found is None:
            raise forms.ValidationError("没有这个索引号，或者那一件没有公开。请核对，没有的空着。")
        return found


class ReassessItem(GiveReason):
    """评估 of what was not disclosed."""

    may_open = forms.TypedChoiceField(
        label="评估的结论",
        widget=forms.RadioSelect,
        choices=(("yes", "可以公开，交回拟稿送审"), ("no", "仍然不予公开，过一段时间再评估")),
        coerce=lambda value: value == "yes",
        error_messages={"required": "请选择评估的结论"},
    )
    field_order = ("may_open", "reason")


class SetRules(Seen):
    """发布规则 of an agency."""

    reviews = forms.TypedChoiceField(label="稿件几审", coerce=int, choices=REVIEWS, widget=forms.RadioSelect)
    index_code = forms.CharField(
        label="机构代码",
        max_length=18,
        required=False,
        widget=forms.TextInput(attrs=SHORT),
        help_text="9位组织机构代码或者18位统一社会信用代码，编索引号用。没有代码的机关不能公开信息。",
    )
    index_by = forms.ChoiceField(label="索引号的写法", choices=INDEX_BY, widget=forms.RadioSelect)
    confirm_workdays = forms.IntegerField(
        label="紧急发布后几个工作日内补审",
        min_value=1,
        max_value=10,
        widget=forms.NumberInput(attrs=SHORT),
    )


class SetSite(PaperForm):
    """The marks of the site, kept at the head alone."""

    site_domain = forms.CharField(label="网站域名", max_length=80, required=False)
    site_id_code = forms.CharField(
        label="网站标识码", max_length=10, required=False, widget=forms.TextInput(attrs=SHORT)
    )
    icp_number = forms.CharField(label="ICP备案号", max_length=40, required=False)
    police_number = forms.CharField(label="公安备案号", max_length=40, required=False)
    report_errors_at = forms.CharField(label="“我为政府网站找错”的网址", max_length=200, required=False)


class SetHeadRules(SetRules, SetSite):
    """发布规则 of the head, with the marks of the site."""

    field_order = ("reviews", "index_code", "index_by", "confirm_workdays")
