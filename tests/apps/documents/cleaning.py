"""A clean-up of the smallest district: begun, proposed, decided."""

from datetime import date

from tests.normative import TODAY, District

from gongkai.documents.actions import (
    decide_cleanup,
    open_cleanup,
    propose_lines,
)
from gongkai.documents.models import CleanUp, CleanUpLine, NormativeDocument

PUBLIC = date(2020, 3, 5)


def a_cleanup(district: District, **told: object) -> CleanUp:
    """A clean-up of the whole district, begun by the legal office today."""
    given = {"title": "2024年规范性文件清理", "as_of": date(2024, 5, 31), **told}
    return open_cleanup(district.head, actor=district.of_head("legal_reviewer"), **given)  # type: ignore[arg-type]


def line_of(cleanup: CleanUp, document: NormativeDocument) -> CleanUpLine:
    return CleanUpLine.objects.get(cleanup=cleanup, document=document)


def proposed(district: District, cleanup: CleanUp, *documents: NormativeDocument, decision: str = "keep") -> int:
    reason = "" if decision == "keep" else "依据的法律已经修改"
    keys = [line_of(cleanup, one).pk for one in documents]
    actor = district.of_head("legal_reviewer")
    return propose_lines(cleanup, lines=keys, decision=decision, reason=reason, actor=actor)


def decided(district: District, cleanup: CleanUp, **told: object) -> CleanUp:
    given = {"on": TODAY, "effective_on": date(2024, 7, 1), "number": "云政决〔2024〕9号", **told}
    return decide_cleanup(cleanup, actor=district.of_head("leader"), **given)  # type: ignore[arg-type]
