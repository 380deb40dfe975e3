"""Pictures of the main screens in Chromium, at two widths, with what axe finds: `python tests/pictures.py OUTDIR [NAME…]`.

Builds the invented district in a folder of its own (or uses GONGKAI_HOME where it is set), serves it from this process
and walks through it as a visitor. Prints the pages on which axe finds something serious and exits with 1 for them.
"""

import argparse
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / "src"), str(Path(__file__).resolve().parent.parent)]

WIDTHS = {"wide": (1280, 900), "narrow": (360, 740)}
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"]
SERIOUS = {"serious", "critical"}
DEADLINE = (
    "deadline/?channel=online&arrived_on=2025-09-22&confirmed_on=2025-09-22&consultation_sent_on=2025-09-29"
    "&received_by_them_on=2025-09-30&opinion_on=2025-10-14&today=2025-10-22"
)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """The whole site on a free port of this machine."""
    from gongkai.project.wsgi import application

    server = make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def district() -> None:
    """The invented district, in an empty GONGKAI_HOME."""
    from django.core.management import call_command

    from gongkai.agencies.queries import taking_applications
    from gongkai.screens import clock

    call_command("migrate", verbosity=0)
    if not taking_applications().exists():
        from gongkai.demonstration.build import build

        build(clock.today())


def fill_in(page: Page, *, phone: str) -> None:
    """The form of art. 29, filled in as a citizen does."""
    page.fill("#content", "青石路老旧小区改造工程2025年度的施工合同和结算资料")
    page.fill("#name", "陈知远")
    page.fill("#identity_number", "11010519491231002X")
    page.fill("#phone", phone)


def _apply_wrong(page: Page, site: str) -> None:
    page.goto(site + "apply/011/")
    fill_in(page, phone="1390000000")
    page.check("#delivery_1")
    page.set_input_files("#files", {"name": "门牌照片.txt", "mimeType": "text/plain", "buffer": "青石路12号".encode()})
    page.click("main form button.wide")


def _apply(page: Page, site: str) -> None:
    page.goto(site + "apply/011/")
    fill_in(page, phone="13900000000")
    page.click("main form button.wide")
    page.wait_for_url("**/receipts/**")


def _status(page: Page, site: str) -> None:
    _apply(page, site)
    page.click("text=看办理进度")


def _answered(page: Page, site: str) -> None:
    number, code = answered_case()
    page.goto(site + "status/")
    page.fill("main #number", number)
    page.fill("main #code", code)
    page.click("main form button.wide")
    page.wait_for_url("**/status/*/")


def _letter(page: Page, site: str) -> None:
    _answered(page, site)
    page.click("text=看答复书")


def _wrong_code(page: Page, site: str) -> None:
    page.goto(site + "status/")
    page.fill("main #number", "001-2026-0001")
    page.fill("main #code", "AAAA-AAAA")
    page.click("main form button.wide")


def _desk(path: str, opens: str = "") -> Callable[[Page, str], None]:
    """A page of the officers' desk, signed in as the desk officer of the district; opens: a link followed from there."""

    def walk(page: Page, site: str) -> None:
        from gongkai.demonstration.district import PASSWORD

        page.goto(site + "desk/sign-in/")
        page.fill("#username", "desk")
        page.fill("#password", PASSWORD)
        page.click("main form .button")
        page.goto(site + path)
        if opens:
            page.click(opens)
            page.wait_for_load_state()

    return walk


def _try_template(page: Page, site: str) -> None:
    _desk("desk/letters/supplement/")(page, site)
    page.fill("#body", page.input_value("#body") + "\n本机关将在15个工作日内答复。")
    page.click("button[value=preview]")
    page.wait_for_selector("#preview")


def _at_stage(stage: str, tail: str) -> Callable[[Page, str], None]:
    """A page of the first case of the district at that stage: `reply-text/`, an act."""

    def walk(page: Page, site: str) -> None:
        from gongkai.applications.models import Application

        case = Application.objects.filter(stage=stage, agency__code="001").order_by("-pk").first()
        assert case is not None
        _desk(f"desk/applications/{case.pk}/{tail}")(page, site)

    return walk


def _reply_text(page: Page, site: str) -> None:
    _at_stage("reply_drafted", "reply-text/")(page, site)
    kept = [line for line in page.input_value("#body").splitlines() if "行政复议" not in line]
    page.fill("#body", "\n".join([*kept, "本机关将在15个工作日内答复。"]))
    page.click("button[value=look]")
    page.wait_for_selector("text=缺着不能批准")


def _act_letter(page: Page, site: str) -> None:
    _at_stage("handling", "withdraw-application/")(page, site)
    page.click("button[value=look]")
    page.wait_for_selector("#letter_body")


def _casework(username: str, path: str) -> Callable[[Page, str], None]:
    """A page of casework, signed in as who opens it."""

    def walk(page: Page, site: str) -> None:
        from tests.builders import PASSWORD

        page.goto(site + "desk/sign-in/")
        page.fill("#username", username)
        page.fill("#password", PASSWORD)
        page.click("main form .button")
        page.goto(site + path)

    return walk


def casework_pages() -> dict[str, Callable[[Page, str], None]]:
    """Every page and form of casework, each on a case that stands so; built once in the home."""
    from django.conf import settings

    from gongkai.screens import clock
    from tests.casework import kept

    found = kept(Path(settings.GONGKAI_HOME), clock.today())
    return {name: _casework(username, path) for name, (username, path) in found.items()}


def _checked(file: str = "") -> Callable[[Page, str], None]:
    """The page of a check: of a file beside the project, or of a small report with a wrong total."""

    def shown(page: Page, site: str) -> None:
        page.goto(site + "check/")
        path = Path(__file__).resolve().parents[2] / "shared" / "reports" / file
        if file and path.is_file():
            page.set_input_files("#report", path)
        else:
            from tests.golden.flat import flat_report

            text = flat_report({"t3/received/total": 3, "t3/granted/total": 3, "t3/closed_total/total": 2})
            page.set_input_files("#report", {"name": "年报.txt", "mimeType": "text/plain", "buffer": text.encode()})
        page.click("main form button.wide")
        page.wait_for_selector("h1.verdict")

    return shown


def _check_refused(page: Page, site: str) -> None:
    page.goto(site + "check/")
    page.set_input_files("#report", {"name": "空.pdf", "mimeType": "application/pdf", "buffer": b""})
    page.click("main form button.wide")


def answered_case() -> tuple[str, str]:
    """A case with a supplement or consultation behind it that was answered, and a new code for it: codes are kept hashed."""
    from gongkai.applications.codes import fingerprint
    from gongkai.applications.models import Application

    found = (
        Application.objects.filter(
            outcome__startswith="granted", documents__kind="consultation_notice", documents__for_applicant=True
        )
        .order_by("pk")
        .first()
    )
    assert found is not None
    Application.objects.filter(pk=found.pk).update(query_code=fingerprint("ABCD2345"))
    return found.query_number, "ABCD2345"


def _open(path: str) -> Callable[[Page, str], None]:
    return lambda page, site: page.goto(site + path) and None


def _item(standing: str = "public", wish: str = "") -> Callable[[Page, str], None]:
    """The page of the newest item that stands so; with a wish, as a reader of large type or contrast sees it."""

    def walk(page: Page, site: str) -> None:
        from gongkai.publications.models import Publication

        found = Publication.objects.filter(standing=standing).order_by("-published_at").first()
        assert found is not None, f"no item is {standing}"
        page.goto(f"{site}look/?{wish}&back=/items/{found.pk}/" if wish else f"{site}items/{found.pk}/")

    return walk


def _document() -> Callable[[Page, str], None]:
    """The page of the first document of the library."""

    def walk(page: Page, site: str) -> None:
        page.goto(f"{site}documents/")
        page.click("main ol.items a")

    return walk


def _look(wish: str, path: str) -> Callable[[Page, str], None]:
    return lambda page, site: page.goto(f"{site}look/?{wish}&back=/{path}") and None


PAGES: dict[str, Callable[[Page, str], None]] = {
    "home": _open(""),
    "agencies": _open("agencies/"),
    "agency": _open("agencies/011/"),
    "choose-agency": _open("apply/"),
    "apply": _open("apply/011/"),
    "apply-errors": _apply_wrong,
    "receipt": _apply,
    "status-new": _status,
    "status-answered": _answered,
    "letter": _letter,
    "look-up": _open("status/"),
    "look-up-wrong": _wrong_code,
    "deadline": _open("deadline/"),
    "deadline-answer": _open(DEADLINE),
    "reports": _open("reports/"),
    "report": _open("reports/001/2020/"),
    "check": _open("check/"),
    "check-refused": _check_refused,
    "check-result": _checked(),
    "check-result-text": _checked("guancheng-2020.txt"),
    "check-result-pdf": _checked("hongze-2023.pdf"),
    "desk-check": _desk("desk/check/"),
    "not-found": _open("nothing/here/"),
    "sign-in": _open("desk/sign-in/"),
    "desk-today": _desk("desk/"),
    "desk-applications": _desk("desk/applications/"),
    "desk-case": _desk("desk/applications/", "main table a"),
    "desk-report": _desk("desk/reports/", "main a[href^='/desk/reports/']:not([href*='now'], [href*='compare'])"),
    "desk-returns": _desk("desk/returns/2020/"),
    "desk-letters": _desk("desk/letters/"),
    "desk-template": _try_template,
    "desk-reply-text": _reply_text,
    "desk-act-letter": _act_letter,
    "desk-appeals": _desk("desk/appeals/"),
    "desk-contested": _desk("desk/appeals/", "main section:nth-of-type(2) table a"),
    "desk-archive": _desk("desk/archive/"),
    "sections": _open("sections/"),
    "section-guide": _open("sections/guide/"),
    "section-statutory": _open("sections/statutory/"),
    "library": _open("documents/"),
    "library-document": _document(),
    "item": _item(),
    "item-withdrawn": _item("withdrawn"),
    "item-largest": _item(wish="type=largest"),
    "item-contrast": _item(wish="theme=contrast"),
    "search": _open("search/?q=青石路"),
    "search-none": _open("search/?q=青石路 罚没款去向"),
    "search-empty": _open("search/"),
    "apply-known": _open("apply/011/?content=青石路老旧小区改造"),
    "home-large": _look("type=largest", ""),
    "home-contrast": _look("theme=contrast", ""),
}


def _note(told: ConsoleMessage, name: str, objections: list[str]) -> None:
    """What the browser complains of, but for the pages that are meant to answer 4xx."""
    if told.type == "error" and "the server responded with a status of 4" not in told.text:
        objections.append(f"{name}: {told.text}")


def take(browser: Browser, site: str, folder: Path, names: list[str]) -> list[str]:
    """A picture of each page at each width; what axe finds serious, and pages that scroll sideways."""
    axe, objections = Axe(), []
    for width, (across, down) in WIDTHS.items():
        for name in names:
            context = browser.new_context(viewport={"width": across, "height": down}, locale="zh-CN")
            page = context.new_page()
            page.on("console", lambda told, name=name: _note(told, name, objections))
            PAGES[name](page, site)
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True, timeout=120_000)
            found = axe.run(page).response["violations"]
            for violation in found:
                nodes = "; ".join(str(node["target"]) for node in violation["nodes"][:4])
                line = f"{name} {width}: {violation['impact']} {violation['id']} {nodes}"
                if violation["impact"] in SERIOUS:
                    objections.append(line)
                else:
                    print(f"  note {line}", flush=True)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                objections.append(f"{name} {width}: scrolls sideways")
            context.close()
    return objections


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only these pages")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    scratch = "" if os.environ.get("GONGKAI_HOME") else tempfile.mkdtemp()
    if scratch:
        os.environ["GONGKAI_HOME"] = scratch
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's loop runs in this thread; the site has its own
    import django

    django.setup()
    district()
    PAGES.update(casework_pages())
    try:
        with serving() as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            objections = take(browser, site, options.folder, options.names or list(PAGES))
    finally:
        if scratch:
            shutil.rmtree(scratch, ignore_errors=True)
    print("\n".join(objections) or "nothing serious")
    return 1 if objections else 0


if __name__ == "__main__":
    sys.exit(main())
