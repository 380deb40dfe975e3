"""What the tests of appeals share: a case in reconsideration, or in court, in the spring of 2024."""

from datetime import date
from typing import Any

from tests.builders import Desk, a_closed

from gongkai.applications import actions
from gongkai.applications.models import Application, Lawsuit, Reconsideration

CLOSED = date(2024, 3, 1)  # a Friday
FILED = date(2024, 3, 4)
COPY = date(2024, 3, 11)  # under the simple procedure the answer is due on 2024-03-18
DUE = date(2024, 3, 18)
DECIDED = date(2024, 4, 2)


def a_refused(desk: Desk) -> Application:
    """An application answered with 本机关不掌握, closed on CLOSED."""
    return a_closed(desk, received_on=date(2024, 2, 19), closed_on=CLOSED, outcome="unavailable.not_found")


def a_reconsideration(desk: Desk, application: Application | None = None, **told: Any) -> Reconsideration:
    """Filed on FILED, the copy received on COPY, simple procedure."""
    whole = {"organ": "青川区人民政府", "filed_on": FILED, "procedure": "simple", "notified_on": COPY, **told}
    return actions.record_reconsideration(application or a_refused(desk), actor=desk.officer(COPY), **whole)


def a_lawsuit(desk: Desk, application: Application | None = None, **told: Any) -> Lawsuit:
    """Filed on FILED, the copy received on COPY."""
    whole = {"route": "direct", "court": "青川区人民法院", "filed_on": FILED, "notified_on": COPY, **told}
    return actions.record_lawsuit(application or a_refused(desk), actor=desk.officer(COPY), **whole)


def overturned(desk: Desk, appeal: Reconsideration | Lawsuit, **told: Any) -> Reconsideration | Lawsuit:
    """Concluded on DECIDED with an order to reply anew, the decision received that day."""
    whole = {"decided_as": "revoked", "order": "reply_anew", "decision_received_on": DECIDED, **told}
    conclude: Any = actions.conclude_lawsuit if isinstance(appeal, Lawsuit) else actions.conclude_reconsideration
    return conclude(appeal, concluded_on=DECIDED, actor=desk.officer(DECIDED), **whole)
