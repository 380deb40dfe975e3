"""The forms of the house: rules of an agency, people and posts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from gongkai.screens.forms import DayField, PaperForm

DUTIES = (
    ("desk_officer", "经办人"),
    ("contact", "部门联络员"),
    ("reviewer", "审核人"),
    ("leader", "负责人"),
    ("legal_reviewer", "合法性审核人"),
    ("editor", "编辑"),
    ("auditor", "监督审计人"),
    ("keeper", "系统管理员"),
)
RULES: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = (
    (
        "confirmation",
        "网上申请怎样确认收到",
        (("at_submission", "提交即确认，自动回执视为本机关确认"), ("by_officer", "由工作人员与申请人确认")),
        "条例第三十一条第三项：以双方确认之日为收到之日。由工作人员确认的，确认以前期限还没有起算。",
    ),
    (
        "counting_received",
        "本年新收以何日计",
        (("first", "首次收到申请之日"), ("supplement", "收到补正之日")),
        "补正以后期限重新起算，但统计归在哪一年没有全国规定。多数地方按首次收到。［惯例，可能因地而异］",
    ),
    (
        "counting_closed",
        "办结以何日计",
        (("served", "答复送达之日"), ("made", "答复作出之日")),
        "按答复送达的年度统计，比较确定，但没有明文。［接近确定］",
    ),
    (
        "counting_appeals",
        "复议、诉讼的统计范围",
        (("concluded_or_pending", "本年审结的，加年末尚未审结的"), ("filed", "本年提起的")),
        "表四没有结转一行，尚未审结的下一年还会按结果再计一次。［惯例，可能因地而异］",
    ),
    (
        "counting_reopened",
        "复议、判决后重新答复的统计",
        (("not_counted", "不再计入表三"), ("counted", "作为新的一件计入表三")),
        "重新答复不是新的申请。原来的答复已经计入当年的报告，不因此改动；多数地方不再计一次。［惯例，可能因地而异］",
    ),
    (
        "counting_items",
        "一件申请多项内容的统计",
        (("application", "按申请计一件，以主要结果归类"), ("item", "按答复的事项分别计件")),
        "收费规定允许按一事一申请拆分，统计没有全国规定。分别计件的，多出的件数计入办结当年的本年新收。［惯例，可能因地而异］",
    ),
    (
        "counting_documents_from",
        "规范性文件制发以何日计",
        (("issued", "成文之日"), ("effective", "施行之日")),
        "年底成文、次年施行的，算在哪一年没有全国规定。多数地方按成文日期；按施行日期的，从施行之日起计入，未施行就废止的不计。［惯例，可能因地而异］",
    ),
    (
        "counting_documents_total",
        "规范性文件对外公开总数的范围",
        (("in_force", "年末仍然有效的"), ("all", "公开过的全部，包括已经失效的")),
        "只用于2019年、2020年的年报格式。格式没有写明总数包不包括已经失效的文件；2021年起的格式直接统计现行有效件数。［惯例，可能因地而异］",
    ),
    (
        "reassessment",
        "不予公开的信息多久评估一次",
        (("6", "六个月"), ("12", "一年"), ("24", "两年")),
        "条例第十八条要求定期评估，没有规定多久一次。答复送达之后按这里的间隔列入待办。［由本机关自定］",
    ),
)


class MeansForm(PaperForm):
    """收费、通知和保管: what letters, messages and the archive need to know of the agency."""

    fee_account = forms.CharField(
        label="信息处理费怎样缴纳",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写进收费通知书，例如收款单位、账号、窗口地点。没有填写就不能发收费通知。",
    )
    email = forms.EmailField(label="电子邮箱", required=False, error_messages={"invalid": "邮箱的写法不对"})
    quiet_from = forms.TimeField(
        label="从几点起不发提醒",
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"invalid": "请写成 21:00 这样的时间"},
    )
    quiet_until = forms.TimeField(
        label="到几点为止",
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"invalid": "请写成 08:00 这样的时间"},
        help_text="这段时间里的邮件和短信等到过后再发。两个时间相同，就不设免打扰。",
    )
    keep_years = forms.IntegerField(
        label="案卷保管多少年",
        min_value=0,
        max_value=1000,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"invalid": "请填整数", "min_value": "请填0以上的数", "max_value": "请填1000以内的数"},
        help_text="0为永久。年限按本机关文件材料归档范围和保管期限表确定，这里的默认值不是法定的。只影响以后归档的案卷。",
    )


class RulesForm(PaperForm):
    """机关设置: how online applications are confirmed, and the counting basis with how certain each choice is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, choices, certainty in RULES:
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, widget=forms.RadioSelect, help_text=certainty
            )


class AppointForm(PaperForm):
    """安排岗位 for someone who signs in already."""

    username = forms.CharField(label="登录名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    duty = forms.ChoiceField(label="职责", choices=DUTIES, widget=forms.Select(attrs={"class": "short"}))
    office = forms.ChoiceField(label="内设机构", required=False, widget=forms.Select(attrs={"class": "short"}))
    title = forms.CharField(
        label="职务", max_length=40, required=False, help_text="例：政务公开科科员。显示在名字后面。"
    )
    since = DayField(label="从哪一天起")

    def __init__(self, *args: Any, offices: Sequence[Any], today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"since": today})
        super().__init__(*args, **kwargs)
        office: Any = self.fields["office"]
        office.choices = [("", "不分内设机构"), *((str(one.pk), one.name) for one in offices)]


class EnrolForm(AppointForm):
    """登记人员: a new person with the first post."""

    name = forms.CharField(label="姓名", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(label="电话", max_length=40, required=False)
    password = forms.CharField(
        label="初次登录的密码",
        max_length=128,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="至少十个字符，不要太常见。当面告诉本人，请本人登录后改掉。",
    )
    field_order = ("username", "name", "phone", "password", "duty", "office", "title", "since")


class PasswordForm(PaperForm):
    """重设密码."""

    password = forms.CharField(
        label="新密码",
        max_length=128,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="至少十个字符，不要太常见。当面告诉本人，请本人登录后改掉。",
    )


class EndPostForm(PaperForm):
    """办理离任."""

    until = DayField(label="最后一天", help_text="这一天还在岗，第二天起不能再用这个岗位办事。办过的事仍在本人名下。")
