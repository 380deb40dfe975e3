"""publish, withdraw_item, archive_item: immutable versions, index numbers without gap or double, found and shown at once."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connections
from tests.apps.publications.newsroom import acts_of, changed_at, found, refused
from tests.publishing import (
    Newsroom,
    a_draft,
    a_newsroom,
    a_public_item,
    a_section,
    pass_to_final,
    release,
    review,
    revised,
    submit,
    written,
)

from gongkai.audit import queries as journal
from gongkai.law.errors import NotAcceptable
from gongkai.publications import actions
from gongkai.publications.models import Draft, Publication, PublishingRules, Section, Version, Withdrawal

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def test_publish_alone_opens_no_gate(room):
    item = submit(room, a_draft(room))
    refused(lambda: actions.publish(item, actor=room.actor("leader")), "gate.not_ready")
    pass_to_final(room, item)
    refused(lambda: actions.publish(item, actor=room.actor("leader")), "item.not_approved")


def test_a_release_is_found_shown_and_on_record(room):
    before = changed_at(f"section:{room.section.slug}")
    assert found("拓宽工程") == []
    item = a_public_item(room)
    assert found("拓宽工程") == ["关于人民路拓宽工程施工期间交通组织的公告"]
    for group in (f"item:{item.pk}", f"section:{room.section.slug}", f"agency:{room.agency.pk}", "home"):
        assert changed_at(group) > before
    version = item.current
    assert (version.number, version.released_by) == (1, room.person("leader").name)
    assert version.text == "人民路拓宽工程自4月1日起施工，请绕行青年路。"
    assert version.reviews.count() == 5
    assert acts_of(item)[-1] == "published"


def test_a_draft_is_not_found(room):
    submit(room, a_draft(room))
    assert found("拓宽工程") == []


def test_a_revision_is_a_second_version_and_the_first_never_changes(room):
    item = a_public_item(room)
    first = Version.objects.values().get(publication=item)
    number = item.index_number
    revised(room, item, title="公告（更正）", body="<p>施工推迟到5月。</p>", on=date(2024, 4, 1))
    item.refresh_from_db()
    assert (item.current.number, item.current.change_note, item.index_number) == (2, "更正了绕行的时间。", number)
    assert Version.objects.values().get(publication=item, number=1) == first
    assert (item.published_at.date(), item.revised_at.date()) == (date(2024, 3, 21), date(2024, 4, 1))
    assert found("推迟到5月") == ["公告（更正）"]
    assert found("绕行青年路") == []


def test_a_moved_item_gives_up_the_pages_of_both_columns(room):
    item, other = a_public_item(room), a_section(parent=a_section())
    before = changed_at(f"section:{room.section.slug}")
    revised(room, item, section=other)
    assert changed_at(f"section:{room.section.slug}") > before
    assert changed_at(f"section:{other.slug}") > before
    assert changed_at(f"section:{other.parent.slug}") > before


class TestIndexNumber:
    def test_it_runs_on_within_the_year_and_begins_anew_in_the_next(self, room):
        code = PublishingRules.objects.get(agency=room.agency).index_code
        days = (date(2024, 3, 21), date(2024, 12, 31), date(2025, 1, 2))
        numbers = [a_public_item(room, on=day, title=f"公告{day:%Y%m%d}").index_number for day in days]
        assert numbers == [f"{code}/2024-00001", f"{code}/2024-00002", f"{code}/2025-00001"]

    def test_the_other_shape_names_the_month(self, room):
        actions.set_publishing_rules(room.agency, actor=room.actor("leader"), seen_version=None, index_by="month")
        numbers = [a_public_item(room, on=date(2024, month, 8)).index_number[-12:] for month in (3, 4)]
        assert numbers == ["202403-00001", "202404-00002"]

    def test_a_refused_release_takes_no_number(self, room):
        item = submit(room, a_draft(room))
        pass_to_final(room, item)
        Section.objects.filter(pk=room.section.pk).update(closed_on=date(2024, 3, 20))
        refused(lambda: review(room, item, "final_approval", "leader"), "item.section_closed", "section")
        Section.objects.filter(pk=room.section.pk).update(closed_on=None)
        review(room, item, "final_approval", "leader")
        item.refresh_from_db()
        assert item.index_number.endswith("-00001")

    def test_an_agency_without_a_code_is_told_where_to_set_it(self, room):
        PublishingRules.objects.filter(agency=room.agency).update(index_code="")
        item = submit(room, a_draft(room))
        pass_to_final(room, item)
        refusal = refused(lambda: review(room, item, "final_approval", "leader"), "item.no_code")
        assert "发布规则" in refusal.hint

    def test_a_number_that_came_with_an_import_is_not_given_again(self, room):
        code = PublishingRules.objects.get(agency=room.agency).index_code
        first = a_public_item(room)
        Publication.objects.filter(pk=first.pk).update(index_number=f"{code}/2024-00002")
        assert a_public_item(room, title="另一件").index_number == f"{code}/2024-00003"

    def test_a_code_of_one_agency_is_not_taken_by_another(self, room):
        other = a_newsroom(head=room.head)
        code = PublishingRules.objects.get(agency=room.agency).index_code
        refused(
            lambda: actions.set_publishing_rules(
                other.agency, actor=other.actor("leader"), seen_version=None, index_code=code
            ),
            "rules.code_taken",
            "index_code",
        )

    def test_below_the_head_an_agency_counts_for_itself(self, room):
        other = a_newsroom(head=room.head)
        assert a_public_item(room).index_number[-5:] == a_public_item(other).index_number[-5:] == "00001"


@pytest.mark.django_db(transaction=True)
def test_releases_at_once_are_numbered_without_gap_or_double(settings, tmp_path):
    settings.GONGKAI_HOME = tmp_path  # with heads of its own: those of a test that was rolled back would look cut off
    room = a_newsroom()
    items = [submit(room, a_draft(room, title=f"公告{number}")) for number in range(6)]
    for item in items:
        pass_to_final(room, item)
    acts: list[Callable[[], Any]] = [
        lambda item=item: review(room, item, "final_approval", "leader")
        for item in items  # type: ignore[misc]
    ]
    assert [outcome for outcome in _at_once(acts) if isinstance(outcome, Exception)] == []
    numbers = sorted(Publication.objects.values_list("index_number", flat=True))
    assert [number[-5:] for number in numbers] == [f"{serial:05d}" for serial in range(1, 7)]
    assert journal.verify() == []


def _at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    start, done = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            done[place] = act()
        except Exception as error:
            done[place] = error  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return done


class TestWithdraw:
    def test_it_is_found_no_more_and_keeps_number_reason_and_who_decided(self, room):
        item = a_public_item(room)
        other = a_public_item(room, title="更正后的公告")
        before = changed_at(f"item:{item.pk}")
        made = actions.withdraw_item(
            item, reason="数据有误。", ground="条例第二十六条", replaced_by=other, actor=room.actor("leader")
        )
        item.refresh_from_db()
        assert (item.standing, made.replaced_by, made.released_as) == ("withdrawn", other, item.current)
        assert made.decided_by.endswith(room.person("leader").name)
        assert item.index_number
        assert found("施工期间交通组织") == []
        assert changed_at(f"item:{item.pk}") > before
        assert acts_of(item)[-1] == "withdrawn"

    def test_it_needs_a_reason(self, room):
        item = a_public_item(room)
        refused(lambda: actions.withdraw_item(item, reason=" ", actor=room.actor("leader")), "item.no_reason", "reason")

    def test_it_is_not_replaced_by_itself_or_by_what_is_not_public(self, room):
        item = a_public_item(room)
        for other in (item, a_draft(room)):
            refused(
                lambda other=other: actions.withdraw_item(
                    item, reason="有误。", replaced_by=other, actor=room.actor("leader")
                ),
                "item.replacement",
                "replaced_by",
            )

    def test_a_revision_under_review_goes_back_to_be_written_and_may_still_be_released(self, room):
        item = a_public_item(room)
        draft = actions.revise_item(item, actor=room.actor("contact"))
        actions.save_draft(
            item, written=written(room, change_note="更正。"), actor=room.actor("contact"), seen_version=draft.version
        )
        submit(room, item)
        pass_to_final(room, item)
        actions.withdraw_item(item, reason="数据有误。", actor=room.actor("leader"))
        draft.refresh_from_db()
        assert (draft.stage, draft.round) == ("writing", 3)
        refused(lambda: review(room, item, "final_approval", "leader"), "review.not_now")
        release(room, item)
        assert item.standing == "public"
        assert Withdrawal.objects.get().ended_at is not None
        assert found("拓宽工程") != []

    def test_twice_is_refused(self, room):
        item = a_public_item(room)
        actions.withdraw_item(item, reason="有误。", actor=room.actor("leader"))
        refused(lambda: actions.withdraw_item(item, reason="有误。", actor=room.actor("leader")), "item.not_public")

    def test_what_was_never_public_is_dropped_not_withdrawn(self, room):
        item = submit(room, a_draft(room))
        refusal = refused(
            lambda: actions.withdraw_item(item, reason="有误。", actor=room.actor("leader")), "item.not_public"
        )
        assert "收回" in refusal.hint

    @pytest.mark.parametrize("duty", ["contact", "desk_officer", "auditor"])
    def test_it_needs_the_duty(self, room, duty):
        item = a_public_item(room)
        refused(lambda: actions.withdraw_item(item, reason="有误。", actor=room.actor(duty)), "item.not_taking_down")


def test_archive_item_leaves_the_page_to_be_read_and_found(room):
    item = a_public_item(room)
    item = actions.archive_item(item, reason="活动已经结束。", actor=room.actor("editor"))
    assert item.standing == "archived"
    assert found("拓宽工程") != []
    refused(lambda: actions.archive_item(item, reason="再来。", actor=room.actor("editor")), "item.not_public")


def test_what_was_archived_is_taken_down_like_what_is_public(room):
    item = actions.archive_item(a_public_item(room), reason="活动已经结束。", actor=room.actor("editor"))
    actions.withdraw_item(item, reason="附有住户电话。", actor=room.actor("leader"))
    item.refresh_from_db()
    assert item.standing == "withdrawn"
    assert found("拓宽工程") == []


def test_a_refused_release_leaves_nothing_behind(room):
    item = submit(room, a_draft(room))
    pass_to_final(room, item)
    PublishingRules.objects.filter(agency=room.agency).update(index_code="")
    with pytest.raises(NotAcceptable):
        review(room, item, "final_approval", "leader")
    assert found("拓宽工程") == []
    assert Draft.objects.get().stage == "final_approval"
    assert not Version.objects.exists()
