"""Reading applications. Doors import from here; each file reads for one noun."""

from gongkai.applications.facts import FEE, arrival_days
from gongkai.applications.queries.agenda import AgendaDay, agenda_of
from gongkai.applications.queries.applicants import (
    Filing,
    Ledger,
    application_of,
    count_applicants,
    ledger_of,
    ledgers,
)
from gongkai.applications.queries.cases import (
    by_references,
    case,
    clock_of,
    due_if_extended,
    for_applicant,
    living_reply,
    with_items,
)
from gongkai.applications.queries.changes import CHANGES, changes_since, told
from gongkai.applications.queries.lists import (
    OPEN,
    Worklist,
    load_by_agency,
    load_by_office,
    load_by_officer,
    on_the_desk,
    register,
    to_decide,
    urgency,
    worklist,
)
from gongkai.applications.queries.onfile import on_file, searches_of, standing_objections
from gongkai.applications.queries.redactions import copies_of, names_of_the_case, withheld_in_words, withheld_parts
from gongkai.applications.queries.service import (
    Consultation,
    consultations,
    open_tasks,
    standing_services,
    tasks_at,
    unserved,
)
from gongkai.applications.queries.similar import ALIKE, SAME, Similar, similar_requests
from gongkai.applications.queries.templates import recent_cases, template_versions, templates_in_use

__all__ = [
    "ALIKE",
    "CHANGES",
    "FEE",
    "OPEN",
    "SAME",
    "AgendaDay",
    "Consultation",
    "Filing",
    "Ledger",
    "Similar",
    "Worklist",
    "agenda_of",
    "application_of",
    "arrival_days",
    "by_references",
    "case",
    "changes_since",
    "clock_of",
    "consultations",
    "copies_of",
    "count_applicants",
    "due_if_extended",
    "for_applicant",
    "ledger_of",
    "ledgers",
    "living_reply",
    "load_by_agency",
    "load_by_office",
    "load_by_officer",
    "names_of_the_case",
    "on_file",
    "on_the_desk",
    "open_tasks",
    "recent_cases",
    "register",
    "searches_of",
    "similar_requests",
    "standing_objections",
    "standing_services",
    "tasks_at",
    "template_versions",
    "templates_in_use",
    "to_decide",
    "told",
    "unserved",
    "urgency",
    "with_items",
    "withheld_in_words",
    "withheld_parts",
    "worklist",
]
