"""提交申请 at the portal (art. 29, 31): exactly the three groups of required fields, receipt settled at once or by an officer."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from tests.apps.applications.watching import NEXT, RECEIVED, events_of, refusal, trace_of
from tests.apps.files.samples import EXE, JPG, PDF, TXT
from tests.builders import a_submission, an_agency, at, details

from gongkai.applications import codes
from gongkai.applications.actions import Identity, submit_application
from gongkai.applications.models import Application
from gongkai.audit.actors import the_public
from gongkai.audit.models import Entry
from gongkai.law.errors import NotAcceptable
from gongkai.law.facts import ApplicantKind
from gongkai.law.stages import Stage


def submit(desk, *, on: date = RECEIVED, files=(), **changes):
    return submit_application(desk.agency, details(**changes), actor=the_public(at(on)), files=files)


def bytes_on_disk() -> list[Path]:
    return [path for path in (Path(settings.GONGKAI_HOME) / "files").rglob("*") if path.is_file()]


class TestReceipt:
    """Which day counts as received, by the agency's setting."""

    def test_by_default_the_automatic_receipt_confirms_at_once(self, desk):
        application = submit(desk).application
        assert (application.stage, application.received_on) == (Stage.HANDLING, RECEIVED)
        assert application.due_on == date(2020, 5, 12)
        assert events_of(application) == [("submitted", RECEIVED)]
        assert application.events.get().data == {
            "channel": "online",
            "arrived_on": "2020-04-13",
            "confirmed_on": "2020-04-13",
        }

    def test_by_setting_an_officer_confirms(self, desk):
        desk.agency.confirmation = "by_officer"
        desk.agency.save()
        application = submit(desk).application
        assert (application.stage, application.received_on, application.due_on) == (Stage.SUBMITTED, None, None)
        assert application.arrived_on == RECEIVED

    def test_the_day_is_that_of_the_house_and_not_of_greenwich(self, desk):
        from zoneinfo import ZoneInfo

        late_evening = datetime(2020, 4, 13, 16, 30, tzinfo=UTC).astimezone(ZoneInfo("Asia/Shanghai"))
        found = submit_application(desk.agency, details(), actor=the_public(late_evening)).application
        assert found.arrived_on == NEXT

    def test_the_trace_names_article_29_and_no_person(self, desk):
        application = submit(desk, name="李小满").application
        trace = trace_of(application)
        assert (trace.verb, trace.actor, trace.on) == ("application.submitted", "applicant", RECEIVED)
        assert trace.ground.endswith("第二十九条")
        said = str(list(Entry.objects.values_list("actor_name", "details")))
        assert "李小满" not in said
        assert details().identity.number not in said


class TestNumberAndCode:
    """What the applicant takes home."""

    def test_number_and_code_are_given_and_only_the_codes_print_is_kept(self, desk):
        opened = submit(desk)
        assert opened.application.query_number == f"{desk.agency.code}-2020-0001"
        assert len(opened.code) == codes.LENGTH
        assert opened.application.query_code != opened.code
        assert codes.is_right(codes.printed(opened.code).lower(), opened.application.query_code)

    def test_no_two_codes_are_the_same(self, desk):
        assert len({submit(desk).code for _ in range(20)}) == 20

    def test_each_agency_and_year_counts_for_itself(self, desk):
        other = an_agency()
        submit(desk)
        assert submit(desk).application.serial == 2
        assert submit(desk, on=date(2021, 1, 4)).application.number == "〔2021〕1号"
        assert submit_application(other, details(), actor=the_public(at(RECEIVED))).application.serial == 1

    def test_an_act_that_is_undone_leaves_no_gap(self, desk):
        submit(desk)
        with transaction.atomic():
            assert submit(desk).application.serial == 2
            transaction.set_rollback(True)
        refusal(NotAcceptable, lambda: submit(desk, files=[("a.exe", EXE)]))
        assert submit(desk).application.serial == 2


class TestRequiredFields:
    """Exactly the three groups of article 29."""

    @pytest.mark.parametrize("field", ["name", "phone", "content", "form", "delivery"])
    def test_a_missing_field_is_named_and_nothing_is_kept(self, desk, field):
        said = refusal(NotAcceptable, lambda: submit(desk, **{field: " "}), "application.incomplete", field)
        assert said.message.startswith("还没有填")

    def test_an_identity_paper_has_a_number(self, desk):
        refusal(
            NotAcceptable,
            lambda: submit(desk, identity=Identity("identity_card", " ")),
            "application.incomplete",
            "identity_number",
        )

    def test_purpose_and_the_rest_are_never_asked_for(self, desk):
        assert submit(desk, contact_person="", email="", address="").application.pk
        assert not {"purpose", "reason"} & set(details().__dataclass_fields__)

    @pytest.mark.parametrize(
        ("field", "changes"),
        [
            ("form", {"form": "cloud"}),
            ("delivery", {"delivery": "pigeon"}),
            ("applicant_kind", {"applicant_kind": "robot"}),
            ("identity_kind", {"identity": Identity("library_card", "1")}),
        ],
    )
    def test_a_choice_nobody_offered_is_refused(self, desk, field, changes):
        refusal(NotAcceptable, lambda: submit(desk, **changes), "application.choice", field)

    @pytest.mark.parametrize(
        ("field", "longest"), [("name", 80), ("phone", 40), ("address", 160), ("contact_person", 40)]
    )
    def test_a_text_longer_than_its_place_is_refused_with_the_limit(self, desk, field, longest):
        said = refusal(NotAcceptable, lambda: submit(desk, **{field: "长" * (longest + 1)}), "text.too_long", field)
        assert f"最多{longest}个字，现在有{longest + 1}个" in said.message
        assert submit(desk, **{field: "长" * longest}).application.pk

    @pytest.mark.parametrize("kind", list(ApplicantKind))
    def test_each_kind_of_applicant_may_apply(self, desk, kind):
        assert submit(desk, applicant_kind=kind).application.applicant_kind == kind

    def test_an_agency_that_takes_no_applications_takes_none(self, desk):
        desk.agency.takes_applications = False
        desk.agency.save()
        said = refusal(NotAcceptable, lambda: submit(desk), "agency.takes_none", "agency")
        assert desk.agency.name in said.message


class TestAttachments:
    """Files handed in with the application."""

    def test_they_lie_with_the_case(self, desk):
        application = submit(desk, files=[("说明.txt", TXT), ("照片.jpg", JPG)]).application
        told = list(application.attachments.values_list("role", "file__name", "for_applicant"))
        assert told == [("application", "说明.txt", False), ("application", "照片.jpg", False)]

    @pytest.mark.parametrize(
        ("bad", "code"),
        [(("程序.exe", EXE), "file.kind"), (("批复.pdf", EXE), "file.mismatch"), (("空.pdf", b""), "file.empty")],
    )
    def test_one_that_is_refused_leaves_nothing_not_even_bytes(self, desk, bad, code):
        refusal(NotAcceptable, lambda: submit(desk, files=[("说明.txt", TXT), bad]), code, "files")
        identity = replace(details().identity, scan=("身份证.jpg", JPG))
        refusal(NotAcceptable, lambda: submit(desk, identity=identity, files=[("说明.txt", TXT), bad]), code, "files")
        assert bytes_on_disk() == []

    def test_a_scan_of_the_identity_paper_that_is_refused_leaves_nothing(self, desk):
        identity = replace(details().identity, scan=("身份证.jpg", PDF))
        refusal(NotAcceptable, lambda: submit(desk, identity=identity, files=[("说明.txt", TXT)]), "file.mismatch")
        assert bytes_on_disk() == []
        assert Application.objects.count() == 0


def test_the_builder_submits_as_a_citizen_would(desk):
    assert a_submission(desk, on=RECEIVED).application.channel == "online"
