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
from gongkai.applications.models import AppealResult, Lawsuit
from gongkai.law.errors import NotAcceptable
from gongkai.law.stages import Stage, Verb

RESULTS = list(AppealResult.values)


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


class TestConcluding:
    """A result and its day, once."""

    @pytest.mark.parametrize("result", RESULTS)
    def test_the_result_and_its_day_are_kept(self, desk, appeal, result):
        made, conclude = appeal
        conclude(made, result=result, concluded_on=LATER, actor=desk.officer(LATER))
        made.refresh_from_db()
        assert (made.result, made.concluded_on) == (result, LATER)
        trace = trace_of(made.application)
        assert trace.verb == f"application.{made._meta.model_name}_concluded"
        assert (trace.details["result"], trace.details["appeal"]) == (result, made.pk)

    def test_it_counts_in_table_four_with_that_result(self, desk, appeal):
        made, conclude = appeal
        conclude(made, result="upheld", concluded_on=LATER, actor=desk.officer(LATER))
        (fact,) = appeals_of_year([desk.agency], 2020)
        assert (fact.filed_on, fact.result, fact.concluded_on) == (NEXT, "upheld", LATER)
        assert fact.reference == f"{made._meta.model_name}:{made.pk}"

    @pytest.mark.parametrize("result", ["", "won", "pending"])
    def test_a_result_is_one_of_those_of_table_four(self, desk, appeal, result):
        made, conclude = appeal
        refusal(
            NotAcceptable,
            lambda: conclude(made, result=result, concluded_on=LATER, actor=desk.officer(LATER)),
            "appeal.result",
            "result",
        )

    def test_a_result_is_recorded_once(self, desk, appeal):
        made, conclude = appeal
        conclude(made, result="upheld", concluded_on=LATER, actor=desk.officer(LATER))
        refusal(
            NotAcceptable,
            lambda: conclude(made, result="overturned", concluded_on=LATER, actor=desk.officer(LATER)),
            "appeal.concluded",
            "result",
        )

    def test_only_a_desk_officer_of_the_agency_records_it(self, desk, appeal):
        made, conclude = appeal

        def act(_, *, actor, on):
            return conclude(made, result="upheld", concluded_on=on, actor=actor)

        is_refused_to_others(desk, made.application, act, allowed={"desk_officer"})

    def test_it_was_concluded_between_the_filing_and_today(self, desk, appeal):
        made, conclude = appeal

        def act(_, *, actor, on):
            return conclude(made, result="upheld", concluded_on=on, actor=actor)

        is_refused_on_bad_days(desk, made.application, act, not_before=NEXT, field="concluded_on")

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
