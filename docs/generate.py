"""`./run docs`: makes the generated pages of docs/ again. `--check` only says which are not current (exit 1)."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path[:0] = [str(DOCS.parent), str(DOCS.parent / "src")]

from docs.lawpage import law_page  # noqa: E402
from tests.golden.examples import Example, example  # noqa: E402

from gongkai.law import checks  # noqa: E402
from gongkai.law.checks.findings import Finding  # noqa: E402
from gongkai.law.figures import plain  # noqa: E402

_HEAD = """# 核对规则

`gongkai check-report` 和后台年度报告页面使用同一组规则。每条规则有代码、级别、依据，和一份能触发它的最小报告。
“错误”只用于表三、表四的勾稽关系和上年结转；其余是“提醒”或“说明”。没有数的格子不参加核对，不算错。
同一个原因只报一次：改一格就能让几条勾稽关系都相符的，合为一处，列出各条关系的两边。

本页由 `./run docs` 生成，请不要手工修改。规则在 `src/gongkai/law/checks/`，最小报告在 `tests/golden/failing/`。

| 代码 | 级别 | 规则 |
|---|---|---|
"""


def checks_page() -> str:
    """docs/checks.md: every check with its smallest failing report and what is said about it."""
    rows = "".join(
        f"| [`{code}`](#{code.replace('.', '')}) | {entry.level.label} | {entry.title} |\n"
        for code, entry in _ordered()
    )
    return _HEAD + rows + "".join(_section(code, example(code)) for code, _ in _ordered())


def _ordered() -> list[tuple[str, checks.Check]]:
    return sorted(checks.CHECKS.items(), key=lambda item: (item[1].level != checks.Level.ERROR, item[0]))


def _section(code: str, shown: Example) -> str:
    entry = checks.CHECKS[code]
    (finding,) = checks.run(shown.report, last_year=shown.last_year)
    body = shown.text.split("\n", 2)[2].strip()
    return (
        f"\n## {code}\n\n{entry.title}。\n\n"
        f"- 级别：{entry.level.label}\n- 依据：{entry.source}\n\n"
        f"最小的例子：{shown.why}\n\n```toml\n{body}\n```\n\n核对结果：\n\n```text\n{_told(finding)}\n```\n"
    )


def _told(finding: Finding) -> str:
    sides = [f"  {sides.left}；{sides.right}；差{plain(sides.difference)}" for sides in finding.sides]
    return "\n".join([f"{finding.level.label}  {finding.place}", finding.message, *sides, finding.remedy])


PAGES: Mapping[str, Callable[[], str]] = {"checks.md": checks_page, "law.md": law_page}


def stale() -> list[str]:
    """The generated pages that do not say what their sources say."""
    return [name for name, page in PAGES.items() if not _says(DOCS / name, page())]


def _says(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def main() -> int:
    names = stale()
    if "--check" in sys.argv[1:]:
        for name in names:
            print(f"docs/{name} is not current: ./run docs makes it again", file=sys.stderr)
        return 1 if names else 0
    for name in names:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
