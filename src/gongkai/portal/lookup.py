"""The two lines with which an applicant opens their case: number and code."""

from django import forms

from gongkai.screens.forms import PaperForm


class LookUpForm(PaperForm):
    number = forms.CharField(
        label="查询编号",
        max_length=30,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "placeholder": "001-2020-0001"}),
        error_messages={"required": "请填写回执上的查询编号"},
    )
    code = forms.CharField(
        label="查询码",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "short",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "ABCD-2345",
            }
        ),
        error_messages={"required": "请填写回执上的查询码"},
    )
