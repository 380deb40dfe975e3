"""What the checks find in a draft stops it from being handed in while it must be mended."""

from datetime import date

from gongkai.law.errors import NotAcceptable
from gongkai.publications.checking import findings_of, must_mend
from gongkai.publications.models import Draft
from gongkai.publications.queries.checking import facts_of

_NAMED = 3  # findings named in the message; the rest are counted


def require_mended(draft: Draft, *, today: date) -> None:
    """NotAcceptable while something must be mended, naming the first of it with its place."""
    left = must_mend(findings_of(facts_of(draft, today=today)))
    if left:
        first = "；".join(f"{one.place}：{one.heading.removesuffix('，必须改')}" for one in left[:_NAMED])
        more = "等" if len(left) > _NAMED else ""
        raise NotAcceptable(
            "item.must_mend",
            f"核对指出{len(left)}处必须改：{first}{more}。",
            "请在编辑页照提示改好；提示允许保留的，写明理由。",
            field=left[0].field,
        )
