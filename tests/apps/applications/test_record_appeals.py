"""登记行政复议、行政诉讼 and their results (art. 51): enough to count table 4."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.apps.applications.watching import (
    LATER,
    NEXT,
    RECEIVED,
    at_stage,
    is_refused_on_bad_days,
    is_refused_to_others,
    is_refused_when_stale,
    is_refused_where_unlawful,
    refusal,
    trace_of,
)

from gongkai.applications.actions import (
    conclude_lawsuit,
    conclude_reconsideration,
    record_lawsuit,
    record_reconsideration,
)
from gongkai.applications.facts import appeals_of_year
from gongkai.applications.models import Lawsuit
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb

HELD = {"reconsideration": "upheld", "lawsuit": "claim_dismissed"}


def reconsider(application, *, actor, on, **changes):
    told = {"organ": "青川区人民政府", "filed_on": on, **changes}
    return record_reconsideration(application, actor=actor, **told)


def sue(application, *, actor, on, **changes):
    told = {"route": "direct", "court": "青川区人民法院", "filed_on": on, **changes}
    return record_lawsuit(application, actor=actor, **told)


@pytest.fixture
def application(desk):
    return at_stage(desk, Stage.CLOSED)


@pytest.fixture(params=["reconsideration", "lawsuit"])
def appeal(request, desk, application):
    """An appeal filed on NEXT, and the verb that concludes it."""
    filed, conclude = {"reconsideration": (reconsider, conclude_reconsideration), "lawsuit": (sue, conclude_lawsuit)}[
        request.param
    ]
    return filed(application, actor=desk.officer(NEXT), on=NEXT), conclude


class TestRecording:
    """An appeal is a record on a case: against its reply, or because none came in time."""

    def test_a_reconsideration_is_pending_until_concluded(self, desk, application):
        made = reconsider(application, actor=desk.officer(LATER), on=LATER, organ=" 青川区人民政府 ")
        assert (made.organ, made.filed_on, made.result, made.concluded_on) == ("青川区人民政府", LATER, "", None)

    @pytest.mark.parametrize("route", Lawsuit.Route.values)
    def test_a_lawsuit_has_its_route_and_court(self, desk, application, route):
        made = sue(application, actor=desk.officer(LATER), on=LATER, route=route)
        assert (made.route, made.court, made.result) == (route, "青川区人民法院", "")

    def test_the_traces_name_article_51(self, desk, application):
        for act, verb in ((reconsider, "reconsideration_recorded"), (sue, "lawsuit_recorded")):
            made = act(application, actor=desk.officer(LATER), on=LATER)
            trace = trace_of(application)
            assert (trace.verb, trace.on, trace.details["appeal"]) == (f"application.{verb}", LATER, made.pk)
            assert trace.ground.endswith("第五十一条")

    @pytest.mark.parametrize(("act", "field"), [(reconsider, "organ"), (sue, "court")])
    def test_organ_and_court_are_named(self, desk, application, act, field):
        refusal(
            NotAcceptable,
            lambda: act(application, actor=desk.officer(LATER), on=LATER, **{field: " "}),
            "appeal.unnamed",
            field,
        )
        refusal(
            NotAcceptable,
            lambda: act(application, actor=desk.officer(LATER), on=LATER, **{field: "长" * 61}),
            "text.too_long",
            field,
        )

    @pytest.mark.parametrize("route", ["", "appeal"])
    def test_a_route_is_chosen_from_the_two_there_are(self, desk, application, route):
        refusal(
            NotAcceptable,
            lambda: sue(application, actor=desk.officer(LATER), on=LATER, route=route),
            "lawsuit.route",
            "route",
        )

    @pytest.mark.parametrize(("act", "verb"), [(reconsider, Verb.RECORD_RECONSIDERATION), (sue, Verb.RECORD_LAWSUIT)])
    def test_they_are_refused_at_every_other_stage(self, desk, act, verb):
        is_refused_where_unlawful(desk, verb, act)

    @pytest.mark.parametrize("act", [reconsider, sue])
    def test_only_a_desk_officer_of_the_agency_records_them(self, desk, application, act):
        is_refused_to_others(desk, application, act, allowed={"desk_officer"})

    @pytest.mark.parametrize("act", [reconsider, sue])
    def test_they_were_filed_between_receipt_and_today(self, desk, application, act):
        is_refused_on_bad_days(desk, application, act, not_before=RECEIVED, field="filed_on")

    @pytest.mark.parametrize("act", [reconsider, sue])
    def test_who_gets_no_reply_in_time_may_appeal_before_there_is_one(self, desk, act):
        """Table 4 would lack the case if it had to wait for a reply that does not come."""
        made = act(at_stage(desk, Stage.HANDLING), actor=desk.officer(LATER), on=LATER)
        assert made.application.stage == Stage.HANDLING
        assert [fact.reference for fact in appeals_of_year([desk.agency], 2020)] == [
            f"{made._meta.model_name}:{made.pk}"
        ]

    @pytest.mark.parametrize("act", [reconsider, sue])
    def test_the_later_of_two_officers_is_told_what_the_other_did(self, desk, application, act):
        is_refused_when_stale(desk, application, act)


class TestProcedure:
    """What is known of the procedure: number, days, procedure; each day in its place."""

    def test_everything_known_is_kept_at_once(self, desk, application):
        made = reconsider(
            application,
            actor=desk.officer(LATER),
            on=NEXT,
            procedure="simple",
            case_number=" 青政复〔2020〕3号 ",
            admitted_on=date(2020, 4, 16),
            notified_on=date(2020, 4, 17),
            files=[("复议申请书.txt", "请求撤销".encode())],
        )
        assert (made.procedure, made.case_number) == ("simple", "青政复〔2020〕3号")
        assert (made.admitted_on, made.notified_on) == (date(2020, 4, 16), date(2020, 4, 17))
        assert list(application.attachments.values_list("role", "file__name")) == [("appeal", "复议申请书.txt")]

    @pytest.mark.parametrize("act", [reconsider, sue])
    def test_a_procedure_is_one_of_two(self, desk, application, act):
        refusal(
            NotAcceptable,
            lambda: act(application, actor=desk.officer(LATER), on=LATER, procedure="quick"),
            "appeal.procedure",
            "procedure",
        )

    @pytest.mark.parametrize("act", [reconsider, sue])
    @pytest.mark.parametrize("field", ["admitted_on", "notified_on"])
    def test_nothing_of_it_is_earlier_than_the_filing(self, desk, application, act, field):
        refusal(
            NotAcceptable,
            lambda: act(application, actor=desk.officer(LATER), on=LATER, **{field: NEXT}),
            "date.too_early",
            field,
        )


class TestConcluding:
    """A result and its day, once. The detail gives the column of table 4 [M]."""

    def test_the_result_and_its_day_are_kept(self, desk, appeal):
        made, conclude = appeal
        conclude(made, decided_as="revoked", concluded_on=LATER, actor=desk.officer(LATER))
        made.refresh_from_db()
        assert (made.decided_as, made.result, made.concluded_on) == ("revoked", "overturned", LATER)
        trace = trace_of(made.application)
        assert trace.verb == f"application.{made._meta.model_name}_concluded"
        assert (trace.details["result"], trace.details["appeal"]) == ("overturned", made.pk)

    def test_it_counts_in_table_four_with_that_result(self, desk, appeal):
        made, conclude = appeal
        conclude(made, decided_as=HELD[made._meta.model_name], concluded_on=LATER, actor=desk.officer(LATER))
        (fact,) = appeals_of_year([desk.agency], 2020)
        assert (fact.filed_on, fact.result, fact.concluded_on) == (NEXT, "upheld", LATER)
        assert fact.reference == f"{made._meta.model_name}:{made.pk}"

    @pytest.mark.parametrize("result", ["", "won", "pending", "remanded", "appeal_dismissed"])
    def test_a_result_is_one_that_such_an_appeal_can_have(self, desk, appeal, result):
        made, conclude = appeal
        refusal(
            NotAcceptable,
            lambda: conclude(made, decided_as=result, concluded_on=LATER, actor=desk.officer(LATER)),
            "appeal.result",
            "decided_as",
        )

    def test_a_result_is_recorded_once(self, desk, appeal):
        made, conclude = appeal
        conclude(made, decided_as="revoked", concluded_on=LATER, actor=desk.officer(LATER))
        refusal(
            NotAcceptable,
            lambda: conclude(made, decided_as="changed", concluded_on=LATER, actor=desk.officer(LATER)),
            "appeal.concluded",
            "decided_as",
        )

    def test_an_order_and_its_limit_are_kept(self, desk, appeal):
        made, conclude = appeal
        limit = date(2020, 5, 8)
        conclude(
            made,
            decided_as="revoked",
            concluded_on=NEXT,
            order="reply_anew",
            reply_by=limit,
            decision_received_on=LATER,
            actor=desk.officer(LATER),
        )
        made.refresh_from_db()
        assert (made.order, made.reply_by, made.decision_received_on) == ("reply_anew", limit, LATER)
        assert trace_of(made.application).details["reply_by"] == limit.isoformat()

    @pytest.mark.parametrize(
        ("told", "code", "field"),
        [
            ({"order": "apologise"}, "appeal.order", "order"),
            ({"decided_as": "mediated", "order": "reply_anew"}, "appeal.order", "order"),
            ({"reply_by": date(2020, 5, 8)}, "appeal.reply_by", "order"),
            ({"order": "reply_anew", "reply_by": NEXT}, "appeal.reply_by", "reply_by"),
            ({"decision_received_on": NEXT}, "date.too_early", "decision_received_on"),
        ],
    )
    def test_an_order_fits_the_result_and_its_days(self, desk, appeal, told, code, field):
        made, conclude = appeal
        whole = {"decided_as": "revoked", "concluded_on": LATER, **told}
        refusal(NotAcceptable, lambda: conclude(made, actor=desk.officer(LATER), **whole), code, field)

    def test_only_a_desk_officer_of_the_agency_records_it(self, desk, appeal):
        made, conclude = appeal

        def act(_, *, actor, on):
            return conclude(made, decided_as="revoked", concluded_on=on, actor=actor)

        is_refused_to_others(desk, made.application, act, allowed={"desk_officer"})

    def test_it_was_concluded_between_the_filing_and_today(self, desk, appeal):
        made, conclude = appeal

        def act(_, *, actor, on):
            return conclude(made, decided_as="revoked", concluded_on=on, actor=actor)

        is_refused_on_bad_days(desk, made.application, act, not_before=NEXT, field="concluded_on")

    def test_the_later_of_two_officers_is_told_what_the_other_did(self, desk, appeal):
        made, conclude = appeal

        def act(_, *, actor, on, seen_version):
            return conclude(made, decided_as="revoked", concluded_on=on, actor=actor, seen_version=seen_version)

        is_refused_when_stale(desk, made.application, act)

    def test_the_database_itself_wants_result_and_day_together(self, appeal):
        made, _ = appeal
        rows = type(made).objects.filter(pk=made.pk)
        for change in (
            {"result": "upheld"},
            {"concluded_on": LATER},
            {"result": "upheld", "concluded_on": date(2020, 1, 1)},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**change)
