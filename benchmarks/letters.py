"""From a click to the PDF of a letter: composed from the case, checked, printed; each of the 31, and through the desk's door.

The rival sets the same paragraphs as plain lines with the fonts read anew, as a program does that keeps nothing loaded.
"""

import os
import time
from collections.abc import Callable
from itertools import count
from types import SimpleNamespace
from typing import Any

GOAL = 0.3  # seconds


def figures() -> list[dict[str, Any]]:
    """Rows as `run.py` describes them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.project.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.letters import a_case

    from gongkai.law.letters import all_letters

    case = a_case()
    first = _seconds(lambda: _made("answer_deny", case))
    each = {code: min(_seconds(lambda code=code: _made(code, case)) for _ in range(3)) for code in all_letters()}
    slowest = max(each, key=lambda code: each[code])
    plain = min(_seconds(lambda: _plainly("answer_deny", case)) for _ in range(3))
    clicked = _clicks()
    return [
        _row("compose, check and print a refusal, the first of a process", first, goal=GOAL),
        _row("compose, check and print a refusal", each["answer_deny"], rival=plain, goal=GOAL),
        _row(f"the slowest of the 31 ({slowest})", each[slowest], goal=GOAL),
        _row("all 31", sum(each.values())),
        _row("click on a numbered reply → PDF, through the desk's door", clicked, goal=GOAL),
    ]


def _row(name: str, value: float, *, rival: float | None = None, goal: float | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 4),
        "unit": "s",
        "rival": round(rival, 4) if rival is not None else None,
        "ratio": round(rival / value, 2) if rival is not None else None,
        "goal": goal,
        "meets": value <= goal if goal is not None else None,
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


_COUNT = count(1)


def _another(case: Any) -> Any:
    """The case with another request each time: the typesetter remembers what it set before."""
    case.content = f"人民路拓宽工程第{next(_COUNT)}标段的征收批复"
    return case


def _made(code: str, case: Any) -> bytes:
    from tests.letters import ON, a_letter

    from gongkai.applications import wording
    from gongkai.screens.letters import letter_of
    from gongkai.typesetting.letter import letter_pdf

    content = a_letter(code, _another(case))
    wording.require_complete(content)
    paper = SimpleNamespace(content=wording.frozen(content), dated_on=ON, number="青住建公开〔2024〕12号")
    return letter_pdf(letter_of(paper, agency=case.agency.name))


def _plainly(code: str, case: Any) -> bytes:
    import pylopdf_fonts_zh_cn
    import typst
    from tests.letters import a_letter

    content = a_letter(code, _another(case))
    lines = "\n\n".join([content["title"], content["addressee"], *content["paragraphs"]])
    source = '#set text(font: "Noto Serif SC", lang: "zh")\n' + lines.replace("#", "\\#")
    folders = sorted({str(path.parent) for path in (pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path())})
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    made = typst.Compiler(source.encode(), font_paths=fonts, ignore_system_fonts=True).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def _clicks() -> float:
    """Seconds from the request to the whole answer, the best of ten, as an officer signed in."""
    from datetime import date

    from django.conf import settings
    from django.test import Client
    from tests.builders import Desk, a_draft, an_application

    from gongkai.applications import actions

    settings.ALLOWED_HOSTS = ["*"]
    day = date(2024, 3, 11)
    settings.GONGKAI_TODAY = day.isoformat()
    desk = Desk()
    case = a_draft(desk, an_application(desk, received_on=date(2024, 3, 4)), on=day)
    actions.approve_reply(case, actor=desk.leader(day), on=day)
    client = Client()
    client.force_login(desk.person("desk_officer"), backend="django.contrib.auth.backends.ModelBackend")
    address = f"/desk/applications/{case.pk}/documents/{case.documents.get().pk}.pdf"

    def click() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        assert answer.content.startswith(b"%PDF")

    return min(_seconds(click) for _ in range(10))
