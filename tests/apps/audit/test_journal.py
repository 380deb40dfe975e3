"""The journal in the database: written with the act, gone with it, and whatever is done to it afterwards is named."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests.builders import Desk, an_agency, an_application

from gongkai.audit import actions as audit
from gongkai.audit import queries
from gongkai.audit.actors import Actor, PostHeld, the_public
from gongkai.audit.heads import NAME, note_head, noted_heads
from gongkai.audit.models import Entry, Head
from gongkai.law.citations import cite

pytestmark = pytest.mark.django_db

NOON = datetime(2020, 4, 13, 4, 0, tzinfo=UTC)
CLERK = Actor("person:3", "王敏", PostHeld("post:7", 1, "1/", 2, "desk_officer", "民政局办公室科员"), NOON, "screen")


@pytest.fixture
def journal(home: Path, django_capture_on_commit_callbacks) -> Path:
    """Ten acts, their heads noted outside."""
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(1, 11):
            audit.record(
                CLERK, "application.noted", f"application:{number}", on=date(2020, 4, 13), ground=cite("条例", 45)
            )
    return home


def faults() -> list[tuple[str, int]]:
    return [(fault.kind, fault.sequence) for fault in queries.verify()]


def insert(sequence: int, **changes) -> Entry:
    """An entry written into the table by hand, its digest forged."""
    told = {"at": NOON, "actor": "person:9", "actor_name": "赵某", "via": "screen", "verb": "application.withdrawn"}
    return Entry.objects.create(
        **{
            **told,
            "sequence": sequence,
            "subject": "application:1",
            "previous": "0" * 64,
            "digest": "f" * 64,
            **changes,
        }
    )


def shift(*, beyond: int, by: int) -> None:
    """Renumber all entries beyond that place."""
    entries = Entry.objects.filter(sequence__gt=beyond).order_by("-sequence" if by > 0 else "sequence")
    for entry in entries:
        Entry.objects.filter(pk=entry.pk).update(sequence=entry.sequence + by)


def set_head(*, to: int) -> None:
    digest = Entry.objects.filter(sequence=to).values_list("digest", flat=True).first() or "0" * 64
    Head.objects.update(sequence=to, digest=digest)


class TestWriting:
    """What an entry says, and that it stands or falls with the act."""

    def test_an_entry_tells_who_when_what_on_which_ground(self, home):
        entry = audit.record(
            CLERK,
            "application.deadline_extended",
            "application:12",
            on=date(2020, 4, 13),
            ground=cite("条例", 33, 2),
            workdays=20,
        )
        kept = Entry.objects.get(pk=entry.pk)
        assert (kept.sequence, kept.at, kept.verb, kept.subject) == (
            1,
            NOON,
            "application.deadline_extended",
            "application:12",
        )
        assert (kept.actor, kept.actor_name, kept.post, kept.via) == ("person:3", "王敏", "民政局办公室科员", "screen")
        assert (kept.on, kept.ground) == (date(2020, 4, 13), "《中华人民共和国政府信息公开条例》第三十三条第二款")
        assert kept.details == {"workdays": 20}

    def test_a_citizen_acts_without_name_and_post(self, home):
        entry = audit.record(the_public(NOON), "application.submitted", "application:12")
        assert (entry.actor, entry.actor_name, entry.post, entry.via) == ("applicant", "申请人", "", "portal")

    def test_each_entry_carries_the_digest_before_it(self, journal):
        entries = list(Entry.objects.order_by("sequence"))
        assert [entry.previous for entry in entries] == ["0" * 64, *(entry.digest for entry in entries[:-1])]
        assert Head.objects.get().digest == entries[-1].digest

    def test_a_record_is_named_by_kind_and_key(self, home):
        agency = an_agency()
        assert audit.reference(agency) == f"agency:{agency.pk}"

    def test_the_trace_is_rolled_back_with_its_act(self, journal):
        with transaction.atomic():
            audit.record(CLERK, "application.noted", "application:11")
            transaction.set_rollback(True)
        assert queries.length() == Entry.objects.count() == 10
        assert faults() == []

    def test_an_act_that_is_undone_leaves_no_trace_and_no_head(self, home, django_capture_on_commit_callbacks):
        desk = Desk()
        before = queries.length()
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            an_application(desk, received_on=date(2020, 4, 13))
            transaction.set_rollback(True)
        assert queries.length() == before
        assert noted_heads(home) == {}

    def test_two_entries_cannot_share_a_number(self, journal):
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(4)

    def test_entries_of_a_record_come_oldest_first_and_the_journal_newest_first(self, journal):
        audit.record(CLERK, "application.withdrawn", "application:3")
        assert [entry.sequence for entry in queries.entries_of("application:3")] == [3, 11]
        assert [entry.sequence for entry in queries.latest(size=3)] == [11, 10, 9]
        assert [entry.sequence for entry in queries.latest(9, size=3)] == [8, 7, 6]


class TestVerifying:
    """What is done to the journal afterwards is named with its number."""

    def test_an_untouched_journal_holds(self, journal):
        assert faults() == []

    def test_an_empty_journal_holds(self, home):
        assert faults() == []

    def test_a_journal_of_real_acts_holds(self, home, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            an_application(Desk(), received_on=date(2020, 4, 13))
        assert queries.length() > 10
        assert faults() == []

    @pytest.mark.parametrize(
        "change",
        [
            {"verb": "application.withdrawn"},
            {"at": datetime(2020, 4, 13, 4, 0, 1, tzinfo=UTC)},
            {"actor": "person:4"},
            {"actor_name": "王明"},
            {"post": ""},
            {"via": "command"},
            {"subject": "application:99"},
            {"on": date(2020, 4, 14)},
            {"ground": ""},
            {"details": {"version": 2}},
            {"previous": "0" * 64},
            {"digest": "f" * 64},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_a_change_to_any_field_of_an_entry_is_named(self, journal, change):
        Entry.objects.filter(sequence=5).update(**change)
        assert faults() == [("changed", 5)]

    def test_a_removed_entry_is_named(self, journal):
        Entry.objects.filter(sequence=5).delete()
        assert faults() == [("removed", 5)]

    def test_a_removed_entry_is_named_though_the_rest_was_renumbered(self, journal):
        Entry.objects.filter(sequence=5).delete()
        shift(beyond=5, by=-1)
        set_head(to=9)
        assert faults() == [("removed", 5)]

    def test_an_inserted_entry_is_named(self, journal):
        shift(beyond=5, by=1)
        insert(6)
        set_head(to=11)
        assert faults() == [("inserted", 6)]

    @pytest.mark.parametrize("with_head", [False, True])
    def test_an_entry_added_at_the_end_is_named(self, journal, with_head):
        insert(11)
        if with_head:
            set_head(to=11)
        assert faults() == [("inserted", 11)]

    def test_a_cut_off_tail_is_seen(self, journal):
        Entry.objects.filter(sequence__gt=7).delete()
        assert faults() == [("cut", 8)]

    def test_a_cut_off_tail_is_seen_though_the_head_row_was_adjusted(self, journal):
        Entry.objects.filter(sequence__gt=7).delete()
        set_head(to=7)
        assert faults() == [("cut", 8)]
        (journal / NAME).unlink()
        assert faults() == []  # what is kept outside the database is what tells

    def test_an_emptied_journal_is_seen(self, journal):
        Entry.objects.all().delete()
        Head.objects.all().delete()
        assert faults() == [("cut", 1)]

    def test_a_chain_written_anew_with_the_key_is_seen_from_outside(self, journal, django_capture_on_commit_callbacks):
        Entry.objects.all().delete()
        Head.objects.all().delete()
        with django_capture_on_commit_callbacks():  # the heads outside are not written anew
            for number in range(1, 11):
                audit.record(CLERK, "application.noted", f"application:{number + 50}")
        assert faults() == [("rewritten", 1)]

    def test_a_chain_written_with_another_key_names_every_entry(self, journal, settings):
        settings.JOURNAL_KEY = b"another" * 5
        assert faults() == [("changed", number) for number in range(1, 11)]


class TestHeadsOutside:
    """The file of heads beside the database."""

    def test_every_act_is_noted_after_it_was_confirmed(self, journal):
        entries = dict(Entry.objects.values_list("sequence", "digest"))
        assert noted_heads(journal) == entries

    def test_only_the_owner_may_read_it(self, journal):
        assert (journal / NAME).stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize("torn", ["\n1", "\n11 ", "\n11 abcdef", "\n", "\x00\x00\x00"])
    def test_a_torn_line_is_passed_over_and_spoils_none_after_it(
        self, journal, torn, django_capture_on_commit_callbacks
    ):
        with open(journal / NAME, "a", encoding="ascii") as file:
            file.write(torn)
        with django_capture_on_commit_callbacks(execute=True):
            audit.record(CLERK, "application.noted", "application:11")
        assert set(noted_heads(journal)) == set(range(1, 12))
        assert faults() == []

    def test_a_process_killed_before_the_head_was_noted_leaves_a_journal_that_holds(
        self, journal, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks():  # killed here: the callback never ran
            audit.record(CLERK, "application.noted", "application:11")
        assert faults() == []
        with django_capture_on_commit_callbacks(execute=True):
            audit.record(CLERK, "application.noted", "application:12")
        assert faults() == []

    def test_where_the_head_cannot_be_noted_the_act_is_still_confirmed(
        self, home, django_capture_on_commit_callbacks, caplog
    ):
        (home / NAME).mkdir()
        with django_capture_on_commit_callbacks(execute=True):
            audit.record(CLERK, "application.noted", "application:1")
        assert queries.length() == 1
        assert "note_head" in caplog.text or "on_commit" in caplog.text

    def test_a_head_is_noted_on_a_line_of_its_own(self, home):
        note_head(home, 1, "a" * 64)
        note_head(home, 2, "b" * 64)
        assert noted_heads(home) == {1: "a" * 64, 2: "b" * 64}
