"""The list of checks. It is filled while `gongkai.law.checks` is imported and frozen after that."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.law.checks.findings import Level, Remark
from gongkai.law.facts import ReportFact

CheckFunction = Callable[[ReportFact, ReportFact | None], Iterable[Remark]]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule. title: the rule in a sentence; source: where it is printed, or whose practice it is."""

    code: str
    level: Level
    title: str
    source: str
    function: CheckFunction


_checks: dict[str, Check] = {}
_frozen = False


def check(code: str, *, level: Level, title: str, source: str) -> Callable[[CheckFunction], CheckFunction]:
    """Enters a function as the check of that code. A function that judges several codes is entered once for each."""

    def enter(function: CheckFunction) -> CheckFunction:
        if _frozen:
            raise RuntimeError(f"{code}: the list of checks is complete; new checks belong in gongkai.law.checks")
        if code in _checks:
            raise RuntimeError(f"{code}: two checks of one code")
        _checks[code] = Check(code, level, title, source, function)
        return function

    return enter


def freeze() -> Mapping[str, Check]:
    """Closes the list and gives it, by code."""
    global _frozen
    _frozen = True
    return MappingProxyType(_checks)
