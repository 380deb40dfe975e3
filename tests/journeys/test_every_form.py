"""Every form and page of casework opened once on a case that stands so: nothing serious, nothing wider than a phone."""

from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.builders import PASSWORD, Desk, an_agency
from tests.casework import casework, slug_of
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import sign_in

from gongkai.backoffice.acts import BY_SLUG
from gongkai.backoffice.appeal_acts import LABELS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
TODAY = date(2025, 5, 20)
SERIOUS = {"serious", "critical"}


def faults_of(one: Walker, axe: Axe, path: str) -> list[str]:
    """What is wrong with the page: its answer, what axe calls serious at 360 px, what is wider than the window."""
    found = []
    one.page.set_viewport_size({"width": 360, "height": 740})
    answer = one.page.goto(f"{one.address}/{path}", wait_until="domcontentloaded")
    if answer is None or answer.status != 200:
        found.append(f"{path} answers {answer and answer.status}")
    rules = axe.run(one.page, options={"resultTypes": ["violations"]}).response["violations"]
    found += [f"{path}: {rule['id']} {rule['help']}" for rule in rules if rule["impact"] in SERIOUS]
    for width in (360, 1280):
        one.page.set_viewport_size({"width": width, "height": 740})
        wide = one.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{path} is {wide} px wide in a window of {width}")
    return found


def test_every_form_of_casework_opens_is_accessible_and_fits_a_phone(
    walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    head = an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")
    an_agency(parent=head, name="青川区住建局", short_name="区住建局", code="011")
    desk, axe = Desk(head, password=PASSWORD), Axe()
    today(TODAY.isoformat())
    pages = casework(desk, TODAY)
    seen = {slug_of(path) for _, path in pages.values()}
    assert {*BY_SLUG, *LABELS} <= seen, "an act without a page in tests/casework.py"
    walkers = {duty: walker() for duty in ("desk_officer", "leader")}
    for duty, one in walkers.items():
        sign_in(one, desk, duty)
    faults = [fault for duty, path in pages.values() for fault in faults_of(walkers[duty], axe, path)]
    assert not faults, "\n".join(faults)
