"""Signing in: the journal, the lock after five wrong tries, whose desk one sits at."""

from typing import Any

import pytest
from django.test import Client
from tests.apps.backoffice.conftest import TODAY
from tests.apps.backoffice.pages import entries_of, text_of
from tests.builders import BUILDER, PASSWORD, Desk, a_person, an_agency, an_application

from gongkai.agencies import actions as agencies

SIGN_IN = "/desk/sign-in/"


def sign_in(client: Client, desk: Desk, password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"username": desk.person("desk_officer").username, "password": password, **more})


def test_an_officer_signs_in_and_the_journal_says_so(desk: Desk) -> None:
    answer = sign_in(Client(), desk)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    entry = entries_of("session.signed_in")[-1]
    assert entry.actor == f"person:{desk.person('desk_officer').pk}"


def test_a_wrong_password_is_told_kept_in_the_journal_and_does_not_say_which_was_wrong(desk: Desk) -> None:
    known, unknown = (
        sign_in(Client(), desk, "wrong"),
        Client().post(SIGN_IN, {"username": "nobody", "password": "wrong"}),
    )
    assert known.status_code == unknown.status_code == 422
    assert "登录名或者密码不对" in text_of(known)
    assert known.context["form"].errors == unknown.context["form"].errors
    kept = entries_of("session.refused")
    assert [entry.details["username"] for entry in kept] == [desk.person("desk_officer").username, "nobody"]
    assert "wrong" not in str(kept[0].content())


def test_the_fifth_wrong_try_locks_the_name_and_says_when_to_try_again(desk: Desk) -> None:
    client = Client()
    for _ in range(4):
        assert sign_in(client, desk, "wrong").status_code == 422
    locked = sign_in(client, desk, "wrong")
    assert locked.status_code == 429
    assert "之后再试" in text_of(locked)
    assert f"{TODAY.month}月{TODAY.day}日" in text_of(locked) or f"{TODAY.month}月{TODAY.day + 1}日" in text_of(locked)
    assert sign_in(client, desk).status_code == 429, "the right password does not open a locked name"
    assert len(entries_of("session.refused")) == 5, "what is refused during the lock does not fill the journal"
    assert not entries_of("session.signed_in")


def test_pages_of_the_desk_ask_for_a_sign_in_and_lead_back(desk: Desk) -> None:
    client = Client()
    asked = client.get("/desk/register/")
    assert asked["Location"] == "/desk/sign-in/?next=/desk/register/"
    assert sign_in(client, desk, next="/desk/register/")["Location"] == "/desk/register/"


def test_signing_out_is_a_press_not_a_link(officer: Client) -> None:
    assert officer.get("/desk/sign-out/").status_code == 405
    assert officer.post("/desk/sign-out/")["Location"] == SIGN_IN
    assert officer.get("/desk/")["Location"].startswith(SIGN_IN)


def test_who_holds_no_post_today_is_told_and_sees_nothing(desk: Desk, officer: Client) -> None:
    post = desk.people["desk_officer"][1]
    agencies.end_post(post, until=TODAY.replace(day=1), actor=desk.actor("keeper", TODAY))
    assert officer.get("/desk/")["Location"] == "/desk/no-post/"
    told = officer.get("/desk/no-post/")
    assert told.status_code == 403
    assert "没有岗位" in text_of(told)


@pytest.mark.django_db
def test_one_sits_at_another_of_ones_own_posts_and_at_nobody_elses(desk: Desk, officer: Client) -> None:
    person = desk.person("desk_officer")
    second = agencies.appoint(
        person, agency=an_agency(name="青川区水务局", short_name="区水务局"), duty="auditor", since=TODAY, actor=BUILDER
    )
    assert "区教育局" in text_of(officer.get("/desk/me/"))
    moved = officer.post("/desk/me/post/", {"post": second.pk}, follow=True)
    assert "区水务局" in text_of(moved)
    _, foreign = a_person(desk.agency, "leader")
    refused = officer.post("/desk/me/post/", {"post": foreign.pk}, follow=True)
    assert "这个岗位今天不归您" in text_of(refused)
    assert refused.wsgi_request.session["post"] == second.pk


def test_the_bar_shows_only_words_the_post_may_use(officer: Client, leader: Client, desk: Desk, sits: Any) -> None:
    contact = sits(desk, "contact")
    assert "/desk/decisions/" not in officer.get("/desk/").content.decode()
    assert "/desk/decisions/" in leader.get("/desk/").content.decode()
    assert "/desk/register/" not in contact.get("/desk/").content.decode()


def test_every_word_of_the_bar_leads_to_a_page(desk: Desk, sits: Any) -> None:
    for duty in desk.people:
        client = sits(desk, duty)
        from gongkai.screens.templatetags.writing import desk_words

        page = client.get("/desk/")
        words = desk_words({"request": page.wsgi_request})
        assert words
        for word, address in words:
            assert client.get(address, follow=True).status_code == 200, (duty, word, address)


def test_one_changes_ones_own_password_with_the_present_one(desk: Desk, officer: Client, sits: Any) -> None:
    elsewhere = sits(desk, "desk_officer")
    typed = {"present": PASSWORD, "password": "another-long-word-8", "again": "another-long-word-8"}
    for change, field, said in (
        ({"present": "guessed"}, "present", "现在的密码不对"),
        ({"again": "another-long-word-9"}, "again", "两次写的新密码不一样"),
        ({"password": "short", "again": "short"}, "password", "10"),
    ):
        refused = officer.post("/desk/me/password/", {**typed, **change})
        assert refused.status_code == 422
        assert said in "".join(refused.context["form"].errors[field])
    done = officer.post("/desk/me/password/", typed, follow=True)
    assert "密码已经改了" in text_of(done)
    assert officer.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302
    assert sign_in(Client(), desk, "another-long-word-8").status_code == 302
    assert "another-long-word" not in str(entries_of("person.password_set")[-1].content())


def test_what_was_typed_when_the_session_had_ended_goes_through_the_sign_in(desk: Desk) -> None:
    case = an_application(desk, received_on=TODAY)
    at, client = f"/desk/applications/{case.pk}/add-note/", Client()
    asked = client.post(at, {"seen_version": case.version, "text": "第一行\n<b>第二行</b>"})
    assert asked.status_code == 403
    assert "不用重填" in text_of(asked)
    assert asked["Cache-Control"] == "no-store"
    kept = asked.context["kept"]
    wrong = sign_in(client, desk, "wrong", kept=kept, next=at)
    assert wrong.context["kept"] == kept
    assert not case.notes.exists()
    going_on = sign_in(client, desk, kept=kept, next=at)
    assert "已经登录，还没有提交" in text_of(going_on)
    assert "&lt;b&gt;第二行" in going_on.content.decode()
    typed = going_on.context["typed"]
    assert typed.path == at
    assert client.post(typed.path, dict(typed.fields)).status_code == 302
    assert case.notes.get().text.splitlines() == ["第一行", "<b>第二行</b>"]


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '["https://elsewhere.example/desk/", [], false]', '["/apply/", [], false]']
)
def test_a_sign_in_carries_on_only_what_this_site_wrote(desk: Desk, kept: str) -> None:
    answer = sign_in(Client(), desk, kept=kept)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_a_password_is_never_carried_through_the_sign_in() -> None:
    asked = Client().post("/desk/me/password/", {"present": "one-word", "password": "another-word"})
    assert asked.status_code == 302
    assert b"word" not in asked.content
