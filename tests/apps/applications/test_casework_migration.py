"""A house of the old shape keeps its letters, services and papers when it takes the casework's tables (applications 0003)."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.apps.scratch import run

KINDS = ("supplement", "extension", "third_party", "agency", "consultation", "lapse", "withdrawal")
MADE = """
import json, sys
from datetime import date, datetime, timezone
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from gongkai.files.sealing import seal

OLD = [("applications", "0002_result_and_day_together")]
executor = MigrationExecutor(connection)
executor.migrate(OLD)
apps = executor.loader.project_state(OLD).apps
model = lambda name, app="applications": apps.get_model(app, name)
day = date(2024, 3, 11)
agency = model("Agency", "agencies").objects.create(
    kind="department", name="甲局", short_name="甲局", mark="甲公开", code="1", path="1/", address="路", phone="0", hours="日",
    review_organ="甲区人民政府", court="甲区人民法院",
)
serial = 0

def case(outcome):
    global serial
    serial += 1
    applicant = model("Applicant").objects.create(name="李小满", phone="0")
    model("IdentityPaper").objects.create(
        applicant=applicant, kind="identity_card", number=seal("990101196001011237".encode(), f"applicant:{applicant.pk}")
    )
    return model("Application").objects.create(
        agency=agency, year=2024, serial=serial, query_number=str(serial), query_code="x", applicant=applicant,
        applicant_kind="natural_person", channel="online", content="批复", form="paper", delivery="mail", arrived_on=day,
        registered_on=day, stage="closed", closed_on=day, outcome=outcome,
    )

def letter(application, kind):
    number = model("Document").objects.count() + 1
    content = {"title": kind, "addressee": "李小满", "paragraphs": ["原来的话。"], "attachments": []}
    return model("Document").objects.create(
        agency=agency, application=application, kind=kind, year=2024, serial=number, dated_on=day, content=content
    )

def reply(application, document, **told):
    return model("Reply").objects.create(
        application=application, document=document, outcome=application.outcome, grounds="依据", reason="理由",
        drafted_on=day, decided_on=day, **told
    )

first = case("granted.provided")
for kind in KINDS:
    letter(first, kind)
reply(first, letter(first, "reply"), state="served", served_on=day, service="mail", mail_number="XA1")
second = case("refused.state_secret")
reply(second, letter(second, "reply"), state="served", served_on=day, service="hand")
third = case("unavailable.not_found")
reply(third, letter(third, "reply"), state="approved")

from django.core.management import call_command
call_command("migrate", verbosity=0)
from gongkai.applications.codes import fingerprint_of_paper
from gongkai.applications.models import Document, IdentityPaper, Service
from gongkai.applications.queries import case as read
from gongkai.law.letters import all_letters
from gongkai.screens.letters import letter_of
from gongkai.typesetting.letter import letter_pdf

for document in Document.objects.all():
    assert letter_pdf(letter_of(document, agency="甲局")).startswith(b"%PDF")
print(json.dumps({
    "kinds": [document.kind for document in Document.objects.order_by("pk")],
    "known": all(document.kind in all_letters() for document in Document.objects.all()),
    "contents": all(document.content["paragraphs"] == ["原来的话。"] for document in Document.objects.all()),
    "services": list(Service.objects.order_by("pk").values_list("document__kind", "way", "mail_number", "on")),
    "papers": set(IdentityPaper.objects.values_list("fingerprint", flat=True)) == {fingerprint_of_paper("990101196001011237")},
    "templates": Document.objects.exclude(template=None).count(),
}, default=str))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home: Path = tmp_path_factory.mktemp("old")
    script = home / "made.py"
    setting = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'gongkai.project.settings'\n"
    script.write_text(f"{setting}KINDS = {KINDS!r}\n{MADE}", encoding="utf-8")
    answer: dict[str, Any] = json.loads(run(home, str(script)).stdout)
    return answer


def test_letters_are_named_by_their_own_codes(told: dict[str, Any]) -> None:
    assert told["kinds"] == [
        "supplement",
        "extension",
        "third_party_consultation",
        "agency_consultation",
        "consultation_notice",
        "close_not_supplemented",
        "close_withdrawn",
        "answer_grant",
        "answer_deny",
        "answer_not_exist",
    ]
    assert told["known"]


def test_what_went_out_stays_word_for_word_and_still_prints(told: dict[str, Any]) -> None:
    assert told["contents"]
    assert told["templates"] == 0


def test_what_the_reply_said_of_its_service_is_a_service_of_its_letter(told: dict[str, Any]) -> None:
    assert told["services"] == [
        ["answer_grant", "mail", "XA1", "2024-03-11"],
        ["answer_deny", "hand", "", "2024-03-11"],
    ]


def test_identity_papers_are_found_again_by_their_fingerprint(told: dict[str, Any]) -> None:
    assert told["papers"]
