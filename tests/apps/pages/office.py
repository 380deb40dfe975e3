"""Run in a scratch house: builds a district, then, told to by its input, changes what is public and says when each change
began and when it was committed (seconds of the machine's monotonic clock, which all processes share)."""

import sys
import time

from django.db import transaction

from gongkai.cli.django import migrate, wake

CHANGES, PAUSE = 40, 0.1  # how many, and seconds between them


def build() -> None:
    from tests.builders import Desk, an_agency

    government = an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001")
    Desk(an_agency(parent=government, name="青川区教育局", short_name="区教育局", code="013"))


def change(number: int) -> None:
    """Give the bureau another telephone number, as a verb would."""
    from gongkai.agencies.models import Agency
    from gongkai.pages.actions import touch

    with transaction.atomic():
        bureau = Agency.objects.select_for_update(no_key=True).get(code="013")
        bureau.phone = f"0001-{number:07d}"
        bureau.save(update_fields=["phone"])
        touch(f"agency:{bureau.pk}", "agencies")


if __name__ == "__main__":
    wake()
    migrate()
    build()
    change(0)
    print("built", flush=True)
    sys.stdin.readline()
    for number in range(1, CHANGES + 1):
        time.sleep(PAUSE)
        begun = time.monotonic()
        change(number)
        print(number, begun, time.monotonic(), flush=True)
