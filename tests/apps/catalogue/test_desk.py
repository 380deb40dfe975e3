"""The desk of the catalogue: the board, a field and an agency opened, what a contact owes, every act by its form."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.apps.backoffice.pages import text_of
from tests.apps.catalogue.owing import TODAY, a_duty, a_field, an_element, now
from tests.builders import BUILDER, a_person
from tests.publishing import Newsroom, a_newsroom, a_public_item

from gongkai.agencies.models import Agency
from gongkai.backoffice.views.catalogue import sign_of
from gongkai.law.coverage import Standing, State
from gongkai.publications import actions
from gongkai.publications.models import Element, ElementDuty, PriorityField, Publication
from gongkai.publications.queries import coverage

pytestmark = pytest.mark.django_db
Sits = Any


def late(room: Newsroom, name: str = "配租结果") -> ElementDuty:
    duty = a_duty(room, name)
    actions.note_formed(duty, on=date(2024, 2, 19), actor=room.actor("contact", TODAY), seen_version=None)
    return now(duty)


def test_the_board_shows_what_is_owed_and_every_cell(room: Newsroom, sits: Sits) -> None:
    late(room)
    a_duty(room, "房源信息")
    done = a_duty(room, "在建项目", first="建设管理", field=a_field("重大建设项目", "construction"))
    a_public_item(room, duty=done)
    said = text_of(sits(room, "head:editor").get("/desk/catalogue/"))
    assert "2个领域，1个单位，3项：逾期1，从未填报1，按时1。已公开1条" in said
    assert "逾期10个工作日" in said
    page = sits(room, "head:leader").get("/desk/catalogue/").content.decode()
    assert 'aria-label="区住建局，保障性住房：逾期10个工作日">!10</a>' in page
    assert 'aria-label="区住建局，重大建设项目：按时">✓</a>' in page


def test_an_empty_house_is_led_to_found_its_catalogue(room: Newsroom, sits: Sits) -> None:
    editor = sits(room, "head:editor")
    assert "还没有建立目录" in text_of(editor.get("/desk/catalogue/"))
    done = editor.post("/desk/catalogue/found/", follow=True)
    assert "新增26个领域" in text_of(done)
    assert "目录里还有样例" in text_of(done)
    assert "没有改动" in text_of(editor.post("/desk/catalogue/found/", follow=True))


def test_a_contact_is_led_to_what_they_owe(room: Newsroom, sits: Sits) -> None:
    late(room)
    contact = sits(room, "contact")
    assert contact.get("/desk/catalogue/")["Location"] == "/desk/owed/"
    said = text_of(contact.get("/desk/owed/"))
    assert "您还欠1项" in said
    assert "应于2024年3月18日前公开" in said
    other = a_newsroom(head=room.head, name="云岭区教育局")
    assert "您没有欠的" in text_of(sits(other, "contact").get("/desk/owed/"))


def test_a_contact_sees_only_their_own_unless_they_ask(room: Newsroom, sits: Sits) -> None:
    mine = late(room)
    other, _ = a_person(room.agency, "contact")
    theirs = late(room, "房源信息")
    ElementDuty.objects.filter(pk=theirs.pk).update(contact=other)
    contact = sits(room, "contact")
    assert "房源信息" not in text_of(contact.get("/desk/owed/"))
    assert "房源信息" in text_of(contact.get("/desk/owed/?all=1"))
    assert mine.element.name in text_of(contact.get("/desk/owed/"))


def test_a_contact_fills_an_element_from_the_short_form(room: Newsroom, sits: Sits) -> None:
    duty, contact = late(room), sits(room, "contact")
    address = f"/desk/owed/{duty.pk}/fill/"
    assert "2024年3月18日是最后一天" in text_of(contact.get(address))
    file = io.BytesIO("第一批12户".encode())
    file.name = "名单.txt"
    sent = {
        "title": "第一季度配租结果",
        "text": "",
        "formed_on": "2024-03-29",
        "files": file,
        "seen_version": duty.version,
    }
    done = contact.post(address, sent, follow=True)
    assert "已经报送，审核通过就公开" in text_of(done)
    assert "您没有欠的" in text_of(done)
    item = Publication.objects.get()
    assert (item.draft.stage, item.draft.attachments.count()) == ("final_approval", 1)
    assert "第一季度配租结果" in text_of(contact.get(f"/desk/owed/{duty.pk}/"))


def test_what_is_missing_is_told_and_nothing_typed_is_lost(room: Newsroom, sits: Sits) -> None:
    duty, contact = late(room), sits(room, "contact")
    answer = contact.post(
        f"/desk/owed/{duty.pk}/fill/", {"title": "第一季度配租结果", "text": "", "formed_on": "2024-03-29"}
    )
    assert answer.status_code == 422
    assert "还没有写正文，也没有选文件" in text_of(answer)
    assert 'value="第一季度配租结果"' in answer.content.decode()
    assert not Publication.objects.exists()


def test_a_stale_page_is_told_and_may_be_sent_again(room: Newsroom, sits: Sits) -> None:
    duty, contact = late(room), sits(room, "contact")
    sent = {"reason": "没有这类房源", "seen_version": duty.version - 1}
    answer = contact.post(f"/desk/owed/{duty.pk}/not-applicable/", sent)
    assert answer.status_code == 422
    assert "有同事办过" in text_of(answer)
    assert f'value="{duty.version}"' in answer.content.decode()


def test_not_applicable_goes_to_the_office_and_is_confirmed_or_refused(room: Newsroom, sits: Sits) -> None:
    duty, contact, editor = late(room), sits(room, "contact"), sits(room, "head:editor")
    one = f"/desk/owed/{duty.pk}/"
    done = contact.post(f"{one}not-applicable/", {"reason": "许可职权已经划转"}, follow=True)
    assert "由公开工作机构核对" in text_of(done)
    assert "许可职权已经划转" in text_of(editor.get("/desk/catalogue/"))
    assert "许可职权已经划转" in text_of(editor.get(f"{one}confirm/"))
    assert contact.post(f"{one}confirm/", {}).status_code == 422  # refused in words on the form
    assert now(duty).confirmed_on is None
    editor.post(f"{one}confirm/", {})
    assert now(duty).confirmed_on == TODAY
    assert "按时公开的0项，不适用的1项" in text_of(contact.get("/desk/owed/"))
    editor.post(f"{one}refuse/", {"reason": "职权仍由贵局行使"})
    assert now(duty).not_applicable == ""


def test_the_day_of_forming_is_noted_and_a_duty_ended(room: Newsroom, sits: Sits) -> None:
    duty, contact, editor = a_duty(room), sits(room, "contact"), sits(room, "head:editor")
    one = f"/desk/owed/{duty.pk}/"
    contact.post(f"{one}formed/", {"on": "2024-03-05"})
    assert now(duty).due_on == date(2024, 4, 2)
    assert "还剩1个工作日" in text_of(contact.get(one))
    editor.post(f"{one}end/", {"until": "2024-03-31", "reason": "职责划转"})
    assert now(duty).until == date(2024, 3, 31)
    assert contact.get(f"{one}nothing/").status_code == 404


def test_a_contact_hands_over_to_a_colleague(room: Newsroom, sits: Sits) -> None:
    duty, contact = late(room), sits(room, "contact")
    taking, _ = a_person(room.agency, "contact", name="周小川")
    assert "周小川" in text_of(contact.get("/desk/owed/hand-over/"))
    sent = {"leaving": room.person("contact").pk, "taking": taking.pk}
    assert "1项已经交给周小川" in text_of(contact.post("/desk/owed/hand-over/", sent, follow=True))
    assert now(duty).contact == taking
    assert contact.post("/desk/owed/hand-over/", {"leaving": "x", "taking": ""}).status_code == 422


def test_the_office_adds_fields_and_elements_and_says_who_owes_them(room: Newsroom, sits: Sits) -> None:
    editor = sits(room, "head:editor")
    assert editor.post("/desk/catalogue/new-field/", {"name": "统计", "slug": "坏"}).status_code == 422
    editor.post("/desk/catalogue/new-field/", {"name": "统计", "slug": "statistics", "aliases": "统计工作"})
    assert PriorityField.objects.get().aliases == ["统计工作"]
    field = "/desk/catalogue/fields/statistics/"
    sent = {
        "first": "统计数据", "name": "统计公报", "limit": "每年结束后20个工作日内", "county": "on", "proactive": "on",
        "to_everyone": "on", "carriers": ["政府网站"],
    }  # fmt: skip
    assert "请指定公开主体" in text_of(editor.post(f"{field}elements/new/", sent, follow=True))
    element = Element.objects.get()
    assert element.cadence == "yearly"
    assert "还没有指定公开主体的" in text_of(editor.get(field))
    assign = f"/desk/catalogue/elements/{element.pk}/assign/"
    assert "联络员" in text_of(editor.post(assign, {"agency": room.agency.pk, "since": "2024-01-02"}, follow=True))
    assert ElementDuty.objects.get().due_on == date(2025, 2, 5)
    revise = f"/desk/catalogue/elements/{element.pk}/revise/"
    assert 'value="统计公报"' in editor.get(revise).content.decode()
    editor.post(revise, {**sent, "name": "年度统计公报", "reason": "目录修订"})
    assert Element.objects.get().name == "年度统计公报"


def test_a_whole_field_is_assigned_in_one_act(room: Newsroom, sits: Sits) -> None:
    actions.found_catalogue(actor=BUILDER)
    editor = sits(room, "head:editor")
    sent = {"agency": room.agency.pk, "since": "2024-01-02", "level": "county"}
    said = text_of(editor.post("/desk/catalogue/fields/construction/assign/", sent, follow=True))
    assert "19项要素由区住建局公开" in said
    assert "没有可以再交给" in text_of(editor.post("/desk/catalogue/fields/construction/assign/", sent))


def test_lists_are_narrowed_by_state_and_agency(room: Newsroom, sits: Sits) -> None:
    late(room)
    a_duty(room, "房源信息")
    editor = sits(room, "head:editor")
    for address in ("/desk/catalogue/fields/affordable-housing/?agency=011&", "/desk/catalogue/agencies/011/?"):
        assert "房源信息" in text_of(editor.get(address))
        narrowed = text_of(editor.get(f"{address}state=late"))
        assert "配租结果" in narrowed
        assert "房源信息" not in narrowed
        assert "房源信息" in text_of(editor.get(f"{address}state=nothing"))


def test_the_state_of_every_element_is_a_table_to_keep(room: Newsroom, sits: Sits) -> None:
    late(room)
    editor = sits(room, "head:editor")
    assert "逾期10个工作日" in editor.get("/desk/catalogue/coverage.csv").content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(editor.get("/desk/catalogue/coverage.xlsx").content))
    assert book.active["C2"].value == "配租结果"  # type: ignore[index]
    assert editor.get("/desk/catalogue/coverage.doc").status_code == 404


def test_other_agencies_do_not_open_it(room: Newsroom, sits: Sits) -> None:
    duty, other = late(room), a_newsroom(head=room.head, name="云岭区教育局", code="013")
    for who in ("contact", "leader"):
        stranger = sits(other, who)
        for tail in ("", "fill/", "not-applicable/"):
            assert stranger.get(f"/desk/owed/{duty.pk}/{tail}").status_code == 403
        assert stranger.get("/desk/catalogue/agencies/011/").status_code == 403
        assert stranger.get("/desk/catalogue/fields/affordable-housing/?agency=011").status_code == 403
    assert sits(room, "contact").get(f"/desk/catalogue/elements/{duty.element_id}/assign/").status_code == 403
    assert sits(room, "head:editor").get("/desk/owed/99999/").status_code == 404


def test_the_board_costs_the_same_however_much_there_is(room: Newsroom, django_assert_max_num_queries: Any) -> None:
    actions.found_catalogue(actor=BUILDER)
    for field in PriorityField.objects.all():
        actions.assign_field(field, agency=room.agency, level="county", since=TODAY, actor=BUILDER)
    with django_assert_max_num_queries(4):
        found = coverage.board(room.head, TODAY)
    assert len(found.cells) == 26
    assert sum(found.counts.values()) > 300


def test_the_page_of_the_board_stays_within_ten_queries(
    room: Newsroom, sits: Sits, django_assert_max_num_queries: Any
) -> None:
    late(room)
    an_element("房源信息")
    editor = sits(room, "head:editor")
    with django_assert_max_num_queries(12):  # the board's ten, and two of the session and the person
        editor.get("/desk/catalogue/")


def test_a_delay_of_years_fits_its_cell_and_is_told_whole_in_words():
    years = Standing(State.LATE, 1703)
    assert sign_of(years) == ("overdue", "!99+")
    assert years.told == "逾期1703个工作日"
    assert sign_of(Standing(State.LATE, 99)) == ("overdue", "!99")


def test_a_contact_sees_no_rows_of_the_agencies_below_theirs(room: Newsroom, sits: Sits) -> None:
    below = a_newsroom(reviews=1, name="云岭区房屋管理所", short_name="区房管所", code="111")
    Agency.objects.filter(pk=below.agency.pk).update(parent=room.agency, path=f"{room.agency.path}{below.agency.pk}/")
    below.agency.refresh_from_db()
    own = a_duty(room, "配租结果")
    actions.assign_element(
        an_element("维修电话"), agency=below.agency, since=date(2020, 1, 6), actor=room.of_head("editor", TODAY)
    )
    address = f"/desk/catalogue/fields/{own.element.matter.field.slug}/"
    said = text_of(sits(room, "contact").get(address))
    assert "配租结果" in said
    assert "维修电话" not in said
    table = sits(room, "contact").get("/desk/catalogue/coverage.csv").content.decode("utf-8-sig")
    assert "配租结果" in table
    assert "维修电话" not in table
    assert "维修电话" in text_of(sits(room, "leader").get(address))
    assert "维修电话" in sits(room, "leader").get("/desk/catalogue/coverage.csv").content.decode("utf-8-sig")
