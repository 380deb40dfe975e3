"""The checks over drafts as they are saved: what stops one from being handed in, what may be let stand, links into this site."""

from datetime import date
from typing import Any

import pytest
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item, submit

from gongkai.audit.queries import entries_of
from gongkai.law.errors import NotAcceptable, NotAllowed
from gongkai.publications import actions
from gongkai.publications.actions.words import WordTold
from gongkai.publications.checking import findings_of
from gongkai.publications.models import Draft, FormerAddress, Publication
from gongkai.publications.queries.checking import facts_of, links_with_state

pytestmark = pytest.mark.django_db
IDENTITY, MOBILE = "11010519491231002X", "13900000000"


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def codes(item: Publication) -> list[str]:
    return [
        one.code for one in findings_of(facts_of(Draft.objects.get(publication=item), today=DAY)) if not one.accepted
    ]


def test_a_complete_draft_has_nothing_to_mend(room) -> None:
    assert codes(a_draft(room)) == []


def test_a_draft_with_an_identity_number_is_not_handed_in(room) -> None:
    item = a_draft(room, body=f"<p>一</p><p>刘某，{IDENTITY}</p>")
    with pytest.raises(NotAcceptable) as refused:
        submit(room, item)
    assert refused.value.code == "item.must_mend"
    assert "正文第2段：有身份证号码" in refused.value.message


def test_a_wording_that_must_not_be_used_stops_a_draft_until_it_is_explained(room) -> None:
    told = WordTold("sensitive", "人民路拓宽", "已改称人民路改造", "人民路改造", must=True)
    actions.add_word_rule(room.head, told=told, since=DAY, actor=room.of_head("editor"))
    item = a_draft(room)
    with pytest.raises(NotAcceptable):
        submit(room, item)
    actions.accept_finding(
        item, code="wording.listed", excerpt="人民路拓宽", reason="批复里的名称", actor=room.actor("contact")
    )
    submit(room, item)
    assert Draft.objects.get(publication=item).stage != "writing"


def test_accept_finding_keeps_the_reason_with_who_gave_it(room) -> None:
    item = a_draft(room, body=f"<p>咨询电话{MOBILE}</p>")
    assert codes(item) == ["personal.mobile"]
    row = actions.accept_finding(
        item, code="personal.mobile", excerpt=MOBILE, reason="公布的办公手机", actor=room.actor("contact")
    )
    assert (row.reason, row.by_name) == ("公布的办公手机", room.person("contact").name)
    assert codes(item) == []
    again = actions.accept_finding(
        item, code="personal.mobile", excerpt=MOBILE, reason="值班手机", actor=room.actor("editor")
    )
    assert (again.pk, again.reason) == (row.pk, "值班手机")


def test_the_journal_keeps_the_reason_but_not_the_number(room) -> None:
    item = a_draft(room, body=f"<p>咨询电话{MOBILE}</p>")
    actions.accept_finding(
        item, code="personal.mobile", excerpt=MOBILE, reason="公布的办公手机", actor=room.actor("contact")
    )
    entry = entries_of(f"publication:{item.pk}").last()
    assert (entry.verb, entry.details["reason"]) == ("publication.finding_accepted", "公布的办公手机")
    assert MOBILE not in str(entry.details)


@pytest.mark.parametrize(
    "told",
    [
        {"code": "personal.id_number", "excerpt": IDENTITY, "reason": "没有关系"},
        {"code": "metadata.missing_summary", "excerpt": "x", "reason": "没有"},
        {"code": "personal.mobile", "excerpt": "", "reason": "值班"},
        {"code": "personal.mobile", "excerpt": "1" * 121, "reason": "值班"},
        {"code": "personal.mobile", "excerpt": MOBILE, "reason": "  "},
        {"code": "personal.mobile", "excerpt": MOBILE, "reason": "长" * 201},
    ],
)
def test_what_cannot_be_let_stand_is_refused_in_words(room, told: dict[str, Any]) -> None:
    item = a_draft(room)
    with pytest.raises(NotAcceptable) as refused:
        actions.accept_finding(item, **told, actor=room.actor("contact"))
    assert refused.value.hint


def test_only_writers_let_something_stand(room) -> None:
    item = a_draft(room)
    with pytest.raises(NotAllowed):
        actions.accept_finding(item, code="personal.mobile", excerpt=MOBILE, reason="值班", actor=room.actor("auditor"))


def test_links_into_this_site_are_followed_and_others_are_not_asked(room) -> None:
    public, hidden = a_public_item(room), a_draft(room)
    gone = a_public_item(room)
    actions.withdraw_item(gone, reason="附件有误", actor=room.actor("leader"))
    FormerAddress.objects.create(path="/old/1.html", target="/items/1/", since=date(2024, 1, 1))
    told = {
        f"/items/{public.pk}/": "",
        f"/items/{public.pk}/v1/": "",
        f"/items/{public.pk}/v9/": "没有所指的这一版。",
        f"/items/{public.pk}/files/999999/a.pdf": "所指的附件已经不在这一件里。",
        f"/items/{hidden.pk}/": "所指的内容还没有公开。",
        f"/items/{gone.pk}/": "所指的内容已经撤下。",
        "/items/999999/": "这个网址没有内容。",
        f"/index/{public.index_number}/": "",
        "/index/nothing/2024-00001/": "这个网址没有内容。",
        f"/sections/{room.section.slug}/": "",
        "/sections/nothing/": "没有这个栏目。",
        "/fields/nothing/": "没有这个重点领域。",
        f"/agencies/{room.agency.code}/": "",
        "/agencies/nothing/": "没有这个机关。",
        "/desk/items/": "这是办公页面的网址，公众打不开。",
        "/old/1.html": "",
        "a.html": "网址写得不完整，在别的页面上打不开。",
        "#top": "",
        "mailto:a@yunling.example": "",
        "https://elsewhere.example/items/999999/": "",
    }
    body = "".join(f'<a href="{address}">看</a>' for address in told)
    assert {link.address: link.dead for link in links_with_state(body, room.agency)} == told
