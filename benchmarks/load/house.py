"""A district that publishes: agencies, a column, items through the gate, a case at the desk; made through the verbs."""

import io
import os
import time
from datetime import date
from typing import Any

DAY = date(2024, 3, 21)
ITEMS = 150
AGENCIES = 40


class House:
    """Built in this process's GONGKAI_HOME, whose database is migrated first.

    pages: the three that are measured, by name; case, cookie: an officer's case page, and the cookie to open it with.
    """

    def __init__(self) -> None:
        os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        self._build()

    def _build(self) -> None:
        from django.conf import settings
        from django.test import Client
        from tests.builders import Desk, an_agency, an_application
        from tests.publishing import a_newsroom, a_public_item

        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        room = a_newsroom(reviews=1)
        body = "<p>人民路拓宽工程自4月1日起分段施工，途经公交线路临时调整，请提前安排出行。</p>" * 12
        self.items = [
            a_public_item(room, title=f"关于人民路第{number}标段施工期间交通组织的公告", body=body, on=DAY)
            for number in range(ITEMS)
        ]
        self.codes = [an_agency(parent=room.head).code for _ in range(AGENCIES)]
        self.pages = {
            "home": "/",
            "a column": f"/sections/{room.section.slug}/",
            "an item": f"/items/{self.items[0].pk}/",
        }
        desk = Desk(room.agency)
        self.case = f"/desk/applications/{an_application(desk, received_on=date(2024, 3, 4)).pk}/"
        client = Client()
        client.force_login(desk.person("desk_officer"), backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(self.case).status_code == 200
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    def addresses(self) -> list[tuple[str, str]]:
        """Every public page in four looks: address and cookies. No two are the same page."""
        paths = [
            *self.pages.values(),
            *(f"/items/{item.pk}/" for item in self.items[1:]),
            *(f"/agencies/{code}/" for code in self.codes),
            "/agencies/",
            "/apply/",
            "/reports/",
        ]
        looks = [f"type={size}; theme={theme}" for size in ("", "large") for theme in ("", "contrast")]
        return [(path, look) for look in looks for path in paths]

    def publish(self) -> None:
        """What a release of the first item changes for readers: its page, its column, the home page."""
        from django.db import transaction

        from gongkai.publications.actions.showing import show

        with transaction.atomic():
            show(self.items[0])

    def render(self, path: str) -> tuple[float, int]:
        """Seconds and queries of rendering it past the store: the fastest of 30, as other work on the machine slows any."""
        from django.core.handlers.wsgi import WSGIHandler
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        handler = WSGIHandler()
        for _ in range(3):
            _ask(handler, path)
        found = []
        for _ in range(30):
            begun = time.perf_counter()
            _ask(handler, path)
            found.append(time.perf_counter() - begun)
        with CaptureQueriesContext(connection) as queries:
            _ask(handler, path)
        return min(found), len(queries)


def _ask(handler: Any, path: str) -> bytes:
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    response = handler(environ, lambda status, headers: told.append(status))
    body = b"".join(response)
    response.close()
    assert told == ["200 OK"], (path, told)
    return body
