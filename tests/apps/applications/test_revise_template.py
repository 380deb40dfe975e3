"""修改文书模板: the agency's own text of a letter, in versions; what could never be complete is refused."""

from datetime import date
from typing import Any

import pytest
from tests.builders import Desk, an_application

from gongkai.applications import actions, wording
from gongkai.applications.models import LetterTemplate
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale
from gongkai.law.letters import all_letters

pytestmark = pytest.mark.django_db
ON = date(2024, 3, 11)


def revised(
    desk: Desk, *, letter: str = "close_withdrawn", add: str = "欢迎再次申请。", **changes: Any
) -> LetterTemplate:
    used = wording.text_in_use(desk.agency.pk, letter)
    told = {"title": used.title, "body": f"{used.body}\n{add}", "actor": desk.officer(ON), **changes}
    return actions.revise_template(desk.agency, letter=letter, **told)


def test_the_next_letter_is_made_from_the_new_version() -> None:
    desk = Desk()
    case = an_application(desk, received_on=date(2024, 3, 4))
    made = revised(desk, title="撤回申请确认书（本机关）")
    actions.withdraw_application(case, reason="", actor=desk.officer(ON), on=ON)
    letter = case.documents.get()
    assert letter.template == made
    assert letter.content["title"] == "撤回申请确认书（本机关）"
    assert letter.content["paragraphs"][-1] == "欢迎再次申请。"


def test_an_old_letter_keeps_the_text_it_went_out_with() -> None:
    desk = Desk()
    case = an_application(desk, received_on=date(2024, 3, 4))
    actions.withdraw_application(case, reason="", actor=desk.officer(ON), on=ON)
    before = case.documents.get().content
    revised(desk)
    letter = case.documents.get()
    assert letter.content == before
    assert letter.template is None


def test_versions_count_up_and_earlier_ones_stay() -> None:
    desk = Desk()
    first, second = revised(desk), revised(desk, add="再加一句。")
    assert (first.version, second.version) == (1, 2)
    assert LetterTemplate.objects.count() == 2
    assert wording.text_in_use(desk.agency.pk, "close_withdrawn").version == 2


def test_another_agency_keeps_its_own_text() -> None:
    desk, other = Desk(), Desk()
    revised(desk)
    assert wording.text_in_use(other.agency.pk, "close_withdrawn").template is None


def test_the_act_is_traced() -> None:
    desk = Desk()
    revised(desk)
    entry = Entry.objects.order_by("-sequence").first()
    assert entry is not None
    assert entry.verb == "template.revised"
    assert entry.details["version"] == 1


def test_a_word_the_letter_does_not_have_is_refused() -> None:
    with pytest.raises(NotAcceptable) as refused:
        revised(Desk(), add="请于{缴费期限}前办理。")
    assert refused.value.code == "template.unknown_place"
    assert "{缴费期限}" in refused.value.message


def test_what_lies_under_a_bar_cannot_be_put_into_a_text() -> None:
    with pytest.raises(NotAcceptable):
        revised(Desk(), letter="answer_partial", add="{被遮盖的文字}")


@pytest.mark.parametrize("brace", ["{", "}", "{补正期限", "{{补正期限}}"])
def test_a_brace_without_its_pair_is_refused(brace: str) -> None:
    with pytest.raises(NotAcceptable):
        revised(Desk(), letter="supplement", add=f"请{brace}。")


@pytest.mark.parametrize(
    ("letter", "taken", "named"),
    [
        ("supplement", "{补正期限}", "合理的补正期限（截止日）"),
        ("supplement", "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。", "逾期不补正的后果"),
        ("extension", "经本机关政府信息公开工作机构负责人同意，", "政府信息公开工作机构负责人同意"),
        ("answer_deny", "{救济途径}", "行政复议机关全称"),
        ("fee_notice", "{计算表}", "计算过程"),
        ("third_party_consultation", "{机关地址}", "寄回地址"),
    ],
)
def test_a_text_from_which_no_complete_letter_could_come_is_refused(letter: str, taken: str, named: str) -> None:
    desk, used = Desk(), wording.built_in(letter)
    assert taken in used.body
    with pytest.raises(NotLawful) as refused:
        revised(desk, letter=letter, body=used.body.replace(taken, ""))
    assert refused.value.code == "template.incomplete"
    assert f"“{named}”" in refused.value.message


def test_a_procedural_letter_with_a_remedy_is_refused() -> None:
    with pytest.raises(NotLawful) as refused:
        revised(Desk(), letter="extension", add="如不服，可以自收到之日起60日内向青川区人民政府申请行政复议。")
    assert "程序性文书不写救济途径" in refused.value.message


def test_a_third_party_cannot_be_told_who_applied() -> None:
    with pytest.raises(NotLawful) as refused:
        revised(Desk(), letter="third_party_consultation", add="申请人是{申请人}。")
    assert "不透露申请人的身份" in refused.value.message


def test_the_same_text_again_is_no_version() -> None:
    desk = Desk()
    used = wording.built_in("supplement")
    with pytest.raises(NotAcceptable):
        actions.revise_template(
            desk.agency, letter="supplement", title=used.title, body=used.body + "\n\n", actor=desk.officer(ON)
        )


def test_a_text_somebody_else_changed_meanwhile_is_not_overwritten() -> None:
    desk = Desk()
    revised(desk)
    with pytest.raises(Stale):
        revised(desk, add="另一句。", seen_version=0)


def test_an_unknown_letter_or_no_title_is_refused() -> None:
    desk = Desk()
    with pytest.raises(NotAcceptable):
        actions.revise_template(desk.agency, letter="thanks", title="谢", body="谢。", actor=desk.officer(ON))
    with pytest.raises(NotAcceptable):
        revised(desk, title=" ")


@pytest.mark.parametrize("duty", ["reviewer", "contact", "auditor", "keeper"])
def test_only_the_desk_and_the_leaders_of_the_agency_settle_its_texts(duty: str) -> None:
    desk = Desk()
    with pytest.raises(NotAllowed):
        revised(desk, actor=desk.actor(duty, ON))
    with pytest.raises(NotAllowed):
        revised(desk, actor=Desk().officer(ON))
    assert revised(desk, actor=desk.leader(ON)).version == 1


def test_every_built_in_text_could_be_kept_as_the_agencys_own() -> None:
    desk = Desk()
    for letter in all_letters():
        assert revised(desk, letter=letter, add="请妥善保存。").version == 1
