"""The command itself: what it prints, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.golden.flat import flat_report
from tests.golden.layouts import figures, text

from gongkai.law.formats import by_key

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "docs" / "json" / "check-report.schema.json"
BALANCED = {
    "t3/received/natural_person": 3,
    "t3/received/total": 3,
    "t3/granted/natural_person": 3,
    "t3/granted/total": 3,
}
BALANCED |= {"t3/closed_total/natural_person": 3, "t3/closed_total/total": 3}
TEXTS = {5: "工作考核、社会评议和责任追究结果已经公布。", 6: "本年度未收取信息处理费。"}


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gongkai.cli", "check-report", *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "PATH": ""}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_clean_report_ends_with_0_and_says_what_was_read(tmp_path: Path) -> None:
    done = run(written(tmp_path, "清.txt", flat_report(BALANCED, texts=TEXTS)))
    assert done.returncode == 0, done.stderr
    assert "示例区人民政府  2024年度报告" in done.stdout
    cells = len(by_key("2021").addresses())
    assert f"{cells}格中读出{cells}格" in done.stdout
    assert "错误0处，提醒0处，说明0处" in done.stdout


def test_a_wrong_sum_ends_with_1_and_shows_both_sides_and_the_place(tmp_path: Path) -> None:
    text = flat_report({**BALANCED, "t3/closed_total/natural_person": 2}, texts=TEXTS)
    done = run(written(tmp_path, "错.txt", text))
    assert done.returncode == 1
    assert "第一项 3 + 第二项 0 = 3；第三项（七）总计 2 + 第四项 0 = 2；差1" in done.stdout
    assert "改为3，各项都相符" in done.stdout
    assert "t3.balance、t3.results、t3.total" in done.stdout
    assert "原文  第" in done.stdout


def test_an_unreadable_file_ends_with_2_and_the_others_are_read(tmp_path: Path) -> None:
    good = written(tmp_path, "好.txt", flat_report(BALANCED, texts=TEXTS))
    done = run(written(tmp_path, "空.txt", ""), good)
    assert done.returncode == 2
    assert "空.txt 是空的。" in done.stderr
    assert "Traceback" not in done.stderr
    assert "示例区人民政府" in done.stdout


def test_last_years_report_settles_the_carry_over(tmp_path: Path) -> None:
    before = written(tmp_path, "前.txt", flat_report({"t3/carried_out/total": 2}, year=2023, texts=TEXTS))
    done = run(written(tmp_path, "今.txt", flat_report(BALANCED, texts=TEXTS)), "--last-year", before, "--json")
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)["reports"]
    assert [(f["code"], f["cells"], f["difference"]) for f in found["findings"]] == [
        ("carry_over.last_year", ["t3/carried_in/total"], 2)
    ]


def test_next_years_report_settles_figures_that_run_together(tmp_path: Path) -> None:
    paths = []
    for year, (issued, repealed, in_force) in ((2023, ("6", "3", "605")), (2024, ("88", "55", "638"))):
        report = figures.a_report(Random(1), "2021")
        report.year = year
        report.shown.update(dict.fromkeys(report.shown, "0"))
        row = {"issued": issued, "repealed": repealed, "in_force": in_force}
        report.shown.update({f"t2/normative_documents/{column}": number for column, number in row.items()})
        layout = text.together if year == 2023 else text.LAYOUTS["spaced"]
        paths.append(written(tmp_path, f"{year}.txt", layout(report, Random(1))))
    cell = "t2/normative_documents/in_force"
    alone = json.loads(run(paths[0], "--json").stdout)["reports"][0]["cells"][cell]
    beside = json.loads(run(paths[0], "--next-year", paths[1], "--json").stdout)["reports"][0]["cells"][cell]
    assert alone["state"] == "ambiguous"
    assert (beside["value"], beside["settled_by"]) == (605, "t2.stock")


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "同.txt", flat_report(BALANCED, texts=TEXTS))
    assert run(path, "--json").stdout == run(path, "--json").stdout


def test_json_follows_its_published_schema(tmp_path: Path) -> None:
    text = flat_report({**BALANCED, "t3/granted/total": 9}, texts={**TEXTS, 1: "全区收到政府信息公开申请4件。"})
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    data = json.loads(run(written(tmp_path, "例.txt", text), "--json").stdout)
    assert data["reports"][0]["claims"]
    assert {finding["level"] for finding in data["reports"][0]["findings"]} == {"error", "warning"}
    follow(schema, schema, data, "")


def follow(schema: dict[str, Any], root: dict[str, Any], data: Any, path: str) -> None:
    """The part of JSON Schema that ours uses: $ref, type, enum, const, properties, required, items, additionalProperties."""
    if "$ref" in schema:
        return follow(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root, data, path)
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "null": type(None),
        "boolean": bool,
    }
    if "type" in schema:
        allowed = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        assert any(isinstance(data, kinds[kind]) for kind in allowed), f"{path}: {data!r} is no {allowed}"
    if "enum" in schema:
        assert data in schema["enum"], f"{path}: {data!r}"
    if "const" in schema:
        assert data == schema["const"], path
    if isinstance(data, dict):
        named = schema.get("properties", {})
        assert set(schema.get("required", [])) <= set(data), f"{path}: lacks {set(schema['required']) - set(data)}"
        for key, value in data.items():
            rest = schema.get("additionalProperties")
            assert key in named or isinstance(rest, dict), f"{path}: {key} is not in the schema"
            follow(named.get(key, rest), root, value, f"{path}/{key}")
    if isinstance(data, list) and "items" in schema:
        for index, value in enumerate(data):
            follow(schema["items"], root, value, f"{path}/{index}")
    return None


def test_neither_django_nor_rich_is_loaded(tmp_path: Path) -> None:
    path = written(tmp_path, "轻.txt", flat_report(BALANCED, texts=TEXTS))
    code = (
        "import sys; sys.argv = ['gongkai', 'check-report', sys.argv[1], '--json']\n"
        "from gongkai.cli.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print(sorted({m.split('.')[0] for m in sys.modules} & {'django', 'rich'}), file=sys.stderr)"
    )
    environment = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, env=environment)
    assert done.stderr.strip() == "[]"


@pytest.mark.shared
def test_figures_another_program_read_ask_read_so_or_printed_so(shared_reports: Path) -> None:
    path = shared_reports / "jinhu-2023-parsed.json"
    told, data = run(path), json.loads(run(path, "--json").stdout)
    assert told.returncode == 0, told.stdout
    assert "归因  印错还是读错，要看原件" in told.stdout
    faults = {finding["code"]: (finding["level"], finding["fault"]) for finding in data["reports"][0]["findings"]}
    assert faults["t4.total"] == ("warning", "unsure")
