"""Many files at once: order, isolation, bounds, tables, pages, and what bad files get."""

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from tests.golden.flat import flat_report
from tests.golden.layouts.pages import a_page
from tests.golden.test_check_report import BALANCED, ROOT, TEXTS, run, written

from gongkai.law.formats import by_key
from gongkai.screens.checking.alike import same_body
from gongkai.screens.checking.bounds import Bounds
from gongkai.screens.checking.crew import Crew, Job
from gongkai.screens.checking.library import Library, data_of, fact_of
from gongkai.typesetting import sheets

WRONG = {**BALANCED, "t3/closed_total/natural_person": 2}


def a_folder(folder: Path, count: int = 4) -> Path:
    """Reports of several years in nested folders, one of them wrong, beside a file that is no report."""
    (folder / "里").mkdir(parents=True)
    for order in range(count):
        figures = WRONG if order == 1 else BALANCED
        place = folder / "里" if order % 2 else folder
        written(place, f"{order}.txt", flat_report(figures, year=2021 + order, texts=TEXTS))
    written(folder, "说明.py", "print()")
    return folder


def test_a_folder_is_read_whole_in_the_order_of_names_whatever_the_number_of_processes(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "批", 6)
    one, three = (run(folder, "--json", "--workers", workers) for workers in (1, 3))
    assert one.returncode == 1
    assert one.stdout == three.stdout
    files = [Path(report["file"]).name for report in json.loads(one.stdout)["reports"]]
    assert files == ["0.txt", "2.txt", "4.txt", "1.txt", "3.txt", "5.txt"]


def test_of_many_reports_each_gets_its_conclusion_and_the_end_counts_them(tmp_path: Path) -> None:
    done = run(a_folder(tmp_path / "批", 6))
    assert "! 示例区人民政府  2022年度报告" in done.stdout
    assert "共6份报告，1处错误；0个文件不能读。" in done.stdout
    assert "另有1个文件不是报告常用的格式" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_the_bar_goes_to_the_terminal_and_the_json_to_the_file(tmp_path: Path) -> None:
    import pty

    folder = a_folder(tmp_path / "批")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "gongkai.cli", "check-report", str(folder), "--json"]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "PATH": "", "TERM": "xterm"}
    with (tmp_path / "出.json").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=theirs, env=environment, cwd=ROOT)
        os.close(theirs)
        seen = b""
        with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
            while piece := os.read(ours, 4096):
                seen += piece
        process.wait()
    os.close(ours)
    assert "核对".encode() in seen
    assert b"4/4" in seen
    assert len(json.loads((tmp_path / "出.json").read_text(encoding="utf-8"))["reports"]) == 4


def test_one_bad_file_does_not_end_the_batch(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "批")
    written(folder, "空.html", "")
    done = run(folder, "--json")
    assert done.returncode == 2
    data = json.loads(done.stdout)
    assert len(data["reports"]) == 4
    assert [(Path(one["file"]).name, one["code"]) for one in data["unreadable"]] == [("空.html", "file.empty")]


def test_a_batch_becomes_a_workbook_and_csv_files_with_a_row_for_each_report_finding_and_cell(tmp_path: Path) -> None:
    import openpyxl

    folder = a_folder(tmp_path / "批")
    done = run(folder, "--xlsx", tmp_path / "表.xlsx", "--csv", tmp_path / "表")
    assert done.returncode == 1, done.stderr
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    assert book.sheetnames == ["报告", "发现", "各格"]
    for name in book.sheetnames:
        rows = [["" if cell is None else str(cell) for cell in row] for row in book[name].iter_rows(values_only=True)]
        with (tmp_path / "表" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            told = [[value.removeprefix("'") for value in row] for row in csv.reader(file)]
        assert [row[: len(told[0])] for row in rows] == told
    assert book["报告"].max_row == 1 + 4
    assert book["各格"].max_row == 1 + 4 * len(by_key("2021").addresses())
    errors = [row for row in book["发现"].iter_rows(values_only=True) if row[3] == "错误"]
    assert [(row[2], row[4], row[5], row[9]) for row in errors] == [(2022, "原文如此", "t3.balance", 1)]


def test_the_same_batch_gives_the_same_workbook(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "批", 2)
    for name in ("甲.xlsx", "乙.xlsx"):
        run(folder, "--xlsx", tmp_path / name)
    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    import openpyxl

    sheet = sheets.Sheet("表", ("头",), (10,))
    with sheets.Workbook(tmp_path / "x.xlsx", [sheet]) as book:
        book.sheets[0].write([("=1+1",), ("<&>\x00",), (-2,), (1.5,), (None,)])
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "x.xlsx")["表"].iter_rows()]
    assert [cell.value for cell in cells] == ["头", "=1+1", "<&>", -2, 1.5, None]
    assert cells[1].data_type == "s"
    folder = written(tmp_path, "=cmd.txt", flat_report(BALANCED, body="=HYPERLINK局", texts=TEXTS))
    run(folder, "--csv", tmp_path / "c")
    assert ",=HYPER" not in (tmp_path / "c" / "报告.csv").read_text(encoding="utf-8-sig")


def test_pages_of_a_batch_go_into_a_folder_with_a_list(tmp_path: Path) -> None:
    done = run(a_folder(tmp_path / "批"), "--html", tmp_path / "页")
    assert done.returncode == 1, done.stderr
    names = sorted(path.name for path in (tmp_path / "页").iterdir())
    assert names == ["0001-0.html", "0002-2.html", "0003-1.html", "0004-3.html", "index.html"]
    index = (tmp_path / "页" / "index.html").read_text(encoding="utf-8")
    assert "核对了4份报告，1份有错误。" in index
    assert 'href="0003-1.html"' in index
    assert "错误1处" in index


def test_the_page_of_one_report_goes_into_one_file(tmp_path: Path) -> None:
    path = written(tmp_path, "错.txt", flat_report(WRONG, texts=TEXTS))
    assert run(path, "--html", tmp_path / "新" / "页.html").returncode == 1
    assert "改为3，各项都相符" in (tmp_path / "新" / "页.html").read_text(encoding="utf-8")
    done = run(path, path, "--html", tmp_path / "两.html")
    assert done.returncode == 2
    assert "请写一个文件夹" in done.stderr


def test_last_years_folder_finds_each_body_its_own_report(tmp_path: Path) -> None:
    before, now = tmp_path / "前", tmp_path / "今"
    for folder in (before, now):
        folder.mkdir()
    for order, body in enumerate(("甲区教育局", "甲区卫生局")):
        last = {"t3/carried_out/total": order, "t3/received/total": order}
        written(before, f"{order}.txt", flat_report(last, body=body, year=2023, texts=TEXTS))
        written(now, f"{order}.txt", flat_report(BALANCED, body=body, texts=TEXTS))
    done = run(now, "--last-year", before, "--json")
    codes = [[finding["code"] for finding in report["findings"]] for report in json.loads(done.stdout)["reports"]]
    assert codes == [[], ["carry_over.last_year"]]


def test_the_sum_of_a_childrens_folder_is_held_against_their_parent(tmp_path: Path) -> None:
    below = tmp_path / "下级"
    below.mkdir()
    for name in ("甲局", "乙局"):
        written(below, f"{name}.txt", flat_report({**BALANCED}, body=f"示例区{name}", texts=TEXTS))
    parent = written(tmp_path, "本级.txt", flat_report(BALANCED, texts=TEXTS))
    done = run(parent, "--children", below, "--json")
    (report,) = json.loads(done.stdout)["reports"]
    assert "aggregate.children" in {told["code"] for told in (*report["findings"], *report["unjudged"])}
    alone = json.loads(run(parent, "--json").stdout)["reports"][0]
    assert "aggregate.children" not in {told["code"] for told in (*alone["findings"], *alone["unjudged"])}


def test_an_empty_folder_to_compare_with_is_refused(tmp_path: Path) -> None:
    own = written(tmp_path, "年报.txt", flat_report(BALANCED, texts=TEXTS))
    (tmp_path / "空").mkdir()
    done = run(own, "--sisters", tmp_path / "空")
    assert done.returncode == 2
    assert "没有能读的文件" in done.stderr


def test_a_report_survives_the_way_between_processes() -> None:
    from gongkai import reading
    from gongkai.reading import Source

    (found,) = reading.read_source(Source("x", flat_report({**BALANCED, "t2/rules/issued": ""}, texts=TEXTS)))
    fact = found.to_fact()
    again = fact_of(json.loads(json.dumps(data_of(fact))))
    assert again.figures == fact.figures
    assert again.sections == fact.sections
    assert (again.body, again.year, again.format_key) == (fact.body, fact.year, fact.format_key)
    library = Library()
    library.add_earlier([data_of(fact), {**data_of(fact), "body": "另一个局"}])
    assert library.year_before(fact) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("示例区教育局", "示例市示例区教育局", True), ("示例区教育局", "示例区卫生局", False), ("", "示例区", False)],
)
def test_a_body_is_known_by_its_name_with_or_without_the_city(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same_body(other, one) is same


# ---- bad files ------------------------------------------------------------------------------------------------------


def a_bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 150_000_000)
    return made.getvalue()


def a_pdf(pages: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 200)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def a_picture(kind: str) -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (827, 1169), "white").save(made, kind)
    return made.getvalue()


def bad_files() -> dict[str, bytes]:
    pdf = a_pdf(3)
    locked = pdf.replace(b"trailer\r\n<<", b"trailer\r\n<</Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>")
    return {
        "空.pdf": b"",
        "名不副实.docx": "关于放假的通知。".encode(),
        "截断.pdf": pdf[: len(pdf) // 2],
        "加密.pdf": locked,
        "两千页.pdf": a_pdf(2000),
        "炸弹.docx": a_bomb(),
        "噪声.xlsx": os.urandom(5000),
        "深.html": b"<html><body>" + b"<table><tr><td>" * 100_000,
        "跨行.html": b"<table><tr><td rowspan=1000000000 colspan=1000000000>1</td></tr></table>" * 3,
        "实体.html": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><table><tr><td>&b;</td></tr></table>',
        "白纸.png": a_picture("PNG"),
        "白纸.pdf": a_picture("PDF"),
        "别国.html": b"<html><body><table><tr><td>Freedom of Information Act Report</td></tr></table></body></html>",
    }


def test_every_bad_file_gets_one_line_with_a_remedy_and_exit_2_within_ten_seconds(tmp_path: Path) -> None:
    for name, data in bad_files().items():
        (tmp_path / name).write_bytes(data)
    began = time.perf_counter()
    done = run(tmp_path)
    assert done.returncode == 2
    assert time.perf_counter() - began < 10 * len(bad_files())
    lines = done.stderr.splitlines()
    assert len(lines) == len(bad_files())
    assert all(line.endswith("。") and "请" in line for line in lines)
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that never ends")
def test_a_file_that_hangs_is_given_up_and_the_others_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "挂.txt")
    good = written(tmp_path, "好.txt", flat_report(BALANCED, texts=TEXTS))
    jobs = [Job("挂.txt", ("json",), path=str(tmp_path / "挂.txt")), Job("好.txt", ("json",), path=str(good))]
    began = time.perf_counter()
    with Crew(1, Bounds(seconds=1.0)) as crew:
        hung, read = list(crew.run(jobs))
    assert hung["unreadable"]["code"] == "file.slow"
    assert "读了1秒还没有读完" in hung["unreadable"]["message"]
    assert json.loads(read["reports"][0]["json"])["year"] == 2024
    assert time.perf_counter() - began < 8


def test_a_file_that_eats_memory_is_given_up_and_the_others_are_read(tmp_path: Path) -> None:
    great = tmp_path / "大.txt"
    great.write_text(flat_report(BALANCED, texts={1: "字" * 5_000_000}), encoding="utf-8")
    good = written(tmp_path, "好.txt", flat_report(BALANCED, texts=TEXTS))
    jobs = [Job(path.name, ("json",), path=str(path)) for path in (great, good)]
    with Crew(1, Bounds(megabytes=70)) as crew:
        heavy, read = list(crew.run(jobs))
    assert heavy["unreadable"]["code"] in {"file.heavy", "file.crash"}
    assert "reports" in read


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that never ends")
def test_a_file_that_brings_its_reader_down_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "崩.txt")
    good = written(tmp_path, "好.txt", flat_report(BALANCED, texts=TEXTS))
    jobs = [Job("崩.txt", ("json",), path=str(tmp_path / "崩.txt")), Job("好.txt", ("json",), path=str(good))]
    with Crew(1) as crew:

        def bring_down() -> None:
            while not any(reader.job == 0 for reader in crew._readers):
                time.sleep(0.01)
            crew._readers[0].process.kill()

        killer = threading.Thread(target=bring_down)
        killer.start()
        crashed, read = list(crew.run(jobs))
        killer.join()
    assert crashed["unreadable"]["code"] == "file.crash"
    assert "reports" in read


def test_a_broken_off_batch_leaves_no_process_behind(tmp_path: Path) -> None:
    good = written(tmp_path, "好.txt", flat_report(BALANCED, texts=TEXTS))
    with Crew(2) as crew:
        next(crew.run([Job("好.txt", ("json",), path=str(good))] * 9))
        processes = [reader.process for reader in crew._readers]
    assert processes
    assert all(process.poll() is not None for process in processes)


@pytest.mark.long
@pytest.mark.xdist_group("timing")
def test_a_thousand_web_pages_take_a_minute_on_two_cores(tmp_path: Path) -> None:
    for seed in range(1000):
        (tmp_path / f"{seed:04}.html").write_bytes(a_page(seed % 50, ()).data)
    began = time.perf_counter()
    done = run(tmp_path, "--json", "--workers", 2)
    seconds = time.perf_counter() - began
    assert len(json.loads(done.stdout)["reports"]) == 1000
    assert seconds <= 60
