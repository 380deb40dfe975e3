"""修改答复书正文 while it waits for approval: kept with who edited it; what it lacks stops the approval and is named."""

from datetime import date

import pytest
from tests.builders import Desk, a_draft, an_application

from gongkai.applications import actions
from gongkai.applications.models import Application
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Stale

pytestmark = pytest.mark.django_db
RECEIVED, ON = date(2024, 3, 4), date(2024, 3, 11)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def case(desk: Desk) -> Application:
    return a_draft(desk, an_application(desk, received_on=RECEIVED), on=ON)


def generated(case: Application) -> list[str]:
    return list(actions.text_of_reply(case, case.replies.get(), ON).generated)


def edit(desk: Desk, case: Application, paragraphs: list[str], **changes: object) -> Application:
    told = {"actor": desk.officer(ON), "on": ON, **changes}
    return actions.edit_reply(case, paragraphs=paragraphs, **told)


def test_what_was_edited_goes_out(desk: Desk, case: Application) -> None:
    text = [line.replace("可以公开", "可以全部公开") for line in generated(case)]
    edit(desk, case, text)
    actions.approve_reply(case, actor=desk.leader(ON), on=ON)
    assert case.documents.get().content["paragraphs"] == text


def test_the_approver_sees_who_changed_what(desk: Desk, case: Application) -> None:
    made = generated(case)
    edit(desk, case, [*made, "请妥善保存。"])
    edit(desk, case, [*made, "请妥善保存本答复书。"], actor=desk.actor("reviewer", ON))
    told = actions.text_of_reply(case, case.replies.get(), ON)
    assert list(told.generated) == made
    assert told.content["paragraphs"][-1] == "请妥善保存本答复书。"
    assert [entry["by"] for entry in told.edits] == [desk.person("desk_officer").name, desk.person("reviewer").name]


def test_what_lacks_is_named_and_stops_the_approval(desk: Desk, case: Application) -> None:
    made = generated(case)
    remedy = next(line for line in made if "行政复议" in line)
    edit(desk, case, [line for line in made if line != remedy])
    told = actions.text_of_reply(case, case.replies.get(), ON)
    assert {"review_organ", "court"} <= {lack.key for lack in told.lacks}
    with pytest.raises(NotLawful) as refused:
        actions.approve_reply(case, actor=desk.leader(ON), on=ON)
    assert refused.value.code == "letter.incomplete"
    assert "行政复议机关全称" in refused.value.message
    lack = next(lack for lack in told.lacks if lack.key == "court")
    again = actions.put_back(told.content["paragraphs"], lack, told.generated)
    assert again == made
    edit(desk, case, again)
    actions.approve_reply(case, actor=desk.leader(ON), on=ON)


def test_the_generated_text_given_back_ends_the_editing(desk: Desk, case: Application) -> None:
    made = generated(case)
    edit(desk, case, [*made, "请妥善保存。"])
    edit(desk, case, made)
    assert case.replies.get().content is None


def test_old_words_are_pointed_out(desk: Desk, case: Application) -> None:
    pasted = [*generated(case), "本机关将在15个工作日内答复。"]
    told = actions.text_of_reply(case, case.replies.get(), ON, paragraphs=pasted)
    assert [hint.code for hint in told.hints] == ["fifteen_workdays"]


def test_the_edit_is_traced_and_raises_the_version(desk: Desk, case: Application) -> None:
    before = Application.objects.get(pk=case.pk).version
    edit(desk, case, [*generated(case), "请妥善保存。"])
    entry = Entry.objects.order_by("-sequence").first()
    assert entry is not None
    assert (entry.verb, entry.details["version"]) == ("application.reply_edited", before + 1)


def test_nothing_changed_or_nothing_left_is_refused(desk: Desk, case: Application) -> None:
    for text in (generated(case), ["", " "]):
        with pytest.raises(NotAcceptable):
            edit(desk, case, text)


def test_a_text_is_not_changed_once_it_is_approved(desk: Desk, case: Application) -> None:
    actions.approve_reply(case, actor=desk.leader(ON), on=ON)
    with pytest.raises(NotLawful):
        edit(desk, case, ["改一改。"])


def test_a_stale_edit_is_refused(desk: Desk, case: Application) -> None:
    version = Application.objects.get(pk=case.pk).version
    edit(desk, case, [*generated(case), "请妥善保存。"])
    with pytest.raises(Stale):
        edit(desk, case, ["另一份。"], seen_version=version)


@pytest.mark.parametrize("duty", ["contact", "auditor", "keeper"])
def test_others_may_not(desk: Desk, case: Application, duty: str) -> None:
    with pytest.raises(NotAllowed):
        edit(desk, case, ["改一改。"], actor=desk.actor(duty, ON))
