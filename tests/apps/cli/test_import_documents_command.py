"""`gongkai import documents`: a dry run that names every problem by row, an import that can be run again, suggestions that are shown."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from tests.builders import an_agency
from tests.listing import a_workbook
from tests.publishing import Newsroom, a_newsroom
from typer.testing import CliRunner

from gongkai.cli.importing import app
from gongkai.documents.models import NormativeDocument
from gongkai.publications.models import Publication

pytestmark = pytest.mark.django_db
HEAD = ["序号", "文件名称", "文号", "类别", "印发日期", "施行日期", "有效期", "废止日期", "废止依据文号", "有效性"]
FIRST = [1, "甲办法", "青测规[2020]1号", "规范性文件", "2020年3月1日", "2020-04-01", "长期有效", "", "", "有效"]
NOTICE = """\
青测规〔2020〕8号
关于印发《测试管理办法》的通知
各部门：
请遵照执行。
测试局
2020年3月5日
"""


@pytest.fixture(autouse=True)
def _a_fixed_day(settings: Any, tmp_path: Path) -> None:
    settings.GONGKAI_TODAY, settings.GONGKAI_HOME = "2026-11-24", tmp_path / "home"


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["documents", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.output


def checked(room: Newsroom, path: Path, *rows: list[Any], head: list[str] = HEAD) -> str:
    """What a dry run says of a list with these rows."""
    _, said = run(a_workbook(path / "清单.xlsx", [head, *rows]), "--dry-run", "--agency", room.agency.code)
    assert not NormativeDocument.objects.exists()
    return said


def row(nth: int, **cells: Any) -> list[Any]:
    """A sound row; cells: by the head."""
    told = dict(zip(HEAD, FIRST, strict=True))
    told |= {"文件名称": f"第{nth}件办法", "文号": f"青测规〔2020〕{nth}号", "有效性": "", **cells}
    return list(told.values())


def test_a_sound_list_is_checked_then_taken_then_left(room: Newsroom, tmp_path: Path) -> None:
    listed = a_workbook(tmp_path / "清单.xlsx", [HEAD, FIRST, row(2)])
    code, said = run(listed, "--dry-run", "--agency", room.agency.code)
    assert (code, NormativeDocument.objects.count()) == (0, 0)
    assert "共2行：可以登记2件" in said
    assert "去掉 --dry-run 就可以导入。" in said
    code, said = run(listed, "--agency", room.agency.code)
    assert (code, NormativeDocument.objects.count()) == (0, 2)
    first = NormativeDocument.objects.get(title="甲办法")
    assert (first.number, first.kind, first.issued_on) == ("青测规〔2020〕1号", "normative", date(2020, 3, 1))
    assert (first.effective_on, first.valid_until, first.validity) == (date(2020, 4, 1), None, "in_force")
    code, said = run(listed, "--agency", room.agency.code)
    assert "第2行：“甲办法”已经在登记簿里。" in said
    assert "登记0件" in said
    assert NormativeDocument.objects.count() == 2


def test_a_row_that_was_changed_is_left_and_told_what_differs(room: Newsroom, tmp_path: Path) -> None:
    run(a_workbook(tmp_path / "一.xlsx", [HEAD, FIRST]), "--agency", room.agency.code)
    changed = row(1, 文件名称="甲办法", 印发日期="2020年3月2日")
    _, said = run(a_workbook(tmp_path / "二.xlsx", [HEAD, changed]), "--agency", room.agency.code)
    assert "清单的成文日期与登记簿不同，要改的请在登记簿里更正。" in said


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"印发日期": "去年三月"}, "第3行“成文日期”：“去年三月”不像日期。请写成2020年3月5日"),
        ({"印发日期": ""}, "第3行“成文日期”：没有写成文日期。请补上成文日期。"),
        ({"印发日期": "2027-01-01"}, "第3行“成文日期”：这一天还没有到。"),
        ({"文件名称": ""}, "第3行“标题”：没有写标题。"),
        ({"文件名称": "长" * 201}, "第3行“标题”：有201个字，最多200个。"),
        ({"文号": "青测规（2020）第001号"}, "第3行“发文字号”：发文字号与第2行相同。"),
        ({"文号": "青测规"}, "第3行“发文字号”：“青测规”里没有序号"),
        ({"废止日期": "2020-02-01"}, "第3行“废止日期”：这份文件2020年3月1日才印发，不能自2020年2月1日起变动效力。"),
        (
            {"废止日期": "2022-01-01", "废止依据文号": "青测发〔2021〕77号"},
            "登记簿和这份清单里都没有“青测发〔2021〕77号”。",
        ),
        ({"废止依据文号": "青测规〔2020〕1号"}, "第3行“废止依据文号”：写了废止依据，没有写废止日期。"),
        ({"类别": "红头文件"}, "第3行“类别”：“红头文件”不是可选的类别。请写：行政规范性文件、规章、其他文件"),
        ({"类别": "规章"}, "没有制定规章的权限。"),
        ({"有效期": "看情况"}, "第3行“有效期至”：“看情况”不像日期，也不像年数。"),
        ({"有效期": "2019-01-01"}, "第3行“有效期至”：有效期至2019年1月1日，早于开始施行的2020年4月1日。"),
        ({"施行日期": "2020-02-01"}, "第3行“施行日期”：施行日期2020年2月1日早于成文日期2020年3月1日。"),
        ({"有效性": "还行"}, "第3行“有效性”：“还行”不在可选的写法里。"),
        ({"有效性": "废止"}, "写的是“废止”，按各栏的日期，2026年11月24日是“有效”。请补上废止日期"),
        ({"有效性": "有效", "有效期": "5年"}, "写的是“有效”，按各栏的日期，2026年11月24日是“失效”。"),
    ],
)
def test_a_bad_row_is_named_with_what_to_do(room: Newsroom, tmp_path: Path, cells: dict[str, Any], told: str) -> None:
    said = checked(room, tmp_path, FIRST, row(2, **cells))
    assert told in said
    assert "可以登记1件" in said
    assert "有问题1行" in said


def test_an_unknown_agency_and_one_outside_that_leads_are_refused(room: Newsroom, tmp_path: Path) -> None:
    head = [*HEAD, "制定机关"]
    said = checked(
        room,
        tmp_path,
        [*row(1), "没有这个局"],
        [*row(2), f"青州市测试局、{room.agency.name}"],
        [*row(3), f"{room.agency.name}、青州市测试局"],
        head=head,
    )
    assert "第2行“制定机关”：没有“没有这个局”。" in said
    assert "第3行“制定机关”：“青州市测试局”不是本区的机关，这份文件由区外机关牵头。" in said
    assert "第4行：联合制定机关“青州市测试局”不在本区，照录名称。" in said
    assert "可以登记1件" in said


def test_two_rows_that_repeal_one_another_are_refused_and_the_others_go_on(room: Newsroom, tmp_path: Path) -> None:
    day = "2020-05-01"
    said = checked(
        room,
        tmp_path,
        row(1, 废止日期=day, 废止依据文号="青测规〔2020〕2号"),
        row(2, 废止日期=day, 废止依据文号="青测规〔2020〕1号"),
        row(3),
    )
    assert said.count("两份文件不能互相变动。") == 2
    assert "可以登记1件" in said


def test_a_row_whose_acting_document_is_refused_says_which_row_comes_first(room: Newsroom, tmp_path: Path) -> None:
    said = checked(
        room, tmp_path, row(1, 废止日期="2022-01-01", 废止依据文号="青测规〔2020〕2号"), row(2, 印发日期="不详")
    )
    assert "第2行“废止依据文号”：依据的文件在第3行，那一行有问题。请先更正第3行。" in said


def test_an_acting_document_outside_is_kept_as_printed_and_told(room: Newsroom, tmp_path: Path) -> None:
    told = [*row(1, 废止日期="2022-01-01", 废止依据文号="青州发〔2021〕7号"), "关于废止一批文件的决定"]
    listed = a_workbook(tmp_path / "清单.xlsx", [[*HEAD, "废止依据"], told])
    _, said = run(listed, "--agency", room.agency.code)
    assert "依据的文件“关于废止一批文件的决定（青州发〔2021〕7号）”照录。" in said
    change = NormativeDocument.objects.get().changes.get()
    assert (change.acting, change.acting_title) == (None, "关于废止一批文件的决定")


def test_amendments_extensions_and_terms_in_years_are_taken_over(room: Newsroom, tmp_path: Path) -> None:
    head = [*HEAD, "修改日期", "修改依据文号", "延期日期", "延长至"]
    lines = [
        [
            *row(1, 有效期="五年"),
            "2021-01-01；2022-01-01",
            "青测规〔2020〕2号；青测规〔2020〕3号",
            "2024-06-01",
            "2027-12-31",
        ],
        [*row(2), "", "", "", ""],
        [*row(3), "", "", "", ""],
    ]
    _, said = run(a_workbook(tmp_path / "清单.xlsx", [head, *lines]), "--agency", room.agency.code)
    assert "有效期五年，从2020年4月1日起算，有效期至算作2025年3月31日，请核对。" in said
    first = NormativeDocument.objects.get(title="第1件办法")
    assert [(one.kind, one.acting_number) for one in first.changes.all()] == [
        ("amended", "青测规〔2020〕2号"),
        ("amended", "青测规〔2020〕3号"),
        ("extended", ""),
    ]
    assert first.validity == "amended"


def test_merged_heads_empty_rows_and_real_dates_are_read(room: Newsroom, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云岭区行政规范性文件目录"])
    sheet.merge_cells("A1:E1")
    sheet.append(["序号", "文件", None, "日期", None])
    sheet.append([None, "文件名称", "文号", "印发日期", "施行日期"])
    for merge in ("B2:C2", "D2:E2", "A2:A3"):
        sheet.merge_cells(merge)
    sheet.append([1, "甲办法", "青测规〔2020〕1号", datetime(2020, 3, 1), date(2020, 4, 1)])  # noqa: DTZ001
    sheet.append([])
    sheet.append([None, None, None, None, None])
    sheet.append([2, "乙办法", "青测规〔2020〕2号", "二〇二〇年三月五日", 43922])
    book.save(tmp_path / "目录.xlsx")
    code, said = run(tmp_path / "目录.xlsx", "--agency", room.agency.code, "--kind", "normative")
    assert code == 0, said
    found = NormativeDocument.objects.order_by("pk").values_list("issued_on", "effective_on")
    assert list(found) == [(date(2020, 3, 1), date(2020, 4, 1)), (date(2020, 3, 5), date(2020, 4, 1))]


def test_the_texts_become_public_items_only_when_asked(room: Newsroom, tmp_path: Path) -> None:
    head = [*HEAD, "首次公开日期", "正文"]
    sound, bare, unseen = [*row(1), "2020-03-09", "第一条"], [*row(2), "2020-03-09", ""], [*row(3), "", "第一条"]
    listed = a_workbook(tmp_path / "清单.xlsx", [head, sound, bare, unseen])
    _, said = run(listed, "--dry-run", "--agency", room.agency.code, "--publish")
    assert "第3行“正文”：没有正文，也没有附件，不能公开。" in said
    assert "第4行“首次公开日期”：没有写首次公开日期。" in said
    _, said = run(listed, "--agency", room.agency.code, "--publish", "--section", room.section.slug)
    assert "登记1件，其中有公开文本的1件" in said
    item = NormativeDocument.objects.get().publication
    assert item is not None
    assert item.current is not None
    assert (item.current.text, item.current.validity, item.section) == ("第一条", "in_force", room.section)
    run(listed, "--agency", room.agency.code)
    assert (NormativeDocument.objects.count(), Publication.objects.count()) == (3, 1)


def test_a_row_is_linked_to_the_item_that_is_public_already(room: Newsroom, tmp_path: Path) -> None:
    items = a_workbook(tmp_path / "信息.xlsx", [["标题", "发布日期", "正文"], ["甲办法", "2020-03-09", "第一条"]])
    CliRunner().invoke(app, ["items", str(items), "--agency", room.agency.code])
    item = Publication.objects.get()
    head = [*HEAD, "索引号"]
    lines = [[*row(1), item.index_number], [*row(2), item.index_number], [*row(3), "没有/2020-00001"]]
    _, said = run(a_workbook(tmp_path / "清单.xlsx", [head, *lines]), "--agency", room.agency.code)
    assert f"第3行“索引号”：索引号{item.index_number}已经连着“第1件办法”。" in said
    assert "第4行“索引号”：没有索引号是“没有/2020-00001”的信息。" in said
    assert NormativeDocument.objects.get().publication == item


def test_what_a_file_says_otherwise_is_shown_and_never_taken(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(NOTICE, "utf-8")
    listed = a_workbook(tmp_path / "清单.xlsx", [[*HEAD, "正文文件"], [*row(8, 文号=""), "甲.txt"]])
    _, said = run(listed, "--dry-run", "--agency", room.agency.code)
    assert (
        "文件“甲.txt”里读到标题“关于印发《测试管理办法》的通知”，发文字号“青测规〔2020〕8号”，成文日期2020年3月5日"
        in said
    )
    run(listed, "--agency", room.agency.code)
    assert NormativeDocument.objects.get().number == ""


def test_a_folder_without_a_list_gives_one_to_check_and_imports_nothing(room: Newsroom, tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "甲.txt").write_text(NOTICE, "utf-8")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    code, said = run(folder, "--dry-run")
    assert code == 2
    assert "没有清单" in said
    assert "--suggest" in said
    out = tmp_path / "建议.xlsx"
    code, said = run(folder, "--suggest", out)
    assert code == 0
    assert "读了2份文件，其中1份没有读出标题。" in said
    assert not NormativeDocument.objects.exists()
    cells = [[cell or "" for cell in line] for line in load_workbook(out).active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    broken, read = cells[1], cells[2]
    assert read[:2] == ["关于印发《测试管理办法》的通知", "青测规〔2020〕8号"]
    assert read[4] == "2020-03-05"
    assert "成文日期：第6行“2020年3月5日”" in str(read[-1])
    assert broken[-1] == "没有读出文字，可能已经损坏。"
    code, said = run(folder, "--suggest", out)
    assert code == 2
    assert "已经有了，没有覆盖" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["没有.xlsx"], "没有“没有.xlsx”"),
        (["{list}", "--agency", "没有"], "没有代码是“没有”的机关"),
        (["{list}", "--kind", "红头"], "没有“红头”这一类。请写 normative"),
        (["{list}", "--suggest", "新.xlsx"], "不是文件夹"),
    ],
)
def test_what_cannot_be_begun_is_told_with_what_to_do(tmp_path: Path, arguments: list[str], told: str) -> None:
    listed = a_workbook(tmp_path / "清单.xlsx", [HEAD, FIRST])
    code, said = run(*(argument.format(list=listed) for argument in arguments))
    assert code == 2
    assert told in said


def test_a_list_without_a_head_says_which_columns_it_needs(tmp_path: Path) -> None:
    code, said = run(a_workbook(tmp_path / "清单.xlsx", [["一", "二"], ["三", "四"]]), "--dry-run")
    assert code == 2
    assert "“标题”和“成文日期”" in said


def test_one_row_that_is_refused_while_it_is_written_keeps_out_no_other(tmp_path: Path) -> None:
    agency = an_agency()  # no code of its own is set: it can give no index number
    head = [*HEAD, "首次公开日期", "正文", "索引号"]
    lines = [
        [*row(1), "2020-03-09", "第一条", "12345678X/2020-00001"],
        [*row(2), "2020-03-09", "第一条", ""],
        [*row(3), "2020-03-09", "第一条", "12345678X/2020-00003"],
    ]
    listed = a_workbook(tmp_path / "清单.xlsx", [head, *lines])
    code, said = run(listed, "--agency", agency.code, "--publish")
    assert code == 1
    assert "第3行没有索引号，" in said
    assert "编不出索引号" in said
    assert "登记2件，其中有公开文本的2件" in said
    assert [one.title for one in NormativeDocument.objects.order_by("pk")] == ["第1件办法", "第3件办法"]
    assert Publication.objects.count() == 2


def test_a_list_is_taken_in_batches_whatever_order_its_rows_stand_in(room: Newsroom, tmp_path: Path) -> None:
    """Older rows that name a later row which did it: the later one is written first, though it is in another batch."""
    first = [row(1, 废止日期="2024-01-01", 废止依据文号="青测规〔2020〕1200号")]
    lines = [*first, *(row(nth) for nth in range(2, 1201))]
    code, said = run(a_workbook(tmp_path / "清单.xlsx", [HEAD, *lines]), "--agency", room.agency.code)
    assert code == 0, said
    assert "登记1200件" in said
    change = NormativeDocument.objects.get(title="第1件办法").changes.get()
    assert change.acting is not None
    assert change.acting.title == "第1200件办法"
