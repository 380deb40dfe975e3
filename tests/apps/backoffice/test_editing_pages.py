"""The editing page without a browser: what is sent is saved first, whatever else was asked; what is bad is told and nothing is lost."""

import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.apps.files import makers
from tests.builders import PASSWORD
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item, submit

from gongkai.jobs.work import do
from gongkai.outbox.models import Job
from gongkai.publications import actions
from gongkai.publications.actions import attachments
from gongkai.publications.models import Draft, Publication, WordRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(settings: Any, tmp_path: Any) -> Newsroom:
    settings.GONGKAI_TODAY = DAY.isoformat()
    settings.GONGKAI_HOME = tmp_path
    return a_newsroom(password=PASSWORD)


def seated(room: Newsroom, duty: str = "contact") -> Client:
    client = Client()
    client.force_login(room.person(duty), backend="django.contrib.auth.backends.ModelBackend")
    return client


def sent(item: Publication, **changes: Any) -> dict[str, Any]:
    draft = Draft.objects.get(publication=item)
    told = {
        "title": draft.title,
        "body": draft.body,
        "summary": draft.summary,
        "dated_on": "2024-03-20",
        "section": draft.section_id or "",
        "category": draft.category_id or "",
        "openness": "proactive",
        "validity": "in_force",
        "origin": "made",
        "after_expiry": "keep",
        "seen_version": draft.version,
        "do": "save",
    }
    return {**told, **changes}


def draft_of(item: Publication) -> Draft:
    return Draft.objects.get(publication=item)


def test_what_is_typed_is_saved_clean(room: Newsroom) -> None:
    item = a_draft(room)
    body = '<p onclick="x()">改过的一段</p><script>alert(1)</script>'
    answer = seated(room).post(
        f"/desk/items/{item.pk}/edit/",
        sent(item, body=body, document_number="云政发〔2024〕7号", release_at="2024-04-01T09:00", audience="居民"),
    )
    assert answer.status_code == 302
    draft = draft_of(item)
    assert (draft.body, draft.document_number, draft.audience) == ("<p>改过的一段</p>", "云政发〔2024〕7号", "居民")
    assert draft.release_at is not None
    assert draft.release_at.astimezone(None) == datetime.fromisoformat("2024-04-01T09:00:00+08:00").astimezone(None)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "请填写标题"),
        ({"title": "长" * 201}, "200"),
        ({"dated_on": "昨天"}, "这不是日期"),
        ({"release_at": "明天"}, "这不是日期和时间"),
        ({"openness": "nothing"}, "nothing"),
        ({"section": "999999"}, "999999"),
    ],
)
def test_what_cannot_be_saved_is_told_and_stays_on_the_page(room: Newsroom, changes: dict[str, str], said: str) -> None:
    item = a_draft(room)
    answer = seated(room).post(f"/desk/items/{item.pk}/edit/", sent(item, body="<p>我写的一段</p>", **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "我写的一段" in page
    assert "我写的一段" not in draft_of(item).body


def test_a_file_that_is_refused_does_not_take_the_words_or_the_other_file_with_it(room: Newsroom) -> None:
    item = a_draft(room)
    files = [SimpleUploadedFile("名单.pdf", makers.pdf()), SimpleUploadedFile("坏.pdf", b"MZ not a pdf")]
    answer = seated(room).post(
        f"/desk/items/{item.pk}/edit/", sent(item, body="<p>新的一段</p>", files=files, do="attach")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“坏.pdf”的内容不是PDF" in page
    assert "其余1个文件已经上传" in page
    draft = draft_of(item)
    assert draft.body == "<p>新的一段</p>"
    assert [row.name for row in draft.attachments.all()] == ["名单.pdf"]
    assert f'name="seen_version" value="{draft.version}"' in page, "what is sent next is meant for what was saved"


def test_names_descriptions_order_and_removal_of_files_are_sent_with_the_words(room: Newsroom) -> None:
    item = a_draft(room)
    first, second = (
        actions.attach_file(item, f"{name}.pdf", makers.pdf(), actor=room.actor("contact")) for name in ("甲", "乙")
    )
    client, address = seated(room), f"/desk/items/{item.pk}/edit/"
    client.post(address, sent(item, **{f"name-{first.pk}": "发放名单", f"description-{first.pk}": "第三季度"}))
    first.refresh_from_db()
    assert (first.name, first.description) == ("发放名单.pdf", "第三季度")
    client.post(address, sent(item, do=f"up:{second.pk}"))
    assert list(draft_of(item).attachments.all()) == [second, first]
    client.post(address, sent(item, do=f"remove:{second.pk}"))
    assert list(draft_of(item).attachments.all()) == [first]
    answer = client.post(address, sent(item, do=f"remove:{second.pk}"))
    assert "这个附件已经不在稿件里" in answer.content.decode()


def test_the_checks_answer_a_piece_about_what_is_typed_and_save_nothing(room: Newsroom) -> None:
    item = a_draft(room)
    answer = seated(room).post(
        f"/desk/items/{item.pk}/check/", sent(item, body="<p>刘某11010519491231002X</p>", summary="", dated_on="昨天")
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "有身份证号码，必须改" in page
    assert "还没有内容概述" in page
    assert "还没有成文日期" in page
    assert "<html" not in page
    assert "11010519491231002X" not in draft_of(item).body


def test_a_reason_is_kept_and_read_by_whoever_opens_the_draft(room: Newsroom) -> None:
    item = a_draft(room, body="<p>电话13900000000</p>")
    finding = {"finding-1": "personal.mobile\t13900000000", "reason-1": "办公手机", "do": "accept:1"}
    seated(room).post(f"/desk/items/{item.pk}/edit/", sent(item, **finding))
    assert "理由：办公手机" in seated(room, "editor").get(f"/desk/items/{item.pk}/edit/").content.decode()
    submit(room, item)
    assert "办公手机（" in seated(room, "reviewer").get(f"/desk/items/{item.pk}/review/").content.decode()


def test_a_picture_that_is_none_is_told_as_words_to_the_script(room: Newsroom) -> None:
    item = a_draft(room)
    client, address = seated(room), f"/desk/items/{item.pk}/pictures/"
    assert client.post(address).json() == {"error": "还没有选图片。"}
    told = client.post(address, {"picture": SimpleUploadedFile("a.jpg", b"no"), "seen_version": "x"}).json()
    assert "“a.jpg”的内容不是JPG 图片" in told["error"]
    stale = client.post(address, {"picture": SimpleUploadedFile("a.jpg", makers.jpeg()), "seen_version": "0"})
    assert "您打开这一页之后" in stale.json()["error"]


def test_files_of_a_draft_are_for_those_who_may_see_it(room: Newsroom) -> None:
    item = a_draft(room)
    row = actions.attach_file(item, "名单.pdf", makers.pdf(), actor=room.actor("contact"))
    address = f"/desk/items/{item.pk}/files/{row.pk}/名单.pdf"
    assert seated(room).get(address).status_code == 200
    assert seated(room).get(f"{address}?preview")["Content-Type"] == "image/png"
    assert Client().get(address).status_code == 302
    assert seated(a_newsroom(password=PASSWORD, head=room.head)).get(address).status_code == 403
    assert seated(room).get(f"/desk/items/{item.pk}/files/999999/a.pdf").status_code == 404
    assert seated(room).get("/desk/items/999999/edit/").status_code == 404


def test_what_is_not_being_written_is_not_edited(room: Newsroom) -> None:
    item = a_public_item(room)
    page = seated(room).get(f"/desk/items/{item.pk}/edit/").content.decode()
    assert "没有正在写的稿件" in page
    actions.revise_item(item, actor=room.actor("contact"))
    assert "修订说明" in seated(room).get(f"/desk/items/{item.pk}/edit/").content.decode()
    assert "切换岗位" in seated(room, "leader").get(f"/desk/items/{item.pk}/edit/").content.decode()


def test_word_rules_are_added_found_imported_and_ended_at_the_desk(room: Newsroom) -> None:
    client = seated(room, "editor")
    told = {"kind": "place", "wrong": "云岭县", "right": "云岭区", "reason": "已经改区"}
    client.post("/desk/words/new/", told)
    assert "还没有写理由" not in client.post("/desk/words/new/", told).content.decode()
    csv = SimpleUploadedFile("名单.csv", "不用的写法,理由\r\n暂住人口,已改称流动人口".encode())
    client.post("/desk/words/import/", {"file": csv})
    page = client.get("/desk/words/?asked=暂住").content.decode()
    assert "暂住人口" in page
    assert "云岭县" not in page
    rule = WordRule.objects.get(wrong="云岭县")
    client.post(f"/desk/words/{rule.pk}/end/", {"reason": "加错了"})
    assert not WordRule.objects.filter(pk=rule.pk).exists()
    assert seated(room, "contact").get("/desk/words/new/").status_code == 403
    assert client.get("/desk/words/999999/end/").status_code == 404


def test_a_text_of_5000_rows_is_checked_and_saved_within_seconds(room: Newsroom) -> None:
    item = a_draft(room)
    rows = "".join(f"<tr><td><p>社区{number}</p></td><td><p>{number}</p></td></tr>" for number in range(5000))
    table = f"<table><tbody><tr><td>社区</td><td>户数</td></tr>{rows}<tr><td>合计</td><td>1</td></tr></tbody></table>"
    client = seated(room)
    began = time.perf_counter()
    checked = client.post(f"/desk/items/{item.pk}/check/", sent(item, body=table)).content.decode()
    saved = client.post(f"/desk/items/{item.pk}/edit/", sent(item, body=table))
    assert time.perf_counter() - began < 8
    assert "各行相加是12,497,500，合计写的是1" in checked
    assert saved.status_code == 302
    assert draft_of(item).body.count("<tr>") == 5002


def test_the_page_is_a_plain_form_where_no_script_runs(room: Newsroom) -> None:
    item = a_draft(room)
    page = seated(room).get(f"/desk/items/{item.pk}/edit/").content.decode()
    assert '<textarea name="body"' in page
    assert "&lt;p&gt;人民路拓宽工程" in page
    assert page.index('value="save" tabindex="-1"') < page.index('value="submit"'), "Enter saves and never hands in"


def test_a_scan_that_was_attached_is_read_by_the_worker(
    room: Newsroom, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "can_recognise", lambda: True)
    monkeypatch.setattr(attachments, "recognised_text", lambda kind, content: "发放名单")
    row = actions.attach_file(a_draft(room), "名单.pdf", makers.scan(), actor=room.actor("contact"))
    settings.GONGKAI_TODAY = (DAY + timedelta(days=1)).isoformat()
    assert do(Job.objects.get(name=attachments.RECOGNISE).pk)
    row.refresh_from_db()
    assert row.text == "发放名单"


def test_the_text_of_a_word_file_is_put_after_what_is_there(room: Newsroom) -> None:
    item = a_draft(room, body="<p>原来的一段</p>")
    client, address = seated(room), f"/desk/items/{item.pk}/edit/"
    words = SimpleUploadedFile("公示.docx", makers.docx("导入的一段"))
    assert client.post(address, sent(item, words=words, do="import")).status_code == 302
    assert draft_of(item).body.startswith("<p>原来的一段</p>")
    assert "<p>导入的一段</p>" in draft_of(item).body
    broken = SimpleUploadedFile("坏.docx", b"no")
    answer = client.post(address, sent(item, body="<p>刚写的</p>", words=broken, do="import"))
    assert "“坏.docx”的内容不是Word 文档" in answer.content.decode()
    assert "刚写的" in answer.content.decode()
    assert "还没有选Word文件" in client.post(address, sent(item, do="import")).content.decode()
