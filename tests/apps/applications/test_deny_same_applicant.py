"""认定重名: two people of one name; nobody is asked again."""

from tests.apps.applications.ledgers import DAY, filed, known
from tests.apps.applications.watching import is_refused_to_others, refusal, trace_of

from gongkai.applications.actions import confirm_same_applicant, deny_same_applicant
from gongkai.applications.models import Namesake
from gongkai.law.errors import NotAcceptable

OTHER = "990101196001011245"
THIRD = "990101196001011253"


def deny(application, *, actor, other):
    return deny_same_applicant(application, other=other, actor=actor)


def test_a_namesake_is_not_proposed_again_on_either_side(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    assert known(one)[1] == [two.pk]
    deny(one, other=two, actor=desk.officer(DAY))
    assert known(one) == ([one.pk], [])
    assert known(two) == ([two.pk], [])


def test_it_is_noted_once(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    for case, other in ((one, two), (two, one)):
        deny(case, other=other, actor=desk.officer(DAY))
    assert Namesake.objects.count() == 1


def test_what_was_confirmed_by_mistake_is_undone(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    confirm_same_applicant(one, other=two, actor=desk.officer(DAY))
    deny(two, other=one, actor=desk.officer(DAY))
    assert known(one) == ([one.pk], [])


def test_who_is_joined_through_a_third_is_parted_there(desk):
    one, two, three = filed(desk), filed(desk, paper=OTHER), filed(desk, paper=THIRD)
    confirm_same_applicant(two, other=one, actor=desk.officer(DAY))
    confirm_same_applicant(three, other=one, actor=desk.officer(DAY))
    refusal(NotAcceptable, lambda: deny(three, other=two, actor=desk.officer(DAY)), "applicant.linked", "other")


def test_the_same_paper_is_no_namesake(desk):
    one, two = filed(desk), filed(desk)
    refusal(NotAcceptable, lambda: deny(one, other=two, actor=desk.officer(DAY)), "applicant.same_paper", "other")


def test_the_trace_names_the_other_case(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    trace = trace_of(deny(one, other=two, actor=desk.officer(DAY)))
    assert (trace.verb, trace.details["other"]) == ("application.applicant_denied", two.number)


def test_only_a_desk_officer_of_the_agency_denies(desk):
    one, two = filed(desk), filed(desk, paper=OTHER)
    is_refused_to_others(
        desk, one, lambda case, *, actor, on: deny(case, other=two, actor=actor), allowed={"desk_officer"}
    )
