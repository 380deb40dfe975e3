"""`gongkai audit verify`: what it prints and how it exits."""

from datetime import date
from pathlib import Path

import pytest
from tests.apps import scratch
from tests.builders import Desk, an_application
from typer.testing import CliRunner

from gongkai.audit.models import Entry, Head
from gongkai.cli.audit import app

WORKER = str(Path(__file__).with_name("worker.py"))


@pytest.fixture
def journal(db, home: Path, django_capture_on_commit_callbacks) -> int:
    """A small house and one application; the number of entries."""
    with django_capture_on_commit_callbacks(execute=True):
        an_application(Desk(), received_on=date(2020, 4, 13))
    return Entry.objects.count()


def verify() -> tuple[int, str]:
    done = CliRunner().invoke(app, ["verify"])
    return done.exit_code, done.output


def test_a_sound_journal_exits_with_zero_and_says_how_long_it_is(journal):
    code, said = verify()
    assert (code, said) == (0, f"留痕完好：{journal}条，逐条相连，与库外留存的散列一致。\n")


def test_a_changed_a_removed_and_an_inserted_entry_are_named_each_by_its_number(journal):
    Entry.objects.filter(sequence=3).update(actor_name="别人")
    Entry.objects.filter(sequence=6).delete()
    copy = Entry.objects.get(sequence=2)
    copy.pk, copy.sequence = None, journal + 1
    copy.save(force_insert=True)
    code, said = verify()
    assert code == 1
    assert "第3条被改动" in said
    assert "第6条被删除" in said
    assert f"第{journal + 1}条是从别处挪来的：它原是第2条。" in said
    assert "共3处不符。" in said
    assert "请保留数据库" in said


def test_a_cut_off_tail_is_told(journal):
    Entry.objects.filter(sequence__gt=journal - 2).delete()
    last = Entry.objects.latest("sequence")
    Head.objects.update(sequence=last.sequence, digest=last.digest)
    code, said = verify()
    assert code == 1
    assert f"末尾被截断：第{journal - 2}条之后还应有2条。" in said


def test_the_command_works_in_a_process_of_its_own(tmp_path: Path):
    scratch.run(tmp_path, WORKER, "found")
    done = scratch.run(tmp_path, "-m", "gongkai.cli", "audit", "verify")
    assert "留痕完好" in done.stdout
    heads = tmp_path / "journal.heads"
    heads.write_text(heads.read_text() + "\n999 " + "a" * 64)
    done = scratch.run(tmp_path, "-m", "gongkai.cli", "audit", "verify", check=False)
    assert done.returncode == 1
    assert "末尾被截断" in done.stdout
