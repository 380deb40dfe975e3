"""A redacted copy, made and proven before anything is written: it takes seconds, and no transaction should wait for it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.files.models import StoredFile
from gongkai.files.queries import content_of
from gongkai.law.errors import NotAcceptable
from gongkai.law.withholding import withholding_grounds
from gongkai.redaction.marks import Mark
from gongkai.redaction.releasing import release, require_kind

LONGEST_KIND, LONGEST_REASON = 40, 200


@dataclass(frozen=True, slots=True)
class Prepared:
    """A copy that was proven: its bytes, its marks as they are kept, what was measured, and of which original."""

    original: StoredFile
    name: str
    content: bytes
    marks: list[dict[str, Any]]
    proof: dict[str, Any]


def prepare_redacted_copy(original: StoredFile, marks: Sequence[Mark]) -> Prepared:
    """Make the copy and prove it. NotAcceptable when a mark lacks its ground, or when the proof fails, saying where."""
    require_kind(original.kind)
    require_grounds(marks)
    content, proof = release(content_of(original), original.kind, marks)
    kept = [{name: told for name, told in asdict(mark).items() if told is not None} for mark in marks]
    stem, _, ending = original.name.rpartition(".")
    return Prepared(original, f"{stem or original.name}（遮盖后）.{ending}", content, kept, proof.as_json())


def require_grounds(marks: Sequence[Mark]) -> None:
    """Every bar says what it hides in kind, on which ground, and why (arts. 14 to 16, 37)."""
    for number, mark in enumerate(marks, start=1):
        if mark.ground not in withholding_grounds():
            raise NotAcceptable(
                "redaction.no_ground",
                f"第{number}处遮盖（第{mark.page}页）还没有选依据。",
                "请从条例第十四条、第十五条、第十六条的情形中选一种。",
                field="marks",
            )
        if not mark.kind.strip() or not mark.reason.strip():
            raise NotAcceptable(
                "redaction.no_reason",
                f"第{number}处遮盖（第{mark.page}页）还没有写明遮的是什么、为什么遮。",
                "请写“身份证号”“综合单价”这样的种类和一句理由，不要写出被遮的内容。",
                field="marks",
            )
        if len(mark.kind) > LONGEST_KIND or len(mark.reason) > LONGEST_REASON:
            raise NotAcceptable(
                "redaction.too_much_text",
                f"第{number}处遮盖（第{mark.page}页）的说明太长。",
                f"种类不超过{LONGEST_KIND}个字，理由不超过{LONGEST_REASON}个字。",
                field="marks",
            )
