"""Search narrows by how documents stand today, whatever their texts said at their release."""

from datetime import datetime

from django.db import transaction

from gongkai.documents.queries.library import public_validities
from gongkai.pages.actions import touch
from gongkai.search import actions as search


@transaction.atomic
def keep_found(now: datetime) -> int:
    """Have search narrow each public text by how its document stands on the day of `now`. Returns how many stood otherwise.

    Cheap where nothing changed, and so called every minute: a release writes what its text says, which the register may know better.
    """
    standing = public_validities(now.date())
    changed = search.restate({f"publication:{item}": str(validity) for item, validity in standing.items()})
    if changed:
        touch("documents")
    return changed
