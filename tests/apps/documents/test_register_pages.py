"""The register at the desk: the list as of any day, one document, its acts, the rules; how many queries a page costs."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.normative import TODAY, District, a_change, a_document

from gongkai.documents.actions import cancel_change
from gongkai.documents.facts import fact_of, with_changes
from gongkai.documents.models import Change, NormativeDocument
from gongkai.documents.queries import shown
from gongkai.documents.queries.register import Wanted, lines_as_of, register_page
from gongkai.law.validity import validity_on

LIST = "/desk/documents/"


def page_of(client: Client, address: str = LIST, **asked: Any) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def office(district: District, sits: Callable[..., Client]) -> Client:
    """A browser of the legal office of the head."""
    return sits("legal_reviewer", of=district.head)


def test_the_list_tells_how_each_stood_on_a_past_day(district: District, office: Client) -> None:
    old = a_document(district, title="停车管理办法", issued_on=date(2018, 3, 1))
    new = a_document(district, title="停车管理新办法", issued_on=date(2021, 3, 1))
    a_change(district, old, effective_on=date(2021, 4, 1), acting=new, replaced=True)
    now = page_of(office)
    assert "登记簿里共2件" in now
    assert "依据《停车管理新办法》" in now
    assert "现行有效1件" in now
    past = page_of(office, day="2021-03-31")
    assert "现行有效2件" in past
    assert "截至2021年3月31日" in past
    assert "依据《停车管理新办法》" not in past
    before = page_of(office, day="2020-12-31")
    assert "停车管理新办法" not in before


def test_a_day_that_cannot_be_is_said_and_the_list_stays(district: District, office: Client) -> None:
    document = a_document(district)
    for typed, said in (("2020-13-45", "这不是日期"), ("2030-01-01", "还没有到")):
        told = page_of(office, day=typed)
        assert said in told
        assert document.title in told
        assert f'value="{typed}"' in told


def test_filters_narrow_and_keep_each_other(district: District, office: Client) -> None:
    first = a_document(district, title="甲办法", number="云政规〔2020〕7号", issued_on=date(2020, 1, 2))
    second = a_document(district, title="乙办法", agency=district.head, issued_on=date(2021, 1, 4), kind="other")
    lapsed = a_document(district, title="丙办法", issued_on=date(2020, 2, 3), valid_until=date(2022, 2, 2))
    for asked, kept in (
        ({"year": "2020"}, {first, lapsed}),
        ({"kind": "other"}, {second}),
        ({"agency": str(district.head.pk)}, {second}),
        ({"words": "乙"}, {second}),
        ({"words": "云政规[2020]07号"}, {first}),
        ({"validity": "lapsed"}, {lapsed}),
        ({"validity": "in_force", "year": "2020"}, {first}),
        ({"validity": "nonsense", "year": "abc", "kind": "x", "agency": "9" * 30}, {first, second, lapsed}),
    ):
        told = page_of(office, **asked)
        shown = {one for one in (first, second, lapsed) if f"/desk/documents/{one.pk}/" in told}
        assert shown == kept, asked
    assert "没有这样的文件" in page_of(office, words="没有的")


def test_an_agency_sees_its_own_and_those_it_shares_and_the_head_sees_all(
    district: District, sits: Callable[..., Client]
) -> None:
    own = a_document(district)
    shared = a_document(district, agency=district.head, joint=[district.agency])
    drafted = a_document(district, agency=district.head, drafted_by=district.agency)
    other = a_document(district, agency=district.head)
    keys = {one.pk for one in (own, shared, drafted)}
    for actor, seen in (
        (district.actor("contact"), keys),
        (district.of_head("legal_reviewer"), {*keys, other.pk}),
        (district.of_head("keeper"), {shared.pk, drafted.pk, other.pk}),
    ):
        assert {line.key for line in register_page(actor, Wanted(TODAY)).lines} == seen
    contact = sits("contact")
    assert contact.get(f"{LIST}{own.pk}/").status_code == 200
    assert contact.get(f"{LIST}{other.pk}/").status_code == 403
    assert contact.get(f"{LIST}999999/").status_code == 404


def test_the_list_says_of_any_day_what_the_law_says(district: District) -> None:
    """The list reads columns, not rows: nothing may get lost on the way to the law."""
    acting = a_document(district, issued_on=date(2018, 1, 2))
    made = [
        a_document(district, issued_on=date(2018, 2, 1) + timedelta(days=40 * n), **told)
        for n, told in enumerate(
            [
                {},
                {"valid_until": date(2020, 6, 30)},
                {"effective_on": date(2019, 1, 1)},
                {"effective_on": date(2018, 9, 1), "valid_until": date(2021, 6, 30), "kind": "other"},
            ]
        )
    ]
    a_change(district, made[0], kind="amended", effective_on=date(2019, 3, 1))
    a_change(district, made[0], kind="declared_lapsed", effective_on=date(2020, 3, 1))
    a_change(district, made[3], kind="extended", effective_on=date(2021, 6, 30), until=date(2022, 6, 30))
    gone = a_change(district, made[2], effective_on=date(2019, 6, 1))
    cancel_change(gone, reason="录错", actor=district.of_head("legal_reviewer"))
    every = NormativeDocument.objects.filter(pk__in=[one.pk for one in (acting, *made)])
    for months in range(60):
        day = date(2018 + months // 12, months % 12 + 1, 1)
        listed = {line.key: line.validity for line in lines_as_of(every, day)}
        law = {row.pk: validity_on(fact_of(row), day) for row in with_changes(every)}
        assert listed == {key: state for key, state in law.items() if state is not None}, day


def test_pages_follow_each_other_and_one_beyond_the_last_is_the_last(district: District) -> None:
    made = [a_document(district, issued_on=date(2020, 1, 1) + timedelta(days=day)) for day in range(7)]
    actor = district.of_head("legal_reviewer")
    pages = [register_page(actor, Wanted(TODAY), page=number, size=3) for number in (1, 2, 3, 9, -4)]
    shown = [[line.key for line in page.lines] for page in pages]
    newest_first = [one.pk for one in reversed(made)]
    assert shown[:3] == [newest_first[:3], newest_first[3:6], newest_first[6:]]
    assert (shown[3], shown[4], pages[3].page, pages[3].total) == (shown[2], shown[0], 3, 7)


def test_the_list_costs_the_same_queries_however_many_documents_there_are(district: District, office: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page_of(office, day="2024-01-01")
        return len(asked)

    for _ in range(3):
        a_document(district, valid_until=date(2021, 1, 1))
    first = cost()
    for _ in range(9):
        a_change(district, a_document(district), effective_on=date(2022, 1, 1))
    assert cost() == first <= 8, first


def test_the_page_of_a_document_costs_the_same_however_much_happened(district: District, office: Client) -> None:
    document = a_document(district, valid_until=date(2024, 12, 31))

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page_of(office, f"{LIST}{document.pk}/")
        return len(asked)

    first = cost()
    for month in range(1, 7):
        a_change(district, document, kind="amended", effective_on=date(2022, month, 1))
    assert cost() == first <= 12


def test_a_document_tells_its_whole_life(district: District, office: Client) -> None:
    document = a_document(district, title="停车管理办法", effective_on=date(2020, 5, 1), disclosed_on=date(2020, 3, 6))
    newer = a_document(district, title="新办法", issued_on=date(2022, 1, 4))
    mistaken = a_change(district, document, kind="amended", effective_on=date(2021, 1, 1))
    a_change(district, document, kind="amended", effective_on=date(2022, 2, 1), acting=newer)
    actor_page = f"{LIST}{document.pk}/"
    office.post(
        reverse("backoffice:cancel_change", args=[document.pk, mistaken.pk]),
        {"reason": "登记错了一份", "seen_version": NormativeDocument.objects.get(pk=document.pk).version},
    )
    a_change(district, document, effective_on=date(2024, 7, 1))
    told = page_of(office, actor_page)
    for said in ("2020年3月2日", "施行", "首次公开", "已经取消", "登记错了一份", "《新办法》", "已修改", "以后会变"):
        assert said in told
    assert "新办法" in page_of(office, f"{LIST}{newer.pk}/")
    assert "修改了另一份文件" in page_of(office, f"{LIST}{newer.pk}/")


ENTRY = {
    "title": "停车管理办法",
    "kind": "normative",
    "number": "云政规〔2020〕7号",
    "issued_on": "2020-03-02",
    "valid_until": "2025-03-01",
    "bases": "《道路交通安全法》第三十三条",
}


def test_an_entry_is_typed_refused_with_words_and_taken(district: District, office: Client) -> None:
    told = {**ENTRY, "agency": str(district.agency.pk)}
    answer = office.post(f"{LIST}enter/", {**told, "valid_until": "2019-01-01"})
    assert answer.status_code == 422
    assert "停车管理办法" in answer.content.decode()
    assert "早于开始施行" in answer.content.decode()
    answer = office.post(f"{LIST}enter/", told, follow=True)
    assert "文件已经登记入册" in answer.content.decode()
    document = NormativeDocument.objects.get()
    assert (document.agency, [basis.title for basis in document.bases.all()]) == (district.agency, ["道路交通安全法"])
    answer = office.post(f"{LIST}enter/", {**told, "number": "云政规[2020]07号"})
    assert "已经由" in answer.content.decode()


def test_a_document_older_than_the_platform_is_entered_and_read_on_its_days(district: District, office: Client) -> None:
    told = {
        **ENTRY,
        "agency": str(district.agency.pk),
        "number": "青政〔1996〕7号",
        "issued_on": "1996-03-02",
        "effective_on": "1996-05-01",
        "valid_until": "",
    }
    assert "1899年不在" in office.post(f"{LIST}enter/", {**told, "issued_on": "1899-01-01"}).content.decode()
    assert office.post(f"{LIST}enter/", told).status_code == 302
    document = NormativeDocument.objects.get()
    assert "尚未施行 1" in page_of(office, day="1996-04-30")
    change = {"kind": "repealed", "effective_on": "1999-01-01", "acting_title": "关于废止一批文件的决定"}
    assert office.post(f"{LIST}{document.pk}/change/", change).status_code == 302
    assert "废止 1" in page_of(office)


def test_an_entry_is_corrected_and_a_stale_page_keeps_what_was_typed(district: District, office: Client) -> None:
    document = a_document(district, title="停车管理办法", number="云政规〔2020〕7号", joint=[district.head])
    address = f"{LIST}{document.pk}/correct/"
    shown = office.get(address).context["form"].initial
    told = {name: "" if value is None else value for name, value in shown.items() if value is not False}
    typed = {**told, "title": "停车场管理办法", "reason": "标题录错"}
    answer = office.post(address, {**typed, "seen_version": document.version - 1})
    assert answer.status_code == 422
    assert "停车场管理办法" in answer.content.decode()
    assert office.post(address, typed).status_code == 302
    kept = NormativeDocument.objects.get(pk=document.pk)
    assert (kept.title, list(kept.joint.all())) == ("停车场管理办法", [district.head])


def test_an_act_is_recorded_by_the_number_of_the_acting_document(district: District, office: Client) -> None:
    document, acting = (
        a_document(district),
        a_document(district, number="云政规〔2023〕3号", issued_on=date(2023, 1, 4)),
    )
    address = f"{LIST}{document.pk}/change/"
    told = {"kind": "repealed", "effective_on": "2023-02-01", "replaced": "on", "acting_number": "云政规[2023]99号"}
    answer = office.post(address, told)
    assert "登记簿里没有字号" in answer.content.decode()
    answer = office.post(address, {**told, "acting_number": "云政规（2023）3号", "effective_on": "2019-01-01"})
    assert answer.status_code == 422
    assert "才印发" in answer.content.decode()
    assert office.post(address, {**told, "acting_number": "云政规（2023）3号"}).status_code == 302
    change = Change.objects.get()
    assert (change.acting, change.acting_title, change.replaced) == (acting, acting.title, True)
    assert "由它代替" in page_of(office, f"{LIST}{document.pk}/")


def test_who_may_not_keep_the_register_is_told_who_may(district: District, sits: Callable[..., Client]) -> None:
    document = a_document(district)
    contact = sits("contact")
    assert "登记入册" not in page_of(contact)
    for address in ("enter/", f"{document.pk}/correct/", f"{document.pk}/change/", "rules/"):
        answer = contact.get(f"{LIST}{address}")
        assert answer.status_code == 403
        assert district.agency.short_name in answer.content.decode()


def test_rules_are_set_on_their_page(district: District, sits: Callable[..., Client]) -> None:
    leader = sits("leader", of=district.head)
    shown = leader.get(f"{LIST}rules/").context["form"].initial
    told = {name: value for name, value in shown.items() if value is not False}
    answer = leader.post(f"{LIST}rules/", {**told, "review_workdays": "3"})
    assert answer.status_code == 422
    answer = leader.post(f"{LIST}rules/", {**told, "remind_days": "45", "may_make_rules": "on"}, follow=True)
    assert "规则已经保存" in answer.content.decode()
    assert leader.get(f"{LIST}rules/").context["form"].initial["remind_days"] == 45
    department = sits("leader").get(f"{LIST}rules/")
    assert "可以制定规章" not in department.content.decode()


def test_the_list_is_handed_out_whole_as_a_table(district: District, office: Client) -> None:
    document = a_document(district, title="=SUM(A1)", number="云政规〔2020〕7号", valid_until=date(2021, 1, 1))
    a_document(district, issued_on=date(2023, 1, 4))
    answer = office.get(f"{LIST}list.xlsx", {"day": "2022-12-31"})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join([answer.content])), read_only=True).active.values)
    assert len(rows) == 2
    told = dict(zip(rows[0], rows[1], strict=True))
    assert str(told["标题"]).endswith("=SUM(A1)")
    assert told["标题"] != "=SUM(A1)"
    assert (told["有效性"], told["自何日起"], told["发文字号"]) == ("失效", "2021-01-02", document.number)
    assert office.get(f"{LIST}list.pdf").status_code == 404
    assert office.get(f"{LIST}list.csv").status_code == 200


def test_today_tells_of_terms_that_run_out(district: District, sits: Callable[..., Client]) -> None:
    document = a_document(district, valid_until=TODAY + timedelta(days=4))
    for client in (sits("desk_officer"), sits("legal_reviewer", of=district.head)):
        told = page_of(client, "/desk/papers/")
        assert document.title in told
        assert "还有5天" in told


def test_the_days_page_asks_for_its_documents_apart_so_that_they_do_not_slow_it(
    district: District, sits: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    a_document(district, valid_until=TODAY + timedelta(days=4))
    client = sits("desk_officer")
    assert 'hx-get="/desk/papers/"' in page_of(client, "/desk/")
    with django_assert_max_num_queries(15):
        piece = client.get("/desk/papers/", headers={"HX-Request": "true"}).content.decode()
    assert "还有5天" in piece
    assert "<html" not in piece


def test_one_amended_before_it_takes_effect_stands_so_from_its_first_day_in_effect(
    district: District, office: Client
) -> None:
    document = a_document(
        district, issued_on=date(2020, 3, 2), effective_on=date(2020, 7, 1), disclosed_on=date(2020, 3, 2)
    )
    a_change(district, document, kind="amended", effective_on=date(2020, 6, 1), acting_title="关于修改的决定")
    for told in (page_of(office), page_of(office, f"{LIST}{document.pk}/")):
        assert "2020年7月1日起" in told
        assert "依据《关于修改的决定》" in told
    found = shown.document(document.pk, TODAY)
    assert found is not None
    fact, ties = shown.ties_of(found, TODAY)
    state = shown.state_of(fact, ties.changes, TODAY)
    assert state is not None
    assert (state.since, state.act) == (date(2020, 7, 1), ties.changes[0])


def test_a_draft_that_rests_on_a_document_is_not_named_there(district: District, sits: Callable[..., Client]) -> None:
    cited = a_document(district)
    citing, drafting = (a_document(district, title=title) for title in ("关于引用它的规定", "关于还在起草的规定"))
    for one in (citing, drafting):
        one.bases.create(title=cited.title, cited=cited)
    NormativeDocument.objects.filter(pk=drafting.pk).update(stage=NormativeDocument.Stage.DRAFTING)
    told = page_of(sits("desk_officer"), f"{LIST}{cited.pk}/")
    assert "关于引用它的规定" in told
    assert "关于还在起草的规定" not in told
