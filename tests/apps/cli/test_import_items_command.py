"""`gongkai import items`: a dry run that names every problem, an import that can be run again."""

from pathlib import Path

import pytest
from tests.listing import a_workbook
from tests.publishing import Newsroom, a_newsroom
from typer.testing import CliRunner

from gongkai.cli.importing import app
from gongkai.publications.models import Publication

pytestmark = pytest.mark.django_db
HEAD = ["标题", "发布日期", "正文", "附件"]


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    (tmp_path / "附件.txt").write_text("附件的文字", "utf-8")
    rows = [
        HEAD,
        ["甲", "2020年3月5日", "正文甲", "附件.txt"],
        ["乙", "不是日期", "", ""],
        ["丙", "2020/3/7", "", "没有.pdf"],
    ]
    return a_workbook(tmp_path / "清单.xlsx", rows)


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["items", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


def test_a_dry_run_lists_every_problem_by_row_and_writes_nothing(room: Newsroom, listed: Path) -> None:
    code, said = run(listed, "--dry-run", "--agency", room.agency.code)
    assert code == 1
    assert "第3行“发布日期”：“不是日期”不像日期。请写成2020年3月5日" in said
    assert "第4行“附件”：文件夹里没有“没有.pdf”。" in said
    assert "共3行：可以导入1条，已经在库里0条，有问题2行。没有写入。" in said
    assert not Publication.objects.exists()


def test_rows_without_problems_are_imported_and_left_the_second_time(room: Newsroom, listed: Path) -> None:
    arguments = (listed.parent, "--agency", room.agency.code, "--section", room.section.slug)
    code, said = run(*arguments)
    assert (code, Publication.objects.count()) == (1, 1)
    assert "导入1条" in said
    item = Publication.objects.get()
    assert item.section == room.section
    assert item.attachments.count() == 1
    code, said = run(*arguments)
    assert "第2行：同一条信息已经在库里" in said
    assert Publication.objects.count() == 1


def test_rows_that_name_no_agency_need_one_given(room: Newsroom, listed: Path) -> None:
    code, said = run(listed, "--dry-run")
    assert code == 1
    assert "请在清单里写发布机构，或者用 --agency 指定。" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["没有.xlsx"], "没有“没有.xlsx”"),
        (["{list}", "--agency", "没有"], "没有代码是“没有”的机关"),
        (["{list}", "--section", "没有"], "没有网址是“没有”"),
    ],
)
def test_what_cannot_be_begun_is_told_with_what_to_do(listed: Path, arguments: list[str], told: str) -> None:
    code, said = run(*(argument.format(list=listed) for argument in arguments))
    assert code == 2
    assert told in said


def test_a_finished_list_ends_well(room: Newsroom, tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "好.xlsx", [HEAD[:2], ["甲", "2020-01-02"]])
    code, said = run(path, "--agency", room.agency.code)
    assert code == 0
    assert said.endswith("共1行：导入1条，已经在库里0条，有问题0行。\n")
    _, again = run(path, "--agency", room.agency.code, "--dry-run")
    assert again.endswith("没有写入。没有要导入的。\n")
