"""Checking a report on a screen: the form, the bounds, the result. The file is read by a process of its own and forgotten."""

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from gongkai.law.workdays import in_words
from gongkai.screens import pacing
from gongkai.screens.checking.bounds import Bounds
from gongkai.screens.checking.crew import Crew, Job
from gongkai.screens.checking.tables import cells_csv
from gongkai.screens.forms import PaperForm
from gongkai.screens.uploads import MOST_BYTES, is_too_large

MOST_CHECKS, WITHIN = 20, 600  # of one address, within so many seconds
BOUNDS = Bounds(scan_seconds=60.0)  # a scan of ten pages; whoever waits longer has the command line
VERSION = 1
_TYPES = {"html": "text/html", "json": "application/json", "csv": "text/csv"}


class CheckForm(PaperForm):
    """The report, and last year's where there is one."""

    report = forms.FileField(
        label="年度报告",
        allow_empty_file=True,
        help_text="网页、Word、Excel、PDF、纯文本、扫描件都可以，不超过20兆字节。可以直接拖到这里。",
    )
    last_year = forms.FileField(
        label="上一年度的报告",
        required=False,
        allow_empty_file=True,
        help_text="交来的话，还核对上年结转与上一年是不是衔接，并帮助定出连写的数。",
    )


@dataclass(frozen=True, slots=True)
class Keepsake:
    """A file the page holds in itself, to be kept by whoever looks at it."""

    told: str
    kind: str
    name: str
    size: int
    address: str


@dataclass(frozen=True, slots=True)
class Result:
    """title of the page, its body, and what can be kept."""

    title: str
    body: SafeString
    keepsakes: tuple[Keepsake, ...]


def checked(form: CheckForm, request: HttpRequest, now: datetime, who: str) -> tuple[Result | None, int]:
    """Check what the form holds. Gives the result, or None with the reason on the form; and the status of the answer.

    who: whose turns are counted; now: the moment that the page names.
    """
    if is_too_large(request):
        form.is_valid()
        form.errors.clear()
        form.add_error("report", f"文件超过{MOST_BYTES // 1_000_000}兆字节，不像一份年度报告。请只交报告本身。")
        return None, 413
    if not form.is_valid():
        return None, 422
    waiting = pacing.wait_for("check", who, most=MOST_CHECKS, within=WITHIN)
    if waiting:
        minutes = -(-waiting // 60)
        form.add_error(
            None,
            f"这个地址在十分钟里已经核对了{MOST_CHECKS}份。请过{minutes}分钟再交；要核对一批，请用命令 gongkai check-report。",
        )
        return None, 429
    with pacing.place("check") as free:
        if not free:
            form.add_error(None, "正在核对别人交来的文件。请过几秒钟再交一次。")
            return None, 503
        return _run(form, now)


def _run(form: CheckForm, now: datetime) -> tuple[Result | None, int]:
    report: UploadedFile = form.cleaned_data["report"]
    earlier: UploadedFile | None = form.cleaned_data["last_year"]
    library = None
    if earlier:
        answer = _asked(Job(earlier.name or "文件", ("fact",), data=earlier.read()))
        if "unreadable" in answer:
            _refuse(form, "last_year", answer)
            return None, 422
        library = {"earlier": [found["fact"] for found in answer["reports"]]}
    at = f"{in_words(now.date())}{now.hour}:{now.minute:02}"
    name = report.name or "文件"
    answer = _asked(Job(name, ("json", "page", "body"), data=report.read(), at=at), library)
    if "unreadable" in answer:
        _refuse(form, "report", answer)
        return None, 422
    return _result(name, answer), 200


def _asked(job: Job, library: dict[str, Any] | None = None) -> dict[str, Any]:
    with Crew(1, BOUNDS, library) as crew:
        return next(crew.run([job]))


def _refuse(form: CheckForm, field: str, answer: dict[str, Any]) -> None:
    refused = answer["unreadable"]
    form.add_error(field, f"{refused['message']}{refused['remedy']}")


def _result(name: str, answer: dict[str, Any]) -> Result:
    reports = [told["json"] for told in answer["reports"]]
    whole = f'{{"version": {VERSION}, "reports": [\n{",".join(reports)}\n]}}\n'
    stem = name.rsplit(".", 1)[0]
    keepsakes = (
        _keepsake("本页，一个独立的网页文件，断网可看，可打印，可作附件", "html", stem, answer["page"]),
        _keepsake(
            "读出的数和每格的出处", "csv", stem, "\ufeff" + "".join(cells_csv(json.loads(one)) for one in reports)
        ),
        _keepsake("读出的数、出处和全部核对", "json", stem, whole),
    )
    return Result(answer["title"], mark_safe(answer["body"]), keepsakes)


def _keepsake(told: str, kind: str, stem: str, text: str) -> Keepsake:
    data = text.encode()
    address = f"data:{_TYPES[kind]};charset=utf-8;base64,{b64encode(data).decode()}"
    return Keepsake(told, kind.upper(), f"核对-{stem}.{kind}", len(data), address)
