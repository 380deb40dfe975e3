"""栏目 at the desk: the tree, opening from a template, arranging, moving, closing, removing; who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.apps.publications.columns import TODAY, Head, a_section, an_item, founded

from gongkai.publications.actions import PartTold, arrange_section
from gongkai.publications.models import FormerAddress, Section, SectionPart


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Any) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = TODAY.isoformat(), tmp_path
    cache.clear()


@pytest.fixture
def head(db: None) -> Head:
    return Head()


def seated(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor(head: Head) -> Client:
    return seated(head.editing[0])


def text(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(f"backoffice:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, page: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"backoffice:{page}", args=args), data, follow=True)


def said(response: Any) -> str:
    return response.content.decode()


def test_missing_columns_are_founded_by_one_press(head: Head, editor: Client) -> None:
    assert "还有20个固定栏目没有建立" in text(editor, "columns")
    assert "建立了20个栏目" in said(send(editor, "found_columns"))
    assert "没有建立" not in text(editor, "columns")
    assert "固定栏目都已经在了" in said(send(editor, "found_columns"))


def test_the_tree_tells_what_is_late_soon_and_empty(head: Head, editor: Client) -> None:
    for name, days in (("动态", 15), ("要闻", 11), ("公告", 3)):
        section = a_section(head, name, kind="news")
        an_item(head, section, on=TODAY - timedelta(days=days))
    a_section(head, "空的")
    page = text(editor, "columns")
    assert "1个栏目超期没有更新，1个空白" in page
    assert "超期1天" in page
    assert "还有3天" in page


def test_a_special_column_is_opened_in_three_pages(head: Head, editor: Client) -> None:
    assert "复工复产" in text(editor, "open_section")
    form = editor.get(reverse("backoffice:open_section") + "?template=reopening")
    filled = form.context["form"].initial
    assert (filled["name"], filled["slug"], filled["template"]) == ("复工复产", "reopening", "reopening")
    data = {name: filled.get(name) or "" for name in ("name", "slug", "description", "keywords", "kind", "fresh_days")}
    page = said(send(editor, "open_section", **data, template="reopening", parent=""))
    assert "栏目“复工复产”已经开设" in page
    assert "援企稳岗" in page
    assert Section.objects.get(slug="reopening").is_special


def test_what_cannot_be_opened_stays_typed(head: Head, editor: Client) -> None:
    a_section(head, slug="taken")
    response = send(
        editor, "open_section", name="新的", slug="taken", description="说明在这里", kind="other", template=""
    )
    assert response.status_code == 422
    assert "已经有别的栏目在用" in said(response)
    assert "说明在这里" in said(response)
    other = send(editor, "open_section", name="新的", slug="new", description="说明", kind="other", template="gone")
    assert other.status_code == 422


def test_blocks_are_added_changed_moved_and_taken_away(head: Head, editor: Client) -> None:
    section = a_section(head)
    item = an_item(head, section, title="关于人民路绕行的公告")
    send(editor, "new_part", section.pk)
    assert editor.get(reverse("backoffice:new_part", args=[section.pk]) + "?kind=nothing").status_code == 404
    new = reverse("backoffice:new_part", args=[section.pk])
    for kind, data in (
        ("items", {"title": "最新", "size": 5}),
        ("text", {"title": "先看", "text": "第一段 & 说明\n第二段"}),
        ("links", {"title": "相关", "links": "查找 政府信息 /search/\n市政府 https://city.example/a"}),
        ("sections", {"title": "下级"}),
    ):
        version = Section.objects.get(pk=section.pk).version
        page = said(editor.post(f"{new}?kind={kind}", {**data, "seen_version": version}, follow=True))
        assert "已经编排好" in page
    page = text(editor, "column", section.pk)
    assert item.current is not None
    assert item.current.title in page
    assert "<p>第一段 &amp; 说明</p><p>第二段</p>" in page
    links = SectionPart.objects.get(kind="links").links
    assert links[0] == {"title": "查找 政府信息", "url": "/search/"}
    kept = text(editor, "part", section.pk, 1)
    assert "第一段 &amp; 说明\n第二段</textarea>" in kept

    def change(place: int, act: str) -> list[str]:
        version = Section.objects.get(pk=section.pk).version
        send(editor, "change_part", section.pk, place, act=act, seen_version=version)
        return list(SectionPart.objects.filter(section=section).values_list("title", flat=True))

    assert change(0, "down") == ["先看", "最新", "相关", "下级"]
    assert change(3, "up") == ["先看", "最新", "下级", "相关"]
    assert change(0, "up") == ["先看", "最新", "下级", "相关"]
    assert change(2, "remove") == ["先看", "最新", "相关"]
    old = send(editor, "change_part", section.pk, 0, act="remove", seen_version=1)
    assert "有同事改动了栏目" in said(old)
    assert editor.post(reverse("backoffice:change_part", args=[section.pk, 9]), {"act": "up"}).status_code == 404
    assert editor.get(reverse("backoffice:part", args=[section.pk, 9])).status_code == 404


def test_the_second_of_two_editors_loses_nothing(head: Head, editor: Client) -> None:
    section = a_section(head)
    arrange_section(section, parts=[PartTold("items", "最新")], actor=head.editor(), seen_version=None)
    address = reverse("backoffice:part", args=[section.pk, 0])
    response = editor.post(address, {"title": "我改的", "size": 9, "seen_version": 1})
    assert response.status_code == 422
    assert "有同事改动了栏目" in said(response)
    assert "我改的" in said(response)
    assert 'name="seen_version" value="2"' in said(response)


def test_text_with_markup_is_shown_as_markup_and_cleaned(head: Head, editor: Client) -> None:
    section = a_section(head)
    new = reverse("backoffice:new_part", args=[section.pk]) + "?kind=text"
    editor.post(new, {"title": "先看", "text": "<p>看<strong>这里</strong></p><script>x</script>", "seen_version": 1})
    assert SectionPart.objects.get().text == "<p>看<strong>这里</strong></p>"
    assert "&lt;strong&gt;这里" in text(editor, "part", section.pk, 0)


def test_a_column_is_renamed_moved_closed_opened_and_removed(head: Head, editor: Client) -> None:
    section, other = a_section(head, slug="old"), a_section(head, "政策文件")
    data = {"name": "公告栏", "slug": "board", "description": "公告。", "kind": "notices", "seen_version": 1}
    assert "栏目“公告栏”已经更改" in said(send(editor, "rename_section", section.pk, **data))
    assert FormerAddress.objects.get(path="/sections/old/").target == "/sections/board/"
    assert "有同事改动了栏目" in said(send(editor, "rename_section", section.pk, **{**data, "name": "又改"}))
    assert "已经移动" in said(send(editor, "move_section", section.pk, parent=other.pk, seen_version=2))
    assert "已经关闭" in said(send(editor, "close_section", section.pk, reason="工作结束", seen_version=3))
    assert "重新开放了" in said(send(editor, "change_section", section.pk, act="reopen"))
    item = an_item(head, section)
    assert "不能删除" in said(send(editor, "change_section", section.pk, act="remove"))
    assert "还没有改动" not in text(editor, "move_items", section.pk)
    empty = send(editor, "move_items", section.pk, to=other.pk)
    assert send(editor, "move_items", section.pk, to=other.pk, keys=["9" * 30, "9" * 5000]).status_code == 422
    assert empty.status_code == 422
    assert "没有可以移动的信息" in said(empty)
    assert "1件信息移到了“政策文件”" in said(send(editor, "move_items", section.pk, to=other.pk, keys=[item.pk]))
    assert "已经删除" in said(send(editor, "change_section", section.pk, act="remove"))
    assert editor.get(reverse("backoffice:column", args=[section.pk])).status_code == 404


def test_columns_change_places(head: Head, editor: Client) -> None:
    first, second = a_section(head, "一"), a_section(head, "二")
    send(editor, "change_section", second.pk, act="up")
    assert list(Section.objects.values_list("name", flat=True)) == ["二", "一"]
    assert "已经在最后面" in said(send(editor, "change_section", first.pk, act="down"))


def test_a_fixed_column_offers_no_way_to_close_it(head: Head, editor: Client) -> None:
    rules = founded(head)["rules"]
    page = text(editor, "column", rules.pk)
    assert "关闭栏目" not in page
    assert "删除栏目" not in page
    assert "readonly" in text(editor, "rename_section", rules.pk)


def test_a_department_looks_and_changes_nothing(head: Head) -> None:
    section = a_section(head)
    client = seated(head.below.person("desk_officer"))
    assert "开设栏目" not in text(client, "columns")
    assert "还可以办的" not in text(client, "column", section.pk)
    for name, args in (("open_section", []), ("rename_section", [section.pk]), ("move_items", [section.pk])):
        assert client.get(reverse(f"backoffice:{name}", args=args)).status_code == 403
    assert client.post(reverse("backoffice:found_columns")).status_code == 403
    assert client.get(reverse("backoffice:found_columns")).status_code == 405


def test_the_bar_leads_editors_of_the_head_here(head: Head, editor: Client) -> None:
    assert f'href="{reverse("backoffice:columns")}"' in text(editor, "columns")
    assert f'<a href="{reverse("backoffice:columns")}">栏目' not in text(
        seated(head.below.person("desk_officer")), "today"
    )
