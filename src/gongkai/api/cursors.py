"""Where a page of a list ended, as a word in an address."""

import base64
import binascii
from datetime import UTC, datetime

from gongkai.law.errors import NotAcceptable
from gongkai.publications.queries.public import Place

PATTERN = r"^[0-9A-Za-z_\-]{1,60}$"


def written(place: Place) -> str:
    """The word of a place. It says nothing that the list did not."""
    told = f"{place.at.astimezone(UTC).timestamp():.6f}|{place.pk}"
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read(cursor: str) -> Place | None:
    """The place of a word; None for none. NotAcceptable for one that no page gave."""
    if not cursor:
        return None
    try:
        moment, _, key = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition("|")
        place = Place(datetime.fromtimestamp(float(moment), UTC), int(key))
        if not 0 <= place.pk < 1 << 63 or place.at.year > 9998:
            raise ValueError(cursor)
    except (ValueError, OverflowError, OSError, binascii.Error) as error:
        raise NotAcceptable(
            "cursor.unknown", "这个翻页位置没有认出来。", "请用上一页给出的 next，或者从第一页开始。", field="cursor"
        ) from error
    return place
