"""The verbs of the annual report: declare, compile, correct, write, sign, publish. Doors import them from here."""

from gongkai.annualreports.actions.corrections import correct_figure
from gongkai.annualreports.actions.reports import compile_report, publish_report, sign_report, write_texts
from gongkai.annualreports.actions.returns import declare_return, sign_return

__all__ = [
    "compile_report",
    "correct_figure",
    "declare_return",
    "publish_report",
    "sign_report",
    "sign_return",
    "write_texts",
]
