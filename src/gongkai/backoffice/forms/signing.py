"""Signing in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from gongkai.screens.forms import PaperForm

WRONG = "登录名或者密码不对。请核对大小写；忘记密码的，请找系统管理员重设。"


class SignInForm(AuthenticationForm, PaperForm):
    """登录名 and password. What is wrong is said of both together: it does not tell which names exist."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"
        self.fields["username"].error_messages["required"] = "请填写登录名"
        self.fields["password"].label = "密码"
        self.fields["password"].error_messages["required"] = "请填写密码"


def _secret(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"class": "short", "autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text)


class ChangePassword(PaperForm):
    """改自己的密码: the present one, the new one twice."""

    present = _secret("现在的密码", "current-password")
    password = _secret("新密码", "new-password", "至少10个字符，不用常见的密码，不用姓名和登录名。")
    again = _secret("再写一次新密码", "new-password")

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_present(self) -> str:
        typed: str = self.cleaned_data["present"]
        if not self.person.check_password(typed):
            raise forms.ValidationError("现在的密码不对。忘记的，请找系统管理员重设")
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "两次写的新密码不一样")
        return cleaned


class ChangeEmail(PaperForm):
    """设置自己的邮箱; empty for none."""

    email = forms.EmailField(
        label="邮箱",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"invalid": "邮箱的写法不对，请核对，例如 wang@example.gov.cn"},
        help_text="每个工作日早上发来当天要办的件；有答复等您审批、被退回时也会提醒。夜里不发。",
    )
