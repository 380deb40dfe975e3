"""Registering what came on paper, at the counter, by voice or fax: the three groups of art. 29, and how it came."""

from typing import Any

from django import forms

from gongkai.applications.actions import Details, Identity
from gongkai.applications.choices import APPLICANT_KINDS, CHANNELS, DELIVERIES, FORMS, IDENTITY_PAPERS
from gongkai.backoffice.forms.acts import lines
from gongkai.backoffice.forms.keeping import KeepingForm
from gongkai.law.facts import ApplicantKind
from gongkai.screens import clock, identity, once
from gongkai.screens.forms import DayField, ManyFilesField

BY_BOTH = frozenset({"ordinary_mail", "fax"})
ON_PAPER = [(value, label) for value, label in CHANNELS if value != "online"]
SHORT = {"class": "short"}


def _line(label: str, length: int, *, required: bool = True, help_text: str = "", **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={**SHORT, "autocomplete": "off", **attributes})
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text, widget=widget)


class RegisterApplication(KeepingForm):
    """登记申请. The day of arrival is typed, the day of registration is today; both are kept."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    channel = forms.ChoiceField(label="怎样来的", choices=ON_PAPER, widget=forms.RadioSelect)
    arrived_on = DayField(
        label="到达之日", help_text="当面是提交那天，挂号、特快是签收那天。登记之日是今天，两个日子都留下。"
    )
    confirmed_on = DayField(
        label="与申请人确认之日",
        required=False,
        help_text="只有平常信函和传真要填；还没有确认就空着，以后在案件页确认。",
    )
    filled_in_by = _line("代填人", 40, required=False, help_text="口头申请的，写由谁代填。")
    signed_by = _line("签收人", 40, required=False, help_text="挂号、特快的，写谁签收的。")
    envelope = ManyFilesField(label="信封扫描件", required=False, help_text="邮寄的请扫描信封，邮戳能证明到达之日。")
    content = forms.CharField(
        label="所需信息的名称、文号或者特征描述",
        max_length=4000,
        widget=lines(5),
        help_text="照申请书原文录入，不改写。",
    )
    files = ManyFilesField(  # type: ignore[assignment]
        label="申请书和附件", required=False, help_text="扫描件。可以一次选几份。"
    )
    form = forms.ChoiceField(label="要什么形式", choices=FORMS, widget=forms.RadioSelect, initial="paper")
    delivery = forms.ChoiceField(label="怎样给", choices=DELIVERIES, widget=forms.RadioSelect, initial="mail")
    kind = forms.ChoiceField(
        label="申请人类别",
        choices=APPLICANT_KINDS,
        widget=forms.RadioSelect,
        initial="natural_person",
        help_text="年报表三的列。",
    )
    name = _line("姓名或者名称", 80)
    identity_kind = forms.ChoiceField(
        label="身份证明", choices=IDENTITY_PAPERS, widget=forms.Select(attrs=SHORT), initial="identity_card"
    )
    identity_number = _line("证件号码", 40, help_text="加密保存，每次查看都记入留痕。")
    scan = ManyFilesField(label="证件扫描件", required=False, help_text="加密保存，一份。")
    contact_person = _line("联系人", 40, required=False, help_text="单位申请的，写联系人。")
    phone = _line("联系电话", 40, inputmode="tel")
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        widget=forms.EmailInput(attrs=SHORT),
        error_messages={"invalid": "邮箱地址不完整，应当像 name@example.cn 这样"},
    )
    address = forms.CharField(label="通信地址", max_length=160, required=False)
    needs_help = forms.BooleanField(label="阅读、视听有困难，需要帮助（条例第四十三条）", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["token"], self.initial["arrived_on"] = once.new_token(), clock.today()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not once.is_ours(self.data.get("token", "")):
            data = self.data.copy()  # type: ignore[attr-defined]
            data["token"] = once.new_token()
            self.data = data
            self.add_error(None, "这一页打开得太久了，请核对内容后再提交一次")
        self._check_channel(cleaned)
        if "identity_number" in cleaned and "identity_kind" in cleaned:
            wrong = identity.wrong_with(cleaned["identity_kind"], cleaned["identity_number"])
            if wrong:
                self.add_error("identity_number", wrong)
        if len(cleaned.get("scan") or []) > 1:
            self.add_error("scan", "证件扫描件只收一份，请合并成一个文件")
        if cleaned.get("delivery") == "mail" and not cleaned.get("address"):
            self.add_error("address", "选了邮寄，请写收件地址")
        if cleaned.get("delivery") == "email" and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "选了电子邮件，请写邮箱地址")
        return cleaned

    def _check_channel(self, cleaned: dict[str, Any]) -> None:
        channel = cleaned.get("channel")
        if channel and cleaned.get("confirmed_on") and channel not in BY_BOTH:
            self.add_error("confirmed_on", "这种渠道以到达之日为收到之日，不用确认，请清空这一格")
        if channel == "signed_mail" and not cleaned.get("signed_by"):
            self.add_error("signed_by", "挂号、特快的，请写签收人")

    def details(self) -> Details:
        """What the application says."""
        found = self.cleaned_data
        return Details(
            applicant_kind=ApplicantKind(found["kind"]),
            name=found["name"],
            phone=found["phone"],
            content=found["content"],
            form=found["form"],
            delivery=found["delivery"],
            identity=Identity(
                found["identity_kind"], identity.tidy(found["identity_number"]), next(iter(found["scan"]), None)
            ),
            contact_person=found["contact_person"],
            email=found["email"],
            address=found["address"],
            needs_help=found["needs_help"],
        )
