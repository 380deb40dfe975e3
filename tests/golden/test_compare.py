"""Two reports side by side: in the terminal, as JSON, as a page."""

import json
import re
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

from tests.golden.flat import BLANK, flat_report
from tests.golden.test_check_report import BALANCED, ROOT, TEXTS, follow, written

from gongkai import reading
from gongkai.law.facts import ReportFact
from gongkai.reading import Source
from gongkai.typesetting import comparepage
from gongkai.typesetting.sidebyside import compared, signed

SCHEMA = ROOT / "docs" / "json" / "compare.schema.json"
MORE = {**BALANCED, "t3/granted/natural_person": 5, "t3/granted/total": 5, "t2/rules/issued": BLANK}


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gongkai.cli", "compare", *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "PATH": ""}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)


def a_pair(folder: Path) -> tuple[Path, Path]:
    before = flat_report(BALANCED, year=2023, texts={**TEXTS, 1: "机制健全。收到申请3件，全部答复。"})
    after = flat_report(MORE, texts={**TEXTS, 1: "机制健全。收到申请5件，全部答复。开展培训。"})
    return written(folder, "前.txt", before), written(folder, "后.txt", after)


def fact(text: str) -> ReportFact:
    (found,) = reading.read_source(Source("x", text))
    return found.to_fact()


def test_what_changed_stands_in_rows_with_the_change_and_the_columns_that_moved(tmp_path: Path) -> None:
    done = run(*a_pair(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "示例区人民政府2023年与示例区人民政府2024年：200格中3格不同。" in done.stdout
    assert re.search(r"表三 （一）予以公开\s+3\s+5\s+\+2\s+自然人\+2", done.stdout)
    assert re.search(r"表二 规章，本年制发件数\s+0\s+空", done.stdout)
    assert "（二）部分公开" not in done.stdout
    assert "（二）部分公开" in run(*a_pair(tmp_path), "--all").stdout


def test_json_follows_its_published_schema_and_holds_every_cell(tmp_path: Path) -> None:
    data = json.loads(run(*a_pair(tmp_path), "--json").stdout)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    follow(schema, schema, data, "")
    cells = {cell["address"]: cell for cell in data["cells"]}
    assert len(cells) == 200
    assert cells["t3/granted/total"]["change"] == 2
    assert cells["t2/rules/issued"]["right"] == {"value": None, "state": "blank"}
    assert cells["t2/rules/issued"]["change"] is None
    (first,) = [text for text in data["texts"] if text["section"] == 1]
    assert (first["left_sentences"], first["right_sentences"], first["same_sentences"]) == (2, 3, 1)


def test_the_page_strikes_what_is_gone_at_the_left_and_underlines_what_is_new_at_the_right(tmp_path: Path) -> None:
    assert run(*a_pair(tmp_path), "--html", tmp_path / "页.html").returncode == 0
    page = (tmp_path / "页.html").read_text(encoding="utf-8")
    assert '<td class="n" data-label="2023年"><del>3</del></td>' in page
    assert '<td class="n" data-label="2024年"><ins>5</ins></td>' in page
    assert "<del>收到申请3件，</del>全部答复。" in page
    assert "<ins>收到申请5件，</ins>全部答复。" in page
    assert '<td data-label="2024年"><ins>开展培训。</ins></td>' in page
    left = re.findall(r'<td[^>]*data-label="2023年">(.*?)</td>', page)
    assert not any("<ins>" in cell for cell in left)


def test_two_formats_are_not_compared_where_only_one_has_the_cell() -> None:
    comparison = compared(fact(flat_report(BALANCED, key="2019", year=2020)), fact(flat_report(BALANCED)))
    assert comparison.formats_differ
    alone = [line for line in comparison.lines if line.left is None or line.right is None]
    assert alone
    assert all(line.change is None for line in alone)
    assert not any(line.is_told for line in alone)
    assert "无此格" in comparepage.page(comparison, ())


def test_the_same_report_twice_differs_nowhere() -> None:
    one = fact(flat_report(BALANCED, texts=TEXTS))
    comparison = compared(one, one)
    assert comparison.changed == ()
    assert all(pair.left == pair.right == pair.same for pair in comparison.texts)
    assert "全都相同" in comparepage.headline(comparison)


def test_a_file_that_cannot_be_read_ends_with_2_and_says_so(tmp_path: Path) -> None:
    good, _ = a_pair(tmp_path)
    done = run(good, written(tmp_path, "空.txt", ""))
    assert done.returncode == 2
    assert "空.txt 是空的。" in done.stderr
    assert done.stdout == ""


def test_texts_without_anything_in_common_are_compared_in_a_moment() -> None:
    one, other = ("".join(f"{name}部门第{at}项工作已经完成。" for at in range(1900)) for name in ("甲", "乙"))
    began = time.perf_counter()
    comparison = compared(fact(flat_report(BALANCED, texts={1: one})), fact(flat_report(BALANCED, texts={1: other})))
    assert time.perf_counter() - began < 5
    assert comparison.texts[0].left == 1900


def test_a_change_of_money_is_written_as_the_tables_write_it() -> None:
    assert signed(Decimal("-3167.271333")) == "−3,167.271333"
    assert signed(1234) == "+1,234"
