"""Building the demonstration: all in one transaction, so that one that is stopped half-way leaves nothing behind."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from gongkai.demonstration import plan
from gongkai.demonstration.house import found_house, train
from gongkai.demonstration.life import live, run
from gongkai.demonstration.present import present
from gongkai.demonstration.yearend import year_end


@transaction.atomic
def build(today: date, *, told: Callable[[date], None] = lambda _: None) -> int:
    """Found the district, live its 2020 and the open cases of today's year. Returns how many acts it took.

    told: called with each day as it is lived, to show progress.
    """
    house = found_house()
    lives = [live(house, case, number) for number, case in enumerate(plan.cases(), 1)]
    run([*lives, year_end(house, plan.YEAR), train(house), *present(house, today)], until=today, told=told)
    return house.acts
