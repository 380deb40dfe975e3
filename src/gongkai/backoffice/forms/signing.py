"""Signing in."""

from typing import Any

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
