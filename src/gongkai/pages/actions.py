"""Telling every worker that something public has changed."""

from django.db import connection
from django.db.models import F

from gongkai.audit.chain import START
from gongkai.audit.models import Head
from gongkai.pages.models import Group, Sequence

SITE = "site"  # stands in every page
LONGEST_NAME = 80
MOST = (
    500  # groups named at once; with more, every page is given up: reading them would cost each worker more than that
)


def touch(*groups: str) -> None:
    """Give up the rendered pages in which any of these groups stands, on every worker, once this transaction is committed.

    Call it in the transaction that publishes, withdraws or changes what a public page shows: rolled back with it. Names are
    those the pages are rendered under (`gongkai.screens.rendered`): `item:12`, `section:rules`, `home`; `site` is every page.
    A page that is not there yet need not be touched, only the lists it comes to stand in.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("touch() belongs in the transaction of what it tells about")
    names = set(groups)
    if not names or max(len(name) for name in names) > LONGEST_NAME:
        raise ValueError(f"no group named, or one longer than {LONGEST_NAME}: {sorted(names)[:5]}")
    if len(names) > MOST:
        names = {SITE}
    # The journal's lock first, as every verb takes it: two locks taken in two orders would stop each other on PostgreSQL.
    Head.objects.select_for_update(no_key=True).get_or_create(pk=1, defaults={"digest": START})
    last = _next()
    Group.objects.bulk_create(
        [Group(name=name, changed=last) for name in sorted(names)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["changed"],
    )


def _next() -> int:
    """The next number; whoever else touches waits here until we commit, so numbers are seen in their order."""
    if not Sequence.objects.filter(pk=1).update(last=F("last") + 1):
        Sequence.objects.get_or_create(pk=1)
        Sequence.objects.filter(pk=1).update(last=F("last") + 1)
    return Sequence.objects.values_list("last", flat=True).get(pk=1)
