"""The pages anybody may read: what they say, and that they cost the same however much there is."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.builders import Desk, an_agency

PAGES = ("/", "/agencies/", "/agencies/013/", "/apply/", "/apply/013/", "/status/", "/deadline/", "/reports/")


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_needs_at_most_five_queries_however_many_agencies_there_are(
    desk: Desk, visitor: Client, address: str, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        an_agency(parent=desk.agency)
    with django_assert_max_num_queries(5):
        assert visitor.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_heading_a_title_and_a_way_past_the_navigation(
    desk: Desk, visitor: Client, address: str
) -> None:
    text = visitor.get(address).content.decode()
    assert text.count("<h1") == 1
    assert text.index('<a class="skip" href="#main">') < text.index("<header")
    assert '<main id="main">' in text
    assert '<html lang="zh-CN">' in text
    assert "<title>" in text
    assert "青川区人民政府政府信息公开</title>" in text


@pytest.mark.parametrize("address", [*PAGES, "/nothing/here/"])
def test_every_answer_forbids_foreign_and_inline_code(desk: Desk, visitor: Client, address: str) -> None:
    policy = visitor.get(address)["Content-Security-Policy"]
    told = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert told["default-src"] == "'self'"
    assert told["style-src"] == "'self'"
    assert told["script-src"].startswith("'self'")
    assert "unsafe" not in policy
    assert told["object-src"] == "'none'"
    assert told["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_works_without_script(desk: Desk, visitor: Client, address: str) -> None:
    """Scripts come late, from here, and add to a page: what is hidden until they run is the button that reads aloud alone."""
    text = visitor.get(address).content.decode()
    scripts = re.findall(r"<script[^>]*>", text)
    assert all(re.fullmatch(r'<script src="/static/screens/[a-z]+\.js" defer>', script) for script in scripts)
    assert re.findall(r"<[a-z]+[^>]* hidden[ >]", text) == ['<button class="plain" type="button" id="listen" hidden>']


def test_every_link_of_the_public_pages_leads_somewhere(desk: Desk, visitor: Client) -> None:
    seen, waiting = set(), list(PAGES)
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = visitor.get(address)
        assert answer.status_code in (200, 302), address
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and "/look/" not in address:
            found = re.findall(r'(?:href|action)="(/[^"#]*)"', answer.content.decode())
            waiting += [
                link.replace("&amp;", "&") for link in found if not link.startswith("/static/") and "/look/" not in link
            ]
    assert len(seen) > len(PAGES)


def test_the_guide_page_gives_what_article_12_asks_for(desk: Desk, visitor: Client) -> None:
    text = visitor.get("/agencies/013/").content.decode()
    for told in ("青川区教育局", "办公室", "青川区人民路1号", "工作日 9:00–17:00", "0000-1234567", "当面", "邮寄"):
        assert told in text


def test_an_agency_that_takes_no_applications_has_no_button(desk: Desk, visitor: Client) -> None:
    an_agency(parent=desk.agency, code="077", takes_applications=False, name="青川区水务站")
    assert "/apply/077/" not in visitor.get("/agencies/077/").content.decode()
    assert "青川区水务站" not in visitor.get("/apply/").content.decode()


def test_large_type_and_contrast_are_kept_in_cookies_and_written_on_the_page(desk: Desk, visitor: Client) -> None:
    answer = visitor.get("/look/?type=large&theme=contrast&back=/agencies/")
    assert answer["Location"] == "/agencies/"
    text = visitor.get("/agencies/").content.decode()
    assert '<html lang="zh-CN" data-theme="contrast" data-type="large">' in text
    visitor.get("/look/?type=&theme=&back=/")
    assert '<html lang="zh-CN">' in visitor.get("/").content.decode()


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\elsewhere"]
)
def test_the_look_sends_nobody_to_another_site(visitor: Client, back: str) -> None:
    assert visitor.get("/look/", {"type": "large", "back": back})["Location"] == "/"


def test_an_unknown_wish_in_a_cookie_is_the_usual_look(desk: Desk, visitor: Client) -> None:
    visitor.cookies["theme"] = '"><script>'
    assert '<html lang="zh-CN">' in visitor.get("/").content.decode()


def test_robots_stay_out_of_cases(visitor: Client) -> None:
    text = visitor.get("/robots.txt").content.decode()
    assert "Disallow: /status/" in text
    assert "Disallow: /desk/" in text


@pytest.mark.django_db
def test_the_health_page_asks_the_database(visitor: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert visitor.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_a_site_without_agencies_still_opens(visitor: Client) -> None:
    for address in ("/", "/agencies/", "/apply/", "/reports/"):
        assert visitor.get(address).status_code == 200
