"""Why a part of a record may be withheld when the rest is released: arts. 14 to 16, divided by art. 37."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.law.citations import Citation

_FILE = Path(__file__).parent / "data" / "withholding.toml"


@dataclass(frozen=True, slots=True)
class WithholdingGround:
    """code: `personal_privacy`; label: its short name; wording: as a letter says it; citation: the article."""

    code: str
    label: str
    wording: str
    citation: Citation

    def told(self) -> str:
        """第十五条，个人隐私: article and short name."""
        return f"{self.citation.place()}，{self.label}"


@cache
def withholding_grounds() -> Mapping[str, WithholdingGround]:
    """Every ground by its code, in the order of the articles."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        entry["code"]: WithholdingGround(
            entry["code"],
            entry["label"],
            entry["wording"],
            Citation("条例", entry["article"], entry.get("paragraph")),
        )
        for entry in data["grounds"]
    }
