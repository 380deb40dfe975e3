"""Building the demonstration: all in one transaction, so that one that is stopped half-way leaves nothing behind."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from gongkai.demonstration import plan
from gongkai.demonstration.entries import ENTRIES
from gongkai.demonstration.gatewalks import walk_through_the_gate
from gongkai.demonstration.house import found_house, train
from gongkai.demonstration.library import Library
from gongkai.demonstration.life import live, run
from gongkai.demonstration.present import present
from gongkai.demonstration.publishing import found_publishing, open_specials, take_over
from gongkai.demonstration.register import keep_register
from gongkai.demonstration.reviews import hold_reviews, walked
from gongkai.demonstration.standing import stand_beside
from gongkai.demonstration.yearend import year_end


@transaction.atomic
def build(
    today: date,
    *,
    told: Callable[[date], None] = lambda _: None,
    entries: int = ENTRIES,
    imported: Callable[[int, int], None] = lambda done, whole: None,
) -> int:
    """Found the district, live its 2020 and the open cases of today's year. Returns how many acts it took.

    told: called with each day as it is lived; imported: with how many entries of the catalogue are taken over, of how many.
    entries: fewer make a test quicker; the portal is always there.
    """
    house = found_house()
    found_publishing(house)
    lives = [live(house, case, number) for number, case in enumerate(plan.cases(), 1)]
    publishing = [
        open_specials(house),
        take_over(house, count=entries, told=imported),
        *walk_through_the_gate(house, today),
        *stand_beside(house, today),
    ]
    library = Library()
    documents = [
        *hold_reviews(house, library, today),
        *keep_register(house, library, today, walked=walked()),
    ]
    run(
        [*lives, *publishing, *documents, year_end(house, plan.YEAR), train(house), *present(house, today)],
        until=today,
        told=told,
    )
    return house.acts
