"""draft_item, save_draft, submit_draft, recall_draft, revise_item, drop_draft: from the first word to being handed in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.apps.publications.newsroom import acts_of, refused
from tests.builders import an_agency, at
from tests.publishing import DAY, Newsroom, a_draft, a_newsroom, a_public_item, a_section, review, submit, written

from gongkai.law.errors import NotAllowed, Stale
from gongkai.publications import actions
from gongkai.publications.models import Draft, Publication
from gongkai.publications.queries import site

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def save(room: Newsroom, item: Publication, *, seen: int | None = None, by: str = "contact", **changes):
    return actions.save_draft(item, written=written(room, **changes), actor=room.actor(by), seen_version=seen)


@pytest.mark.parametrize("duty", ["desk_officer", "contact", "editor"])
def test_who_writes_begins_an_item(room, duty):
    item = actions.draft_item(room.agency, written=written(room), actor=room.actor(duty))
    assert (item.draft.written_by, item.draft.stage, item.standing) == (room.person(duty), "writing", "unreleased")
    assert acts_of(item) == ["drafted"]


@pytest.mark.parametrize("duty", ["reviewer", "leader", "auditor", "keeper"])
def test_others_do_not(room, duty):
    refusal = refused(
        lambda: actions.draft_item(room.agency, written=written(room), actor=room.actor(duty)), "item.not_writing"
    )
    assert isinstance(refusal, NotAllowed)


def test_a_title_is_enough_to_begin(room):
    item = actions.draft_item(room.agency, written=actions.Written(title=" 公告 "), actor=room.actor("contact"))
    assert item.draft.title == "公告"
    refused(
        lambda: actions.draft_item(room.agency, written=actions.Written(title=" "), actor=room.actor("contact")),
        "item.no_title",
        "title",
    )


def test_a_script_never_reaches_the_working_copy(room):
    item = a_draft(room, body='<p onclick="x()">正文<script>alert(1)</script></p><a href="javascript:x()">去</a>')
    assert "script" not in item.draft.body
    assert "onclick" not in item.draft.body


def test_a_title_longer_than_its_column_is_named(room):
    refused(lambda: a_draft(room, title="长" * 201), "text.too_long", "title")


def test_an_option_that_is_none_is_named(room):
    refused(lambda: a_draft(room, validity="perhaps"), "item.choice", "validity")


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(room):
    item = a_draft(room)
    seen = item.draft.version
    save(room, item, seen=seen, by="editor", title="编辑改过的标题")
    refusal = refused(lambda: save(room, item, seen=seen, title="联络员的标题"), "item.changed")
    assert isinstance(refusal, Stale)
    assert room.person("editor").name in refusal.message
    assert Draft.objects.get(publication=item).title == "编辑改过的标题"


def test_a_text_under_review_is_not_changed_behind_the_reviewers(room):
    item = submit(room, a_draft(room))
    refused(lambda: save(room, item), "item.in_review")


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"summary": ""}, "summary", "内容概述"),
        ({"dated_on": None}, "dated_on", "成文日期"),
        ({"category": None}, "category", "主题分类"),
        ({"section": None}, "section", "栏目"),
        ({"body": ""}, "body", "正文"),
        ({"origin": "obtained"}, "kept_by", "保存单位"),
    ],
)
def test_what_lacks_metadata_is_not_handed_in_and_each_lack_is_named(room, changes, field, told):
    item = a_draft(room, **changes)
    refusal = refused(lambda: submit(room, item), "item.incomplete", field)
    assert told in refusal.message


def test_everything_that_lacks_is_named_at_once(room):
    item = actions.draft_item(room.agency, written=actions.Written(title="公告"), actor=room.actor("contact"))
    refusal = refused(lambda: submit(room, item), "item.incomplete", "summary")
    for label in ("内容概述", "成文日期", "主题分类", "栏目", "正文"):
        assert label in refusal.message


def test_what_is_not_to_be_disclosed_is_not_handed_in(room):
    item = a_draft(room, openness="not_disclosed")
    refused(lambda: submit(room, item), "item.not_disclosed", "openness")


def test_a_closed_column_takes_nothing_new_and_is_open_through_its_closing_day(room):
    closing = a_section(closed_on=DAY)
    assert closing in site.sections(today=DAY)
    assert submit(room, a_draft(room, section=closing)).draft.stage == "first_review"
    assert closing not in site.sections(today=DAY + timedelta(days=1))
    item = a_draft(room, section=a_section(closed_on=DAY - timedelta(days=1)))
    refused(lambda: submit(room, item), "item.section_closed", "section")
    later = a_draft(room, section=a_section(closed_on=DAY + timedelta(days=1)))
    assert submit(room, later).draft.stage == "first_review"


def test_an_item_that_would_end_before_it_begins_is_not_handed_in(room):
    item = a_draft(room, release_at=at(date(2024, 4, 2)), expires_at=at(date(2024, 4, 1)))
    refused(lambda: submit(room, item), "item.expires_first", "expires_at")


def test_an_identity_number_in_the_text_stops_it_until_mended_or_explained(room):
    item = a_draft(room, body="<p>联系人李小满，身份证号990101196001011237。</p>")
    refusal = refused(lambda: submit(room, item), "item.must_mend", "body")
    assert "身份" in refusal.message
    save(room, item)
    assert submit(room, item).draft.stage == "first_review"


def test_what_is_recalled_begins_a_new_round_whose_reviews_count_alone(room):
    item = submit(room, a_draft(room))
    review(room, item, "first_review", "desk_officer")
    actions.recall_draft(item, reason="数字有误。", actor=room.actor("contact"))
    submit(room, item)
    draft = Draft.objects.get(publication=item)
    assert (draft.stage, draft.round) == ("first_review", 2)


def test_recalling_needs_a_reason_and_something_that_is_out(room):
    item = a_draft(room)
    refused(lambda: actions.recall_draft(item, reason="有误。", actor=room.actor("contact")), "item.not_out")
    submit(room, item)
    refused(lambda: actions.recall_draft(item, reason=" ", actor=room.actor("contact")), "item.no_reason", "reason")
    refused(lambda: actions.recall_draft(item, reason="有误。", actor=room.actor("auditor")), "item.not_writing")


def test_of_two_who_revise_the_second_is_told_who_does(room):
    item = a_public_item(room)
    actions.revise_item(item, actor=room.actor("contact"))
    refusal = refused(lambda: actions.revise_item(item, actor=room.actor("editor")), "item.being_revised")
    assert room.person("contact").name in refusal.message


def test_a_revision_says_what_it_changed(room):
    item = a_public_item(room)
    actions.revise_item(item, actor=room.actor("contact"))
    refused(lambda: submit(room, item), "item.incomplete", "change_note")


def test_what_was_never_public_is_not_revised(room):
    item = a_draft(room)
    refused(lambda: actions.revise_item(item, actor=room.actor("contact")), "item.never_public")


def test_a_draft_is_dropped_with_a_reason_that_stays(room):
    item = a_draft(room)
    refused(lambda: actions.drop_draft(item, reason="", actor=room.actor("contact")), "item.no_reason", "reason")
    actions.drop_draft(item, reason="与另一件重复。", actor=room.actor("contact"))
    assert not Draft.objects.exists()
    assert acts_of(item) == ["drafted", "draft_dropped"]
    refused(lambda: submit(room, item), "item.no_draft")


def test_an_item_of_another_agency_is_not_written_on(room):
    item, other = a_draft(room), Newsroom(an_agency(parent=room.head), room.head)
    refused(
        lambda: actions.save_draft(item, written=written(room), actor=other.actor("contact"), seen_version=None),
        "item.not_writing",
    )


def test_who_wrote_it_and_has_gone_elsewhere_has_no_more_say_in_it(room):
    item = submit(room, a_draft(room))
    other = a_newsroom(head=room.head)
    gone = replace(room.actor("contact"), post=other.actor("contact").post)
    refused(lambda: actions.recall_draft(item, reason="数字有误。", actor=gone), "item.not_writing")
    stays = replace(room.actor("contact"), post=room.actor("auditor").post)  # another post at the same agency
    actions.recall_draft(item, reason="数字有误。", actor=stays)
    assert Draft.objects.get(publication=item).stage == "writing"
