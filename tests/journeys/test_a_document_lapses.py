"""A document whose term runs out says so itself on the day after, everywhere, though nobody does anything and no worker runs."""

from collections.abc import Callable
from datetime import date
from urllib.parse import unquote

import pytest
from tests.builders import PASSWORD
from tests.journeys.conftest import Walker
from tests.library import Library, rests_on

from gongkai.documents.models import NormativeDocument

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
TITLE = "云岭区小区电动自行车充电设施建设补助办法（试行）"


def a_library() -> tuple[NormativeDocument, NormativeDocument]:
    """A document with a term until the last day of 2026, and one that took the place of another."""
    library = Library(password=PASSWORD, name="云岭区住房和城乡建设局", short_name="区住建局", code="031")
    old = library.document(title="云岭区老旧小区加装电梯办法", number="云住建规〔2019〕2号", issued_on=date(2019, 4, 8))
    document = library.document(
        title=TITLE,
        number="云住建规〔2024〕5号",
        issued_on=date(2024, 12, 20),
        effective_on=date(2025, 1, 1),
        valid_until=date(2026, 12, 31),
    )
    library.reading(document, on=date(2024, 12, 25), title="一张表看懂充电设施补助")
    rests_on(document, old, article="第八条")
    return document, old


def test_a_document_lapses_by_its_day_and_every_page_says_so(
    walker: Callable[[], Walker], today: Callable[[str], None]
) -> None:
    today("2026-12-31")
    document, old = a_library()
    reader = walker()
    page = reader.go("/")
    page.get_by_role("main").get_by_role("link", name="文件库").first.click()
    reader.require_accessible()
    page.get_by_label("标题或者文号").fill("充电设施 2024")
    page.get_by_role("main").get_by_role("button", name="查找").click()
    row = page.locator("ol.items > li", has_text=TITLE)
    assert row.locator(".state").inner_text() == "有效"
    row.get_by_role("link").click()
    reader.require_accessible()
    assert page.url.endswith(f"/documents/{document.pk}/")
    assert page.locator(".validity .state").inner_text() == "有效"
    assert "2025年1月1日起施行，有效期至2026年12月31日。" in page.locator(".validity").inner_text()
    assert page.get_by_role("link", name="《云岭区老旧小区加装电梯办法》").count() == 1
    with page.expect_download() as kept:
        page.get_by_role("link", name="正文 Word").click()
    assert kept.value.suggested_filename.endswith("（有效）.docx")
    page.get_by_role("link", name="一张表看懂充电设施补助").click()
    reader.require_accessible()
    assert page.locator(".validity .state").inner_text() == "有效"
    page.get_by_role("main").get_by_role("link", name=TITLE).click()

    today("2027-01-01")  # midnight has passed; nobody did anything
    page.reload()
    reader.require_accessible()
    assert page.locator(".validity .state").inner_text() == "失效"
    assert "有效期到2026年12月31日届满，2027年1月1日起失效。" in page.locator(".validity").inner_text()
    assert page.title().startswith(f"{TITLE}（失效）")
    address = page.get_by_role("link", name="正文 PDF").get_attribute("href")
    assert address is not None
    assert unquote(address).endswith("（失效）.pdf")
    with page.expect_download() as kept:
        page.get_by_role("link", name="正文 Word").click()
    assert kept.value.suggested_filename.endswith("（失效）.docx")
    for path in (f"/items/{document.publication_id}/", "/documents/?words=充电设施", "/search/?q=充电设施"):
        reader.go(path)
        states = page.get_by_role("main").locator(".state").all_inner_texts()
        assert states
        assert set(states) <= {"失效"}, path
    reader.go(f"/documents/{old.pk}/")
    assert page.locator(".validity .state").inner_text() == "有效"
