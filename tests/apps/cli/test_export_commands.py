"""`gongkai export`: all that is public in open formats, which the import reads back; lists for archive and library."""

import csv
import hashlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from tests.listing import AT, THE_HOUSE, a_line, judged
from tests.publishing import Newsroom, a_draft, a_newsroom, a_public_item
from typer.testing import CliRunner

from gongkai.cli.exporting import app
from gongkai.publications import actions
from gongkai.publications.exporting import export_items
from gongkai.publications.models import Publication
from gongkai.publications.queries.importing import Importing
from gongkai.reading.listed import open_listing

pytestmark = pytest.mark.django_db
TEXT = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x9FFF, exclude_categories=("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Co", "Cn", "Mn")), min_size=1, max_size=30)  # fmt: skip
WORDS = TEXT.map(lambda text: " ".join(text.split())).filter(lambda text: text and not text.startswith("'"))


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


def take(room: Newsroom, *lines: Any) -> list[str]:
    return list(actions.import_items(room.agency, judged(room.agency, *lines).ready, actor=THE_HOUSE).index_numbers)


def test_everything_public_is_written_with_hashes_and_nothing_else(room: Newsroom, tmp_path: Path) -> None:
    shown = a_public_item(room, title="公开的一件")
    gone = a_public_item(room, title="撤下的一件", body="<p>不该再见的正文</p>")
    actions.withdraw_item(gone, reason="涉及个人隐私", actor=room.actor("editor"))
    a_draft(room, title="没有公开的一件")
    path = tmp_path / "名单.txt"
    path.write_text("名单的文字", "utf-8")
    line = a_line(1)
    line.files.append(path)
    take(room, line)
    code, said = run("items", tmp_path / "出")
    assert code == 0
    assert "导出2件" in said
    manifest = json.loads((tmp_path / "出" / "manifest.json").read_text("utf-8"))
    written = {found for found in (tmp_path / "出").rglob("*") if found.is_file() and found.name != "manifest.json"}
    assert {str(found.relative_to(tmp_path / "出")) for found in written} == set(manifest["files"])
    for name, told in manifest["files"].items():
        assert hashlib.sha256((tmp_path / "出" / name).read_bytes()).hexdigest() == told["sha256"]
    everything = "".join(found.read_text("utf-8") for found in written)
    assert "不该再见的正文" not in everything
    assert "没有公开的一件" not in everything
    assert "名单的文字" in everything
    (grave,) = [json.loads(row) for row in (tmp_path / "出" / "withdrawn.jsonl").read_text("utf-8").splitlines()]
    assert (grave["title"], grave["reason"]) == ("撤下的一件", "涉及个人隐私")
    assert shown.index_number in everything


def test_a_folder_with_something_in_it_is_not_written_over(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "别的.txt").write_text("别人的", "utf-8")
    code, said = run("items", tmp_path)
    assert code == 2
    assert "请换一个新的或者空的文件夹" in said


def test_a_file_the_disk_lost_is_named_and_the_rest_is_written(room: Newsroom, tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲", "utf-8")
    settings.GONGKAI_HOME = tmp_path / "home"
    line = a_line(1)
    line.files.append(path)
    take(room, line)
    for kept in (tmp_path / "home" / "files").rglob("*"):
        if kept.is_file():
            kept.unlink()
    code, said = run("items", tmp_path / "出")
    assert code == 1
    assert "原件在磁盘上找不到" in said
    assert (tmp_path / "出" / "items.csv").exists()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    title=WORDS,
    keywords=WORDS,
    body=st.lists(WORDS, min_size=1, max_size=4),
    cell=WORDS,
    seconds=st.integers(0, 86_399),
    dated=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2020, 1, 1))),
)
def test_what_is_exported_is_imported_again_as_it_was(
    tmp_path_factory: Any, title: str, keywords: str, body: list[str], cell: str, seconds: int, dated: date | None
) -> None:
    from html import escape

    from django.db import transaction

    folder = tmp_path_factory.mktemp("round")
    with transaction.atomic():
        room = a_newsroom()
        moment = datetime(2020, 3, 5).replace(hour=seconds // 3600, minute=seconds // 60 % 60, second=seconds % 60)  # noqa: DTZ001
        days = {"published_at": moment, **({"dated_on": datetime.combine(dated, datetime.min.time())} if dated else {})}
        line = a_line(1, title=title, keywords=keywords, days=days, validity="已修改")
        line.body = "".join(f"<p>{escape(text)}</p>" for text in body)
        line.body += f"<table><tbody><tr><td>{escape(cell)}</td><td>1</td></tr></tbody></table>"
        (number,) = take(room, line)
        first = Publication.objects.get(index_number=number)
        export_items(folder)
        with (folder / "items.csv").open(encoding="utf-8-sig", newline="") as listed:
            assert len(list(csv.reader(listed))) == 2
        (read,) = open_listing(folder).items()
        assert read.troubles == []
        Publication.objects.filter(pk=first.pk).update(index_number="x")  # so that it is not there already
        (ready,) = Importing(None, at=AT).judge([read]).ready
        shown = first.current
        assert shown is not None
        assert ready.index_number == number
        assert ready.published_at == first.published_at
        assert ready.text == shown.text
        for name in ("title", "keywords", "body", "dated_on", "validity", "openness", "origin", "audience"):
            assert ready.content.get(name) == getattr(shown, name), name
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_a_list_for_the_archive_names_what_became_public_in_the_period(
    room: Newsroom, tmp_path: Path, kind: str
) -> None:
    told = actions.PlaceTold("archive", "青川区档案馆", "文昌路1号", "工作日 9:00–17:00")
    actions.found_reading_place(room.agency, told=told, actor=room.actor("editor"))
    inside, _ = take(room, a_line(3), a_line(20))
    out = tmp_path / f"清单.{kind}"
    code, said = run(
        "deposit", "--place", "青川区档案馆", "--from", "2020-03-01", "--until", "2020-03-10", "--out", out
    )
    assert code == 0, said
    assert "列出1件" in said
    if kind == "xlsx":
        rows = list(load_workbook(out).active.iter_rows(values_only=True))  # type: ignore[union-attr]
        assert rows[1][1] == inside
        assert len(rows) == 2
    elif kind == "csv":
        assert inside in out.read_text("utf-8-sig")
    else:
        pages = PdfDocument(out)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        assert inside.replace("/", "") in text.replace("\r\n", "").replace("/", "")
        assert "移交人" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--place", "没有的馆", "--from", "2020-01-01", "--until", "2020-02-01"], "没有名称是“没有的馆”的查阅场所"),
        (["--place", "馆", "--from", "2020-03-01", "--until", "2020-02-01"], "起日晚于止日"),
    ],
)
def test_a_list_that_cannot_be_made_is_told_in_words(
    room: Newsroom, tmp_path: Path, arguments: list[str], told: str
) -> None:
    code, said = run("deposit", *arguments, "--out", tmp_path / "a.csv")
    assert code == 2
    assert told in said
