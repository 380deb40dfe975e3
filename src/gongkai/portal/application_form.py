"""The form of art. 29: what is wanted, in which form, by whom. Nothing else may be demanded; no purpose (art. 27), no account."""

import re
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from gongkai.applications.actions import Details, Identity
from gongkai.applications.choices import APPLICANT_KINDS, DELIVERIES, FORMS, IDENTITY_PAPERS
from gongkai.files.kinds import TAKEN, require_acceptable
from gongkai.law.errors import NotAcceptable
from gongkai.law.facts import ApplicantKind
from gongkai.screens import identity, once, stash
from gongkai.screens.forms import ManyFilesField, PaperForm

MOST_FILES = 10
LARGEST_IN_ALL = 60 * 1024 * 1024
LONGEST = 4000  # signs of the description
_PHONE = re.compile(r"[0-9+()（）\-－—转 ]{7,40}")
_ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.txt"
Upload = tuple[str, bytes]


def _line(autocomplete: str = "", short: bool = True, **attributes: str) -> forms.TextInput:
    if short:
        attributes["class"] = "short"
    if autocomplete:
        attributes["autocomplete"] = autocomplete
    return forms.TextInput(attrs=attributes)


class ApplicationForm(PaperForm):
    """Fields in the order of the page. `files_kept`, `scan_kept`: what an earlier try handed in and is still here."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    content = forms.CharField(
        label="信息的名称、文号，或者便于查找的其他特征",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写清三点最容易找到：什么地方或什么事、哪一年、哪类材料。例：“幸福里小区2023年电梯加装的验收报告”。",
        error_messages={"required": "请写明您要的是什么信息"},
    )
    files = ManyFilesField(  # type: ignore[assignment]  # the name the verb's refusals use
        label="附件",
        required=False,
        help_text=f"能帮助我们找到信息的材料。最多{MOST_FILES}份，每份不超过20 MB。{TAKEN}",
        widget=ManyFilesField.widget(attrs={"accept": _ACCEPT}),
    )
    form = forms.ChoiceField(
        label="要什么形式",
        choices=FORMS,
        widget=forms.RadioSelect,
        initial="electronic",
        help_text="没有现成的这种形式，会说明并以其他形式提供。",
    )
    delivery = forms.ChoiceField(
        label="怎样给您",
        choices=DELIVERIES,
        widget=forms.RadioSelect,
        initial="online",
        help_text="网上查看：凭回执上的编号和查询码，在本网站看答复书、下载文件。",
    )
    kind = forms.ChoiceField(
        label="申请人是",
        choices=APPLICANT_KINDS,
        widget=forms.RadioSelect,
        initial="natural_person",
        help_text="个人选“自然人”。这一项用于年度报告的统计。",
    )
    name = forms.CharField(label="姓名或者名称", max_length=80, widget=_line("name"))
    identity_kind = forms.ChoiceField(
        label="身份证明",
        choices=IDENTITY_PAPERS,
        initial="identity_card",
        widget=forms.Select(attrs={"class": "short"}),
    )
    identity_number = forms.CharField(
        label="证件号码",
        max_length=40,
        widget=_line(autocapitalize="characters", spellcheck="false"),
        help_text="只用于核对申请人，单独加密保存，每次查看都有记录。",
    )
    scan = forms.FileField(
        label="证件照片",
        required=False,
        help_text="PDF、JPG 或 PNG，不超过20 MB，加密保存。",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    contact_person = forms.CharField(
        label="联系人", max_length=40, required=False, widget=_line(), help_text="单位申请的，写联系人姓名。"
    )
    phone = forms.CharField(
        label="联系电话",
        max_length=40,
        widget=_line("tel", inputmode="tel"),
        help_text="需要补正或者答复时用来联系您。",
        error_messages={"required": "请填写联系电话"},
    )
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        widget=forms.EmailInput(attrs={"class": "short", "autocomplete": "email"}),
        error_messages={"invalid": "邮箱地址不完整，应当像 name@example.cn 这样"},
    )
    address = forms.CharField(
        label="通信地址",
        max_length=160,
        required=False,
        widget=_line("address-line1", short=False),
        help_text="选邮寄的，请写清收件地址；选传真的，请在这里写传真号码。",
    )
    needs_help = forms.BooleanField(label="我阅读文字或者视听有困难，需要帮助（条例第四十三条）", required=False)

    def __init__(self, data: QueryDict | None = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.initial["token"] = once.new_token()
        claims = data.getlist("kept") if data is not None else []
        kept = [found for found in map(stash.claimed, claims) if found]
        self.files_kept = [found for found in kept if found.role == "files"][:MOST_FILES]
        self.scan_kept = next((found for found in kept if found.role == "scan"), None)
        self.lost = len(claims) - len(kept)

    def clean_content(self) -> str:
        text: str = self.cleaned_data["content"]
        if len(text.strip()) < 4:
            raise forms.ValidationError("写得太短，找不到是哪一份。请写明什么事、哪一年、哪类材料")
        return text

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"].strip()
        digits = [sign for sign in text if sign.isdigit()]
        if not _PHONE.fullmatch(text) or not 7 <= len(digits) <= 20:
            raise forms.ValidationError("电话只写数字，固定电话请带区号，例如 0000-1234567")
        if digits[0] == "1" and len(digits) != 11 and "-" not in text:
            raise forms.ValidationError(f"手机号码应为11位数字，现在是{len(digits)}位")
        return text

    def clean_files(self) -> list[Upload]:
        return self._acceptable("files", self.cleaned_data["files"] or [])

    def clean_scan(self) -> list[Upload]:
        file = self.cleaned_data["scan"]
        accepted = self._acceptable("scan", [file] if file else [])
        if accepted and not accepted[0][0].lower().endswith((".pdf", ".jpg", ".jpeg", ".png")):
            raise forms.ValidationError("证件照片请用 PDF、JPG 或 PNG")
        return accepted

    def _acceptable(self, role: str, chosen: list[UploadedFile]) -> list[Upload]:
        """The files that can be taken. Each that cannot is told by name; those that can are not lost for it."""
        accepted: list[Upload] = []
        refused: list[str] = []
        for file in chosen:
            try:
                content = file.read()
                require_acceptable(file.name or "未命名", content)
                accepted.append((file.name or "未命名", content))
            except NotAcceptable as refusal:
                refused.append(f"{refusal.message}{refusal.hint}")
        if refused:
            self._put_aside(role, accepted)
            raise forms.ValidationError(refused)
        return accepted

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not once.is_ours(self.data.get("token", "")):
            fresh = cast(QueryDict, self.data).copy()
            fresh["token"] = once.new_token()
            self.data = fresh
            self.add_error(None, "这一页打开得太久了，请核对内容后再提交一次")
        self._check_ways(cleaned)
        if "identity_number" in cleaned and "identity_kind" in cleaned:
            wrong = identity.wrong_with(cleaned["identity_kind"], cleaned["identity_number"])
            if wrong:
                self.add_error("identity_number", wrong)
        count = len(cleaned.get("files", ())) + len(self.files_kept)
        total = sum(len(content) for _, content in cleaned.get("files", ())) + sum(
            kept.size for kept in self.files_kept
        )
        if count > MOST_FILES:
            self.add_error("files", f"附件有{count}份，最多{MOST_FILES}份。请合并成较少的文件，或者邮寄提交")
        elif total > LARGEST_IN_ALL:
            self.add_error("files", f"附件一共{total / 1024 / 1024:.0f} MB，最多60 MB。请压缩后再传，或者邮寄提交")
        return cleaned

    def _check_ways(self, cleaned: dict[str, Any]) -> None:
        delivery, form = cleaned.get("delivery"), cleaned.get("form")
        if delivery in ("mail", "fax") and not cleaned.get("address", "").strip():
            wanted = "收件地址" if delivery == "mail" else "传真号码"
            self.add_error("address", f"您选了{'邮寄' if delivery == 'mail' else '传真'}，请写明{wanted}")
        if delivery == "email" and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "您选了电子邮件，请写明邮箱地址")
        if form == "paper" and delivery in ("online", "email"):
            self.add_error("delivery", "纸质件不能在网上给您。请选邮寄、自行领取或传真，或者把形式改为电子数据")

    def put_uploads_aside(self) -> None:
        """Keep what was handed in for the next try, because the form comes back with errors."""
        for role in ("files", "scan"):
            self._put_aside(role, self.cleaned_data.get(role) or [])

    def _put_aside(self, role: str, uploads: list[Upload]) -> None:
        for name, content in uploads:
            kept = stash.keep(role, name, content)
            if kept is None:
                self.lost += 1
            elif role == "scan":
                self.scan_kept = kept
            else:
                self.files_kept.append(kept)

    def details(self) -> Details:
        """What the application says."""
        found = self.cleaned_data
        scan = found["scan"][0] if found["scan"] else None
        if scan is None and self.scan_kept is not None:
            scan = (self.scan_kept.name, self.scan_kept.content())
        return Details(
            applicant_kind=ApplicantKind(found["kind"]),
            name=found["name"],
            phone=found["phone"],
            content=found["content"],
            form=found["form"],
            delivery=found["delivery"],
            identity=Identity(found["identity_kind"], identity.tidy(found["identity_number"]), scan),
            contact_person=found["contact_person"],
            email=found["email"],
            address=found["address"],
            needs_help=found["needs_help"],
        )

    def uploads(self) -> list[Upload]:
        """The attachments: those kept from an earlier try, then those of this one."""
        return [(kept.name, kept.content()) for kept in self.files_kept] + list(self.cleaned_data["files"])

    def empty_stash(self) -> None:
        """The case is open and holds the files itself."""
        for kept in [*self.files_kept, *([self.scan_kept] if self.scan_kept else [])]:
            stash.drop(kept)
