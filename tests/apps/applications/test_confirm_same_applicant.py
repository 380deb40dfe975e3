"""确认同一申请人: proposed by the ledger, confirmed by an officer, traced; both cases stay as they are."""

from tests.apps.applications.ledgers import DAY, filed, known
from tests.apps.applications.watching import is_refused_to_others, refusal, trace_of
from tests.builders import Desk, an_agency

from gongkai.applications.actions import assign_officer, confirm_same_applicant, deny_same_applicant
from gongkai.applications.models import Application, Namesake
from gongkai.law.errors import NotAcceptable, Stale

OTHER = "990101196001011245"


def confirm(application, *, actor, on=DAY, **changes):
    return confirm_same_applicant(application, actor=actor, **changes)


def test_two_papers_of_one_person_are_counted_together_from_then_on(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    confirm(two, other=one, actor=desk.officer(DAY))
    assert known(one) == known(two) == ([one.pk, two.pk], [])
    two.applicant.refresh_from_db()
    assert two.applicant.same_as == one.applicant


def test_the_later_points_at_the_earlier_whoever_was_open(desk):
    one, two, three = filed(desk), filed(desk, paper=OTHER), filed(desk, paper="990101196001011253")
    confirm(one, other=two, actor=desk.officer(DAY))
    confirm(two, other=three, actor=desk.officer(DAY))
    three.applicant.refresh_from_db()
    assert three.applicant.same_as == one.applicant
    assert known(three)[0] == [one.pk, two.pk, three.pk]


def test_who_is_known_already_is_not_confirmed_again(desk):
    one, two = filed(desk), filed(desk)
    refusal(NotAcceptable, lambda: confirm(one, other=two, actor=desk.officer(DAY)), "applicant.known", "other")


def test_who_was_denied_can_be_confirmed_after_all(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    deny_same_applicant(two, other=one, actor=desk.officer(DAY))
    confirm(one, other=two, actor=desk.officer(DAY))
    assert not Namesake.objects.exists()
    assert known(one)[0] == [one.pk, two.pk]


def test_the_other_lies_at_the_same_agency_and_is_not_the_case_itself(desk):
    one, elsewhere = filed(desk), filed(Desk(an_agency()))
    for other in (elsewhere, one):
        refusal(
            NotAcceptable,
            lambda: confirm(one, other=other, actor=desk.officer(DAY)),  # noqa: B023
            "applicant.elsewhere",
            "other",
        )


def test_the_trace_names_the_other_case_and_no_identity(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    trace = trace_of(confirm(two, other=one, actor=desk.officer(DAY)))
    assert (trace.verb, trace.details["other"]) == ("application.applicant_confirmed", one.number)
    assert OTHER not in str(trace.details)


def test_only_a_desk_officer_of_the_agency_confirms(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    is_refused_to_others(
        desk, one, lambda case, *, actor, on: confirm(case, other=two, actor=actor), allowed={"desk_officer"}
    )


def test_the_later_of_two_officers_is_told_what_the_other_did(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    seen = Application.objects.get(pk=one.pk).version
    assign_officer(one, desk.person("desk_officer"), actor=desk.officer(DAY))
    refusal(
        Stale,
        lambda: confirm(one, other=two, actor=desk.officer(DAY), seen_version=seen),
        "application.changed",
    )
