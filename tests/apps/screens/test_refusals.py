"""What a verb refuses becomes an error of its field, or a page that says what to do next."""

from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from gongkai.api.views import data
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.screens.errors import failed
from gongkai.screens.forms import DayField, PaperForm, refusals_into

REFUSALS = {
    "lawful": NotLawful("deadline.passed", cite("条例", 33, 2), "答复期限已过。", "请先送达答复。"),
    "allowed": NotAllowed("post.not_allowed", "须由负责人办理。", "请转交负责人。"),
    "stale": Stale("application.changed", "王敏登记了意见。", "请看过最新情况。"),
    "acceptable": NotAcceptable("date.future", "这一天还没有到。", "请填已经发生的日期。"),
}


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    raise REFUSALS[kind]


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a bug")


urlpatterns = [
    path("refuse/<kind>/", refuse),
    path("break/", break_down),
    path("data/", data, name="data"),
    path("", include("gongkai.portal.urls")),
]
handler500 = "gongkai.screens.errors.failed"
here = override_settings(ROOT_URLCONF=__name__)


class _Form(PaperForm):
    on = DayField(label="收到之日")
    reason = forms.CharField(label="理由", required=False)


@here
@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status"), [("lawful", 409), ("allowed", 403), ("stale", 409), ("acceptable", 422)])
def test_a_refusal_no_form_took_becomes_a_page(kind: str, status: int) -> None:
    answer = Client().get(f"/refuse/{kind}/")
    text = answer.content.decode()
    assert answer.status_code == status
    assert REFUSALS[kind].message in text
    assert REFUSALS[kind].hint in text


@here
@pytest.mark.django_db
def test_the_article_stands_beside_an_unlawful_act() -> None:
    assert "第三十三条第二款" in Client().get("/refuse/lawful/").content.decode()


@here
@pytest.mark.django_db
def test_a_bug_is_a_calm_page_that_shows_nothing_of_it() -> None:
    answer = Client(raise_request_exception=False).get("/break/")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "a bug" not in text
    assert "Traceback" not in text
    assert "没有看到回执，就没有登记" in text


def test_the_page_of_a_failure_needs_no_database() -> None:
    assert failed(RequestFactory().get("/")).status_code == 500


def test_a_refusal_lands_on_the_field_it_names_and_nothing_typed_is_lost() -> None:
    form = _Form({"on": "2024-03-04", "reason": "路途遥远"})
    assert form.is_valid()
    with refusals_into(form):
        raise NotAcceptable("date.early", "早于收到之日。", "请核对。", field="on")
    assert not form.is_valid()
    assert form.errors["on"] == ["早于收到之日。请核对。"]
    assert form["reason"].value() == "路途遥远"


def test_a_refusal_of_no_field_stands_above_the_form() -> None:
    form = _Form({"on": "2024-03-04"})
    with refusals_into(form):
        raise REFUSALS["stale"]
    assert form.wrong_fields == [("", "王敏登记了意见。请看过最新情况。")]


def test_a_bug_inside_a_verb_is_not_hidden_in_a_form() -> None:
    with pytest.raises(RuntimeError), refusals_into(_Form({"on": "2024-03-04"})):
        raise RuntimeError


@pytest.mark.parametrize("typed", ["2024-03-04", "2024/3/4", "2024.03.04", "2024年3月4日", "20240304"])
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    form = _Form({"on": typed})
    assert form.is_valid()
    assert form.cleaned_data["on"].isoformat() == "2024-03-04"


@pytest.mark.parametrize("typed", ["2024-02-30", "1024-03-04", "2101-01-01", "昨天", "", "9" * 500, "2024-3"])
def test_what_is_no_possible_date_is_told(typed: str) -> None:
    assert _Form({"on": typed}).wrong_fields[0][0] == "on"


def test_optional_fields_say_so_and_required_ones_name_themselves() -> None:
    form = _Form({})
    assert form["reason"].label == "理由（选填）"
    assert form.errors["on"] == ["请填写收到之日"]


def rendered(source: str, **context: Any) -> str:
    from django.template import engines
    from django_cotton.compiler_regex import CottonCompiler

    return str(engines["django"].from_string(CottonCompiler().process(source)).render(context))


def test_a_wrong_field_is_tied_to_its_message() -> None:
    text = rendered('<c-field :field="form.on" />', form=_Form({"on": "x"}))
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="on_error"' in text
    assert 'id="on_error"' in text
    assert '<label for="on">收到之日</label>' in text
    assert 'value="x"' in text
