"""The front answers from memory what is the same for everyone and as it was, and leaves the rest to Django."""

import gzip

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from tests.apps.annualreports.years import JANUARY, YEAR, a_signed_report
from tests.apps.pages.conftest import Site
from tests.builders import Desk

from gongkai.agencies.models import Agency
from gongkai.annualreports import actions
from gongkai.pages.actions import touch
from gongkai.pages.watch import SqliteWatch
from gongkai.project.front import Front, may_keep

BUREAU = "/agencies/013/"
OTHER = "/agencies/001/"
SAME_FOR_ALL = ("/", "/agencies/", BUREAU, "/apply/", "/reports/")
OF_ONE_READER = (
    "/status/",
    "/apply/013/",
    "/deadline/",
    "/check/",
    "/desk/",
    "/healthz",
    "/robots.txt",
    "/look/?type=large",
)


def change_phone(desk: Desk, phone: str) -> None:
    with transaction.atomic():
        Agency.objects.filter(pk=desk.agency.pk).update(phone=phone)
        touch(f"agency:{desk.agency.pk}", "agencies")


@pytest.mark.parametrize("address", SAME_FOR_ALL)
def test_a_public_page_is_rendered_once(site: Site, address: str, django_assert_num_queries) -> None:
    fresh = site.ask(address)
    assert (fresh.code, fresh.how) == (200, "fresh")
    with django_assert_num_queries(0):
        kept = site.ask(address)
    assert (kept.code, kept.how, kept.body) == (200, "kept", fresh.body)
    assert {**kept.headers, "x-page": ""} == {**fresh.headers, "x-page": ""}


@pytest.mark.parametrize("address", OF_ONE_READER)
def test_what_is_for_one_reader_or_the_moment_is_never_kept(site: Site, address: str) -> None:
    assert site.ask(address).how == site.ask(address).how == ""
    assert len(site.store) == 0


def test_a_kept_page_carries_the_same_protection_as_djangos_own(site: Site) -> None:
    plain = site.ask(BUREAU, cookie=f"{settings.SESSION_COOKIE_NAME}=nobody")
    site.ask(BUREAU)
    kept = site.ask(BUREAU)
    assert (plain.how, kept.how) == ("", "kept")
    assert plain.body == kept.body
    for name in (
        "content-security-policy",
        "x-frame-options",
        "x-content-type-options",
        "referrer-policy",
        "content-type",
    ):
        assert kept.headers[name] == plain.headers[name]
    assert kept.headers["cache-control"] == "no-cache"


def test_a_change_shows_at_once_on_every_worker_and_leaves_other_pages_alone(
    site: Site, other: Site, desk: Desk
) -> None:
    for worker in (site, other):
        for address in (BUREAU, OTHER):
            worker.ask(address)
    change_phone(desk, "0000-7654321")
    for worker in (site, other):
        assert worker.ask(OTHER).how == "kept"
        told = worker.ask(BUREAU)
        assert told.how == "fresh"
        assert "0000-7654321" in told.text


def test_a_change_that_is_rolled_back_gives_nothing_up(site: Site, desk: Desk) -> None:
    site.ask(BUREAU)
    with transaction.atomic():
        change_phone(desk, "0000-7654321")
        transaction.set_rollback(True)
    assert site.ask(BUREAU).how == "kept"


def test_what_changes_while_a_page_is_rendered_makes_it_stale_at_once(site: Site, desk: Desk) -> None:
    """The page was read from the database before the change, and is put into the store after it."""
    change_phone(desk, "0000-1111111")
    django = site.front._application

    def slow(environ, start_response):
        response = django(environ, start_response)
        change_phone(desk, "0000-2222222")
        return response

    site.front._application = slow
    assert "0000-1111111" in site.ask(BUREAU).text
    site.front._application = django
    told = site.ask(BUREAU)
    assert told.how == "fresh"
    assert "0000-2222222" in told.text


def test_a_report_that_is_published_stands_in_the_lists_at_once(site: Site, desk: Desk) -> None:
    report = a_signed_report(desk)
    address = f"/reports/013/{YEAR}/"
    assert site.ask(address).code == 404
    assert [site.ask(list_).how for list_ in ("/", "/reports/", OTHER)] == ["fresh"] * 3
    actions.publish_report(report, actor=desk.officer(JANUARY), on=JANUARY)
    assert address in site.ask("/").text
    assert address in site.ask("/reports/").text
    assert site.ask(OTHER).how == "kept"
    assert [site.ask(address).how for _ in range(2)] == ["fresh", "kept"]
    assert [site.ask(f"{address}?scope=alone").code for _ in range(2)] == [404, 404]


def test_the_footing_shows_the_house_as_it_is_now(site: Site, desk: Desk) -> None:
    site.ask("/agencies/")
    with transaction.atomic():
        Agency.objects.filter(code="001").update(address="青川区新街9号")
        touch("site")
    assert "青川区新街9号" in site.ask("/reports/").text
    assert "青川区新街9号" in site.ask("/agencies/").text


def test_unknown_words_of_the_query_make_no_other_page(site: Site) -> None:
    plain = site.ask("/reports/")
    for query in ("from=singlemessage&isappinstalled=0", "utm_source=x", "before=", *(f"x={n}" for n in range(50))):
        told = site.ask(f"/reports/?{query}")
        assert (told.how, told.body) == ("kept", plain.body), query
    assert len(site.store) == 1
    assert site.ask("/reports/?before=7&x=1").how == "fresh"
    assert site.ask("/reports/?y=2&before=7").how == "kept"


@pytest.mark.parametrize(
    "query", ["before=" + "9" * 10_000, "before=%00", "%ff=%fe&before=%ff", "&&&=&", "before=1" * 200]
)
def test_an_odd_query_is_answered_and_cannot_fill_the_memory(site: Site, query: str) -> None:
    assert site.ask(f"/reports/?{query}").code == 200
    assert len(site.store) <= 1
    assert all(len(key[1]) <= 300 for key in site.store._pages._things)


def test_an_officer_who_is_signed_in_gets_djangos_page(site: Site, desk: Desk) -> None:
    client = Client()
    client.force_login(desk.person("desk_officer"), backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    site.ask(BUREAU)
    told = site.ask(BUREAU, cookie=f"{name}={client.cookies[name].value}")
    assert (told.code, told.how) == (200, "")
    assert "set-cookie" not in told.headers


def test_whoever_has_a_session_or_asks_for_part_of_a_page_gets_djangos(site: Site) -> None:
    site.ask("/")
    assert site.ask("/", cookie=f"theme=contrast; {settings.SESSION_COOKIE_NAME}=abc").how == ""
    assert site.ask("/", cookie="messages=abc").how == ""
    assert site.ask("/", cookie="csrftoken=abc").how == "kept"
    assert site.ask("/", hx_request="true").how == ""
    assert site.ask("/", authorization="Bearer x").how == ""


def test_each_look_has_its_own_page(site: Site) -> None:
    plain = site.ask("/agencies/")
    large = site.ask("/agencies/", cookie="type=large")
    assert 'data-type="large"' in large.text
    assert 'data-type="large"' not in plain.text
    assert site.ask("/agencies/", cookie="csrftoken=1; type=large").how == "kept"
    assert site.ask("/agencies/", cookie="type=nonsense").body == site.ask("/agencies/").body == plain.body
    assert len(site.store) == 2


def test_who_has_the_page_is_told_so(site: Site, desk: Desk) -> None:
    told = site.ask(BUREAU)
    for how in (told.headers["etag"], f'"other", {told.headers["etag"]}'):
        again = site.ask(BUREAU, if_none_match=how)
        assert (again.code, again.body) == (304, b"")
        assert again.headers["etag"] == told.headers["etag"]
        assert "content-length" not in again.headers
    change_phone(desk, "0000-3333333")
    assert site.ask(BUREAU, if_none_match=told.headers["etag"]).code == 200


def test_head_is_answered_like_get_without_a_body(site: Site) -> None:
    assert site.ask(BUREAU, "HEAD").how == ""
    told = site.ask(BUREAU)
    head = site.ask(BUREAU, "HEAD")
    assert (head.how, head.body) == ("kept", b"")
    assert head.headers["content-length"] == str(len(told.body))


def test_other_methods_go_to_django(site: Site) -> None:
    site.ask(BUREAU)
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        told = site.ask(BUREAU, method)
        assert told.how == ""
        assert told.code in (403, 405)
    assert site.ask(BUREAU).how == "kept"


def test_packed_pages_say_so(site: Site) -> None:
    plain = site.ask("/agencies/")
    packed = site.ask("/agencies/", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["vary"] == "Accept-Encoding, Cookie"
    assert site.ask("/agencies/", accept_encoding="gzip, br").headers["content-encoding"] == "br"


def test_no_page_outlives_the_day(site: Site) -> None:
    from django.utils import timezone

    now = timezone.localtime()
    midnight = now.replace(hour=23, minute=59, second=59, microsecond=999_000).timestamp() + 0.001
    site.ask(BUREAU)
    site.now = midnight - 2
    assert site.ask(BUREAU).how == "kept"
    site.now = midnight + 2
    assert site.ask(BUREAU).how == "fresh"


def test_another_name_of_the_site_has_pages_of_its_own_and_a_foreign_one_none(site: Site) -> None:
    site.ask(BUREAU)
    assert site.ask(BUREAU, host="localhost").how == "fresh"
    assert site.ask(BUREAU, host="elsewhere.example").code == 400
    assert len(site.store) == 2


def test_where_the_database_does_not_answer_nothing_is_served_from_memory(site: Site, caplog, tmp_path) -> None:
    site.ask(BUREAU)
    site.front._watch = SqliteWatch(tmp_path / "gone.sqlite3")
    assert site.ask(BUREAU).how == ""
    assert not list(tmp_path.iterdir())
    site.front._watch = site.watch
    site.now += 0.5  # it is not asked again at once
    assert site.ask(BUREAU).how == ""
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    site.now += 5
    assert site.ask(BUREAU).how == "kept"


def test_a_count_that_went_back_is_another_database_and_everything_is_given_up(site: Site) -> None:
    with transaction.atomic():
        touch("home")
    site.ask(BUREAU)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE pages_sequence SET last = 0")
    assert site.ask(BUREAU).how == "fresh"


def test_a_page_that_gave_each_reader_something_of_their_own_is_found_out() -> None:
    html = ("Content-Type", "text/html")
    assert may_keep("200 OK", [html, ("Vary", "Accept-Encoding")])
    assert may_keep("410 Gone", [html])
    for status, pair in (
        ("404 Not Found", html),
        ("302 Found", html),
        ("500 Internal Server Error", html),
        ("200 OK", ("Set-Cookie", "csrftoken=1")),
        ("200 OK", ("Vary", "Cookie")),
        ("200 OK", ("Vary", "Accept-Encoding, HX-Request")),
        ("200 OK", ("Content-Security-Policy", "script-src 'self' 'nonce-abc'")),
        ("200 OK", ("Cache-Control", "max-age=0, no-cache, no-store, must-revalidate, private")),
        ("200 OK", ("Content-Length", str(10**7))),
    ):
        assert not may_keep(status, [html, pair]), pair


def test_a_view_that_reads_the_session_or_a_mark_is_not_kept_though_it_says_it_is_the_same(site: Site) -> None:
    """Through the whole of Django: the views lie, the front finds out."""
    from django.http import HttpRequest, HttpResponse
    from django.middleware.csrf import get_token
    from django.urls import path

    from gongkai.screens.rendered import rendered

    def personal(read):
        @rendered()
        def view(request: HttpRequest) -> HttpResponse:
            return HttpResponse(f"<p>{read(request)}</p>")

        return view

    class Addresses:
        urlpatterns = [
            path("session/", personal(lambda request: request.session.get("name"))),
            path("user/", personal(lambda request: request.user.is_authenticated)),
            path("mark/", personal(get_token)),
            path("nonce/", personal(lambda request: request.csp_nonce)),
            path("honest/", personal(lambda request: request.path)),
        ]

    from django.test import override_settings

    with override_settings(ROOT_URLCONF=Addresses):
        for address in ("/session/", "/user/", "/mark/", "/nonce/"):
            assert site.ask(address).how == site.ask(address).how == "", address
        assert [site.ask("/honest/").how for _ in range(2)] == ["fresh", "kept"]


def test_the_servers_entry_point_is_the_front() -> None:
    from gongkai.project.wsgi import application

    assert isinstance(application, Front)
