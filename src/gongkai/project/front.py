"""Before Django: public pages that were rendered once are answered from memory, after a look whether anything has changed.

Which pages are kept is said by their views (`gongkai.screens.rendered`), and found out here: what sets a cookie, depends on
the session, or holds the nonce of the CSP or a form's mark is never kept. Officers' requests are not looked at.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie

from gongkai.pages.page import Answer, Headers, answer_of, codings_taken, page_of
from gongkai.pages.store import Place, Store
from gongkai.pages.watch import Watch
from gongkai.screens.preferences import WISHES
from gongkai.screens.rendered import RENDERING, SAFE, SEQUENCE, Rendering, reduced

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
LARGEST = 512 * 1024  # bytes of a page that is kept
LONGEST_QUERY = 300
ASIDE = ("/static/", "/desk/")  # never kept: no need to look
OF_ONE_READER = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST")
KEPT = ("200", "410")
SILENT = 1.0  # seconds
IN_304 = frozenset({"etag", "vary", "cache-control", "content-location", "expires"})
log = logging.getLogger(__name__)


class Front:
    """A WSGI application in front of another. `store` and `watch` are this worker's own."""

    def __init__(
        self, application: Application, store: Store, watch: Watch, *, clock: Callable[[], float] = time.time
    ) -> None:
        self._application, self._store, self._watch, self._clock = application, store, watch, clock
        self._lock = threading.Lock()
        self._silent_until = 0.0  # the database did not answer: it is not asked again before
        self._session = f"{settings.SESSION_COOKIE_NAME}="
        self._secure: tuple[str, str] | None = settings.SECURE_PROXY_SSL_HEADER

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        place = self._place(environ)
        if place is None:
            return self._application(environ, start_response)
        with self._lock:
            known = self._look()
            answer = None if known is None else self._kept(place, environ)
        if answer is not None:
            return _hand_out(answer, environ, start_response, "kept")
        environ[SEQUENCE] = known
        return self._render(place, environ, start_response, known)

    def _place(self, environ: Environ) -> Place | None:
        """Which page is asked for; None where the answer is for one reader alone, and Django's."""
        path, host = environ["PATH_INFO"], environ.get("HTTP_HOST")
        if environ["REQUEST_METHOD"] not in SAFE or host is None or path.startswith(ASIDE):
            return None
        look: tuple[str, ...] = ()
        cookies = environ.get("HTTP_COOKIE")
        if cookies:
            if self._session in cookies or "messages=" in cookies:
                return None
            look = _look_of(cookies)
        if any(name in environ for name in OF_ONE_READER):
            return None
        secure = self._secure is not None and environ.get(self._secure[0]) == self._secure[1]
        scheme = "https" if secure else environ["wsgi.url_scheme"]
        return Place(f"{scheme}://{host}{environ.get('SCRIPT_NAME', '')}", path, look)

    def _look(self) -> int | None:
        """Ask the database what has changed and give that up. None where it does not answer: then nothing is served."""
        store, watch = self._store, self._watch
        if self._silent_until and self._clock() < self._silent_until:
            return None
        try:
            last = watch.last()
            if last != store.known:
                if store.known < 0 or last < store.known:
                    store.clear(last)
                else:
                    store.tell(last, watch.changed_since(store.known))
        except watch.unreachable as error:
            watch.close()
            self._silent_until = self._clock() + SILENT
            log.warning("no rendered pages are served for now, the database does not answer: %s", error)
            return None
        self._silent_until = 0.0
        return store.known

    def _kept(self, place: Place, environ: Environ) -> Answer | None:
        query = environ.get("QUERY_STRING", "")
        if query:
            params = self._store.params_of(place.path)
            if params is None:
                return None
            query = reduced(query, params)
        key = (place, query)
        page = self._store.get(key, now=self._clock())
        return None if page is None else self._store.answer(key, page, _taken(environ))

    def _render(
        self, place: Place, environ: Environ, start_response: Callable[..., Any], known: int | None
    ) -> Iterable[bytes]:
        """Have Django make the answer; keep it where it may be kept."""
        said: list[tuple[str, Headers]] = []
        response = self._application(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
        status, headers = said[-1]
        rendering: Rendering | None = environ.get(RENDERING)
        if rendering is None or known is None or environ["REQUEST_METHOD"] != "GET" or not may_keep(status, headers):
            start_response(status, headers)
            return response
        body = b"".join(response)
        if hasattr(response, "close"):
            response.close()
        page = page_of(status, headers, body, groups=rendering.groups, until=rendering.until)
        key = (place, environ.get("QUERY_STRING", ""))  # as the view reduced it
        if len(body) <= LARGEST and len(key[1]) <= LONGEST_QUERY:
            with self._lock:
                self._store.put(key, page, params=rendering.params, seen=known)
        return _hand_out(answer_of(page, page.coding_for(_taken(environ))), environ, start_response, "fresh")


def may_keep(status: str, headers: Headers) -> bool:
    """Whether an answer is the same for everyone, by what it says itself."""
    if not status.startswith(KEPT):
        return False
    for name, value in headers:
        lower = name.lower()
        if lower in ("set-cookie", "content-encoding", "content-range"):
            return False
        if lower == "vary" and not {word.strip().lower() for word in value.split(",")} <= {"accept-encoding"}:
            return False
        if lower == "cache-control" and ("no-store" in value or "private" in value):
            return False
        if lower.startswith("content-security-policy") and "'nonce-" in value:
            return False
        if lower == "content-length" and int(value) > LARGEST:
            return False
    return True


def _taken(environ: Environ) -> frozenset[str]:
    return codings_taken(environ.get("HTTP_ACCEPT_ENCODING", ""))


def _look_of(cookies: str) -> tuple[str, ...]:
    """The reader's wishes that change a page; () for none, as without cookies."""
    told = parse_cookie(cookies)
    look = tuple(told[name] if told.get(name) in allowed else "" for name, allowed in WISHES.items())
    return look if any(look) else ()


def _hand_out(answer: Answer, environ: Environ, start_response: Callable[..., Any], how: str) -> list[bytes]:
    """The page; 304 to who has it already. how: `kept` or `fresh`, told in a header, to see with curl what is going on."""
    wanted = environ.get("HTTP_IF_NONE_MATCH")
    if wanted and answer.page.etag in wanted and answer.status.startswith("200"):
        start_response("304 Not Modified", [pair for pair in answer.headers if pair[0].lower() in IN_304])
        return []
    start_response(answer.status, [*answer.headers, ("X-Page", how)])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else answer.body
