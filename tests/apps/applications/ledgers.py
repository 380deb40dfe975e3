"""Applications of the same and of other people, for the tests of the applicants' ledger."""

from datetime import date
from typing import Any

from tests.builders import Desk, an_application

from gongkai.applications.actions import Identity
from gongkai.applications.models import Application
from gongkai.applications.queries import Filing, ledger_of

DAY = date(2024, 3, 20)


def filed(desk: Desk, *, on: date = DAY, paper: str = "990101196001011237", **changes: Any) -> Application:
    """An application with that identity number, received that day."""
    return an_application(desk, received_on=on, identity=Identity("identity_card", paper), **changes)


def keys(filings: tuple[Filing, ...]) -> list[int]:
    """The applications, in order."""
    return [filing.key for filing in filings]


def known(application: Application) -> tuple[list[int], list[int]]:
    """The applications of the same applicant, and those proposed."""
    found = ledger_of(application)
    return keys(found.filings), keys(found.proposed)
