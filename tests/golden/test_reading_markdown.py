"""Tables drawn with pipes, tabs or commas are read to the figures they were made from."""

import pytest
from tests.golden.layouts.office import PRINTED, SHAPES, TABLES, Paper, a_paper
from tests.golden.layouts.truth import Score, score

from gongkai import reading
from gongkai.law.figures import State
from gongkai.reading.model import Reading
from gongkai.reading.source import recognise


def read(paper: Paper) -> Reading:
    (found,) = reading.read_source(recognise(paper.data, paper.name))
    return found


@pytest.mark.parametrize("kind", ["md", "tsv", "csv"])
@pytest.mark.parametrize("flaw", [*PRINTED, *SHAPES, *TABLES])
def test_a_drawn_table_with_one_flaw_is_read_whole(kind: str, flaw: str) -> None:
    paper = a_paper(kind, 1, (flaw,))
    found = read(paper)
    assert score(found, paper.report).details == ()
    assert (found.body, found.year) == (paper.report.body, paper.report.year)
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("begin", "end"), [(0, 10), pytest.param(10, 100, marks=pytest.mark.long)])
def test_drawn_tables_with_several_flaws_give_no_wrong_figure(begin: int, end: int) -> None:
    total = Score()
    for seed in range(begin, end):
        for kind in ("md", "tsv", "csv"):
            paper = a_paper(kind, seed)
            total += score(read(paper), paper.report)
    assert total.wrong == 0, total.details
    assert total.share >= 0.995, total.details


@pytest.mark.parametrize("seed", [9039, 20033, 20062, 20186, 20264])
def test_blanks_beside_columns_without_figures_or_numbers_of_rows_move_no_figure(seed: int) -> None:
    paper = a_paper("tsv", seed)
    found = score(read(paper), paper.report)
    assert found.wrong == 0, found.details


def test_every_figure_tells_its_line() -> None:
    paper = a_paper("md", 1, ())
    found = read(paper)
    lines = reading.source.recognise(paper.data, paper.name).text.split("\n")
    for one in found.cells.values():
        assert one.place is not None
        assert one.raw in lines[(one.place.line or 0) - 1]


def test_fifteen_figures_without_a_head_are_table_four_only_if_their_sums_agree() -> None:
    text = (
        "示例区人民政府2024年政府信息公开工作年度报告\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 3 | 0 | 15 |\n"
        "| 行政规范性文件 | 61 | 59 | 422 |\n| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
        "| 1 | 1 | 1 | 1 | 4 | 0 | 0 | 0 | 2 | 2 | 0 | 0 | 0 | 0 | 9 |\n"
    )
    (found,) = reading.read_source(recognise(text.encode(), "残.md"))
    assert found.cells["t4/reconsideration/total"].figure.value == 4
    assert found.cells["t4/lawsuit_direct/pending"].figure.value == 2
    assert found.cells["t4/lawsuit_after_reconsideration/total"].figure.state is State.AMBIGUOUS
    assert found.cells["t3/granted/total"].figure.state is State.MISSING


def test_markdown_with_tables_in_html_is_read() -> None:
    paper = a_paper("md", 2, ())
    text = paper.data.decode() if b"\xe6" in paper.data[:200] else paper.data.decode("gb18030")
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith("|--"):
            continue
        if line.startswith("|"):
            cells = "".join(f"<td>{cell.strip()}</td>" for cell in line.strip("|").split("|"))
            if not (lines and lines[-1].endswith("</tr>")):
                lines.append("<table>")
            lines.append(f"<tr>{cells}</tr>")
        else:
            if lines and lines[-1].endswith("</tr>"):
                lines.append("</table>")
            lines.append(line)
    (found,) = reading.read_source(recognise("\n".join(lines).encode(), "混.md"))
    assert score(found, paper.report).details == ()
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
