"""`gongkai clock FILE [--json] [--today DATE]`: the shape of the answer, and what bad input gets."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongkai.cli.clock import app

CASE = {
    "id": "C11",
    "events": [
        {"kind": "received", "on": "2024-03-04"},
        {
            "kind": "consultation_sent",
            "ref": "a",
            "to": "third_party",
            "on": "2024-03-08",
            "received_by_them_on": "2024-03-11",
        },
        {"kind": "opinion_received", "ref": "a", "on": "2024-03-22"},
        {"kind": "extended", "workdays": 20, "on": "2024-04-10"},
    ],
}
NAMES = [
    "id",
    "received_on",
    "supplement_notice_due_on",
    "allowed_workdays",
    "due_on",
    "provisional",
    "pay_due_on",
    "state",
    "defects",
    "ledger",
]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs the command over a file with that content, in an office of its own."""
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path / "var"))
    monkeypatch.delenv("GONGKAI_TODAY", raising=False)
    path = tmp_path / "case.json"

    def command(content, *arguments):
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return CliRunner().invoke(app, [str(path), *arguments])

    return command


def test_one_case_in_one_object_out(run):
    answer = json.loads(run(CASE, "--json", "--today", "2024-04-12").stdout)
    assert list(answer) == NAMES
    ledger = answer.pop("ledger")
    assert answer == {
        "id": "C11",
        "received_on": "2024-03-04",
        "supplement_notice_due_on": "2024-03-13",
        "allowed_workdays": 40,
        "due_on": "2024-05-15",
        "provisional": False,
        "pay_due_on": None,
        "state": "running",
        "defects": [],
    }
    assert ledger[0] == {"on": "2024-03-04", "counts": False, "number": None, "why": "收到申请之日，不计入"}
    assert ledger[-1] == {"on": "2024-05-15", "counts": True, "number": 40, "why": "工作日"}


def test_a_list_in_a_list_out(run):
    answers = json.loads(run([CASE, {"id": 2, "events": []}], "--json").stdout)
    assert [answer["id"] for answer in answers] == ["C11", 2]
    assert answers[1]["state"] == "unconfirmed"
    assert answers[1]["received_on"] is None
    assert json.loads(run([], "--json").stdout) == []


def test_the_day_comes_from_the_option_then_from_the_environment(run, monkeypatch):
    monkeypatch.setenv("GONGKAI_TODAY", "2024-03-15")
    assert json.loads(run(CASE, "--json").stdout)["state"] == "paused"
    assert json.loads(run(CASE, "--json", "--today", "2024-05-16").stdout)["state"] == "overdue"


def test_people_read_the_days_and_the_ledger(run):
    text = run(CASE, "--today", "2024-05-16").stdout
    assert "2024年5月15日（周三）" in text
    assert "40个工作日（已延长合计20个）" in text
    assert "征求第三方意见期间不计算" in text
    assert "已逾期" in text


def test_people_read_each_defect_with_its_article(run):
    late = {"events": [{"kind": "received", "on": "2024-03-04"}, {"kind": "replied", "on": "2024-04-02"}]}
    text = "".join(run(late, "--today", "2024-05-16").stdout.split())
    assert "瑕疵reply_late：答复2024年4月2日送达，迟于到期日2024年4月1日。" in text
    assert "第三十三条第二款" in text


def test_an_offices_calendar_settles_what_was_provisional(run, tmp_path):
    case = {"events": [{"kind": "received", "on": "2026-12-10"}]}
    before = run(case, "--json")
    assert json.loads(before.stdout)["provisional"] is True
    assert "2027年的放假安排尚未装入" in run(case).stdout
    folder = tmp_path / "var" / "calendars"
    folder.mkdir(parents=True)
    (folder / "2027.toml").write_text(
        'year = 2027\nworkdays = 259\nsource = "国办通知"\nchecked_on = 2026-11-10\n'
        "days_off = [2027-01-01, 2027-01-04]\nmakeup_days = []\n",
        encoding="utf-8",
    )
    answer = json.loads(run(case, "--json").stdout)
    assert (answer["provisional"], answer["due_on"]) == (False, "2027-01-11")


def test_a_day_given_as_null_has_not_come(run):
    case = {"events": [{"kind": "received", "on": "2024-03-04"}, {"kind": "replied", "on": None}]}
    assert json.loads(run(case, "--json", "--today", "2024-03-05").stdout)["state"] == "running"


def test_a_letter_without_a_day_is_a_defect_not_an_error(run):
    letter = {"kind": "consultation_sent", "ref": "a", "to": "third_party"}
    case = {"events": [{"kind": "received", "on": "2024-03-04"}, letter]}
    assert json.loads(run(case, "--json").stdout)["defects"] == ["consultation_undated"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "不是合法的 JSON"),
        ("3", "案件应当是一个对象"),
        ([CASE, 3], "第2件应当是一个对象"),
        ({"id": "甲"}, "案件“甲”缺少 events"),
        ({"events": [3]}, "案件的第1个事件应当是一个对象"),
        ({"events": [{}]}, "第1个事件缺少 kind"),
        ({"events": [{"kind": "recieved"}]}, "写作“recieved”，没有这一种"),
        ({"events": [{"kind": "received"}]}, "第1个事件（received）缺少 on"),
        ({"events": [{"kind": "received", "on": "2024-3-4"}]}, "写作“2024-3-4”，不是日期"),
        ({"events": [{"kind": "received", "on": "20240304"}]}, "不是日期"),
        ({"events": [{"kind": "received", "on": 20240304}]}, "不是日期"),
        ({"events": [{"kind": "received", "on": "2024-02-30"}]}, "不是日期"),
        ({"events": [{"kind": "received", "on": "0024-03-04"}]}, "24年，不在2000年至2100年之间"),
        ({"events": [{"kind": "extended", "on": "2024-03-04"}]}, "workdays 应当是1以上的整数"),
        ({"events": [{"kind": "extended", "on": "2024-03-04", "workdays": True}]}, "workdays 应当是1以上的整数"),
        ({"events": [{"kind": "deferred", "on": "2024-03-04"}]}, "缺少 due_on"),
        ({"events": [{"kind": "submitted", "channel": "pigeon"}]}, "可写：in_person、"),
        ({"events": [{"kind": "consultation_sent", "ref": "a", "to": "neighbour"}]}, "可写：third_party、"),
        ({"events": [{"kind": "opinion_received", "on": "2024-03-04"}]}, "缺少 ref"),
    ],
)
def test_bad_input_gets_one_line_and_exit_two(run, content, told):
    done = run(content, "--json")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert "请" in done.stderr or "可写" in done.stderr


def test_a_day_that_is_none_is_refused(run, monkeypatch):
    assert "--today 写作“明天”，不是日期" in run(CASE, "--today", "明天").stderr
    monkeypatch.setenv("GONGKAI_TODAY", "昨天")
    assert "GONGKAI_TODAY 写作“昨天”" in run(CASE).stderr


def test_a_contradicting_calendar_is_told(run, tmp_path):
    folder = tmp_path / "var" / "calendars"
    folder.mkdir(parents=True)
    (folder / "2027.toml").write_text("year = 2027\n", encoding="utf-8")
    done = run(CASE)
    assert done.exit_code == 2
    assert "2027.toml 缺少 days_off" in done.stderr


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path):
    missing = CliRunner().invoke(app, [str(tmp_path / "none.json")])
    assert (missing.exit_code, "这个文件" in missing.stderr) == (2, True)
    assert "是不是文件" in CliRunner().invoke(app, [str(tmp_path)]).stderr
    (tmp_path / "gbk.json").write_bytes("案件".encode("gbk"))
    assert "不是 UTF-8" in CliRunner().invoke(app, [str(tmp_path / "gbk.json")]).stderr
    assert "没有写文件名" in CliRunner().invoke(app, []).stderr


def test_the_real_command_reads_standard_input_without_django():
    script = "import sys; from gongkai.cli.__main__ import main; sys.argv[1:] = ['clock', '-', '--json']\n"
    script += (
        "try: main()\nexcept SystemExit as end: code = end.code\nassert 'django' not in sys.modules; sys.exit(code)"
    )
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(CASE),
        capture_output=True,
        text=True,
        env={"PYTHONPATH": source, "PATH": "", "PYTHONUTF8": "1"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["due_on"] == "2024-05-15"
