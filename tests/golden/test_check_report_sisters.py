"""Texts taken over from other bodies of the same year: found in a batch, and in a folder handed along."""

import json
import subprocess
import time
from pathlib import Path

from tests.golden.flat import flat_report
from tests.golden.test_check_report import BALANCED, TEXTS, run, written

from gongkai.screens.checking.alike import MOST, Wordings
from gongkai.screens.checking.library import fact_of

COPIED = (
    "全区持续推进政务公开工作标准化规范化建设，不断完善信息发布审核和保密审查的各项制度机制。"
    "围绕群众普遍关心的教育医疗养老住房等重点领域，通过政府网站和政务新媒体及时准确发布各类信息。"
    "加强对基层单位的业务指导和监督检查，定期通报各单位的公开情况并督促限期整改落实到位。"
    "健全依申请公开的登记审核办理答复归档等工作流程，依法保障人民群众获取政府信息的权利。"
    "优化政府网站栏目设置和检索功能，做好政策文件的集中发布和多种形式的解读，回应社会关切。"
)


def a_wording(folder: Path, body: str, text: str = COPIED, year: int = 2024) -> Path:
    report = flat_report(BALANCED, body=body, year=year, texts={**TEXTS, 1: text})
    return written(folder, f"{body}{year}.txt", report)


def copied_in(done: subprocess.CompletedProcess[str]) -> dict[str, list[str]]:
    """Each body of a batch → whose report its text is like."""
    found = {}
    for report in json.loads(done.stdout)["reports"]:
        passages = [p for f in report["findings"] if f["code"] == "text.copied" for p in f["passages"]]
        found[report["body"]] = sorted({passage["report"] for passage in passages if "report" in passage})
    return found


def test_in_a_batch_the_texts_of_other_bodies_of_the_same_year_are_held_against_each(tmp_path: Path) -> None:
    a_wording(tmp_path, "甲区教育局")
    a_wording(tmp_path, "甲区卫生局", COPIED.replace("各项", "各种"))
    a_wording(tmp_path, "甲区民政局", "本局办理低保二百件，" * 40)
    a_wording(tmp_path, "甲区司法局", year=2023)
    one, two = (run(tmp_path, "--json", "--workers", workers) for workers in (1, 2))
    assert one.stdout == two.stdout
    assert copied_in(one) == {
        "甲区教育局": ["甲区卫生局的年度报告"],
        "甲区卫生局": ["甲区教育局的年度报告"],
        "甲区民政局": [],
        "甲区司法局": [],
    }


def test_a_single_report_is_held_against_a_folder_of_sisters(tmp_path: Path) -> None:
    sisters = tmp_path / "同类"
    sisters.mkdir()
    a_wording(sisters, "甲区卫生局")
    own = a_wording(tmp_path, "甲区教育局")
    assert copied_in(run(own, "--json")) == {"甲区教育局": []}
    assert copied_in(run(own, "--sisters", sisters, "--json")) == {"甲区教育局": ["甲区卫生局的年度报告"]}
    assert run(own, "--sisters", sisters, "--html", tmp_path / "页.html").returncode == 0
    page = (tmp_path / "页.html").read_text(encoding="utf-8")
    assert page.count('<td data-label="甲区卫生局的年度报告">') == 3


def test_two_copies_of_one_report_are_no_sisters(tmp_path: Path) -> None:
    a_wording(tmp_path, "甲区教育局")
    written(tmp_path, "又.txt", (tmp_path / "甲区教育局2024.txt").read_text(encoding="utf-8"))
    assert copied_in(run(tmp_path, "--json")) == {"甲区教育局": []}


def test_a_thousand_like_texts_are_found_in_seconds() -> None:
    texts = Wordings()
    reports = [
        fact_of({"body": f"第{at}局", "body_kind": "department", "year": 2024, "format": "2021", "figures": {}}
                | {"sections": [[1, "总体情况", COPIED + f"本局第{at}项工作有自己的特点并且与别的单位全不相同。", []]]})
        for at in range(1000)
    ]  # fmt: skip
    began = time.perf_counter()
    for report in reports:
        texts.add(report)
    found = [texts.alike(report) for report in reports]
    assert time.perf_counter() - began < 10
    assert all(len(one) == MOST for one in found)
    assert all(report not in one for report, one in zip(reports, found, strict=True))
