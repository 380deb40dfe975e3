"""An editor writes an item: pastes a piece from Word, mends what the checks point at, inserts a picture, and loses nothing to a colleague."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.apps.files import makers
from tests.apps.publications.word_paste import DIRT, WORD
from tests.builders import PASSWORD
from tests.journeys.conftest import Walker
from tests.journeys.test_the_road import sign_in
from tests.publishing import DAY, Newsroom, a_newsroom, written

from gongkai.publications import actions
from gongkai.publications.actions.words import WordTold
from gongkai.publications.cleaning import words_of
from gongkai.publications.models import Draft, Publication

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
IDENTITY = "11010519491231002X"
PASTE = """([html, plain]) => {
  const told = new DataTransfer();
  told.setData("text/html", html);
  told.setData("text/plain", plain);
  document.querySelector(".ProseMirror").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: told, bubbles: true, cancelable: true }));
}"""


def paste(page: Page, html: str) -> None:
    page.locator(".ProseMirror").click()
    page.evaluate(PASTE, [html, "字"])


def draft_of(item: Publication) -> Draft:
    return Draft.objects.get(publication=item)


@pytest.fixture
def room(today: Callable[[str], None]) -> Newsroom:
    today(DAY.isoformat())
    return a_newsroom(password=PASSWORD, name="云岭区民政局", short_name="区民政局")


def test_a_piece_from_word_keeps_its_table_and_words_and_loses_its_dirt(
    walker: Callable[[], Walker], room: Newsroom
) -> None:
    one = walker()
    page = sign_in(one, room, "contact")  # type: ignore[arg-type]
    one.go("/desk/items/new/")
    one.require_accessible()
    page.get_by_label("标题").fill("临时救助发放公示")
    page.get_by_role("button", name="开始写").click()
    page.wait_for_url("**/edit/")
    item = Publication.objects.get()
    paste(page, WORD)
    assert page.locator(".ProseMirror td").count() == 5
    assert "有1张图片没有带过来" in page.locator("#pasted").inner_text()
    one.require_accessible()
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已经保存。").wait_for()
    body = draft_of(item).body
    assert [sign for sign in DIRT if sign in body] == []
    assert body.startswith("<h2>临时救助发放公示</h2>")
    assert 'colspan="2"' in body
    assert words_of(body).split("\n")[-2:] == ["社区\t户数和人数", "青石社区\t9\t12"]
    assert "本季度共给予临时救助23户。" in words_of(body)
    one.require_accessible()


def test_what_the_checks_point_at_is_mended_or_explained_and_then_handed_in(
    walker: Callable[[], Walker], room: Newsroom
) -> None:
    told = WordTold("agency", "区民政局救助办", "区编办名录", "云岭区民政局社会救助股")
    actions.add_word_rule(room.head, told=told, since=DAY, actor=room.of_head("editor"))
    item = actions.draft_item(room.agency, written=written(room), actor=room.actor("contact"))
    one = walker()
    page = sign_in(one, room, "contact")  # type: ignore[arg-type]
    one.go(f"/desk/items/{item.pk}/edit/")
    paste(page, f"<p>由区民政局救助办备案，刘某{IDENTITY}，电话13900000000。</p>")
    page.get_by_text("有身份证号码，必须改").wait_for()
    one.require_accessible()
    page.get_by_role("button", name="改成“云岭区民政局社会救助股”").click()
    page.locator(".ProseMirror", has_text="由云岭区民政局社会救助股备案").wait_for()
    page.get_by_text("机关名称不规范").wait_for(state="detached")
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_text("核对指出1处必须改").first.wait_for()
    assert IDENTITY in draft_of(item).body, "what was typed is kept"
    page.locator(".finding", has_text="有身份证号码").get_by_role("button", name="到这一处").click()
    page.locator(".ProseMirror-focused").wait_for()
    page.keyboard.press("Delete")
    page.get_by_text("有身份证号码，必须改").wait_for(state="detached")
    phone = page.locator(".finding", has_text="有手机号码")
    phone.get_by_text("没有错，写理由").click()
    phone.get_by_label("为什么可以保留").fill("对外公布的办公手机")
    phone.get_by_role("button", name="保存并保留这一处").click()
    page.get_by_text("保留，理由：对外公布的办公手机").wait_for()
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_text("已经送审").first.wait_for()
    assert draft_of(item).stage == "first_review"
    one.go(f"/desk/items/{item.pk}/edit/")
    page.get_by_text("这一件现在不能改").wait_for()
    one.require_accessible()


def test_a_picture_is_inserted_with_its_description_and_files_are_attached(
    walker: Callable[[], Walker], room: Newsroom
) -> None:
    item = actions.draft_item(room.agency, written=written(room), actor=room.actor("contact"))
    one = walker()
    page = sign_in(one, room, "contact")  # type: ignore[arg-type]
    one.go(f"/desk/items/{item.pk}/edit/")
    page.get_by_role("button", name="图片", exact=True).click()
    page.locator("#picture-file").set_input_files(
        {"name": "假.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"}
    )
    page.get_by_role("button", name="插入", exact=True).click()
    page.get_by_text("内容不是JPG").wait_for()
    page.locator("#picture-file").set_input_files(
        {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": makers.jpeg()}
    )
    page.get_by_label("看不见图的人，要知道图里是什么").fill("工作人员核对发放名册")
    page.get_by_role("button", name="插入", exact=True).click()
    page.locator(".ProseMirror img[alt=工作人员核对发放名册]").wait_for()
    page.locator("#files").set_input_files({"name": "名单.pdf", "mimeType": "application/pdf", "buffer": makers.pdf()})
    page.get_by_role("button", name="保存并上传").click()
    page.get_by_text("已经上传1个文件").wait_for()
    one.require_accessible()
    draft = draft_of(item)
    picture, file = draft.attachments.all()
    assert f'<img src="/items/{item.pk}/files/{picture.pk}/' in draft.body
    assert (picture.in_text, file.name, file.text_state) == (True, "名单.pdf", "read")
    page.get_by_role("button", name="把名单.pdf往上移").click()
    page.get_by_text("附件的次序已经调整").wait_for()
    assert [row.name for row in draft_of(item).attachments.all()] == ["名单.pdf", "现场.jpg"]


def test_the_second_editor_is_told_and_loses_nothing(walker: Callable[[], Walker], room: Newsroom) -> None:
    item = actions.draft_item(room.agency, written=written(room), actor=room.actor("contact"))
    one = walker()
    page = sign_in(one, room, "contact")  # type: ignore[arg-type]
    one.go(f"/desk/items/{item.pk}/edit/")
    paste(page, "<p>我写的一段</p>")
    theirs: Any = written(room, body="<p>同事写的一段</p>")
    actions.save_draft(item, written=theirs, actor=room.actor("editor"), seen_version=None)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("您打开这一页之后").first.wait_for()
    assert "同事写的一段" in page.locator(".theirs").inner_text()
    assert "我写的一段" in page.locator(".ProseMirror").inner_text()
    one.require_accessible()
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("已经保存。").wait_for()
    assert "我写的一段" in draft_of(item).body
