"""What must hold for the figures of any history: the printed equation, sums, carry-over, sources."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.histories import any_bases, appeals, applications, bases

from gongkai.law import formats
from gongkai.law.figures import Origin, parts
from gongkai.law.tally import tally

YEARS = st.integers(2019, 2023)
KEYS = st.sampled_from(["2019", "2021"])
quick = settings(max_examples=60, deadline=None)


def counted(year, cases, appealed, basis, *, key=None, until=None):
    form = formats.by_key(key) if key else formats.for_year(year)
    figures = tally(form, year, applications=cases, appeals=appealed, returns=[], basis=basis, until=until)
    return form, figures


@quick
@given(YEARS, KEYS, applications(), appeals(), any_bases)
def test_every_equation_of_the_form_holds(year, key, cases, appealed, basis):
    form, figures = counted(year, cases, appealed, basis, key=key)
    for found in form.instances():
        left, right = (sum(figures[cell].value for cell in side) for side in (found.left, found.right))
        assert left == right, f"{found.equation.code} {found.place}"


@quick
@given(YEARS, applications(), any_bases)
def test_what_a_year_carries_out_the_next_carries_in(year, cases, basis):
    form, figures = counted(year, cases, (), basis, key="2021")
    _, following = counted(year + 1, cases, (), basis, key="2021")
    for column in form.columns:
        out, into = figures[f"t3/carried_out/{column.key}"], following[f"t3/carried_in/{column.key}"]
        assert out.value == into.value
        assert sorted(out.sources) == sorted(into.sources)


@quick
@given(YEARS, KEYS, applications(), appeals(), bases)
def test_every_counted_cell_has_as_many_distinct_sources_as_its_value(year, key, cases, appealed, basis):
    form, figures = counted(year, cases, appealed, basis, key=key)
    for cell in (*form.table3_addresses(), *form.table4_addresses()):
        figure = figures[cell]
        assert len(figure.sources) == len(set(figure.sources)) == figure.value
        _, row, column = parts(cell)
        derived = column == "total" or row == "closed_total"
        assert figure.origin is (Origin.DERIVED if derived else Origin.COUNTED)


@quick
@given(YEARS, applications(), bases)
def test_a_case_of_the_year_stands_in_one_row_of_what_came_and_one_of_what_became_of_it(year, cases, basis):
    form, figures = counted(year, cases, (), basis)

    def rows_of(names):
        return sorted(source for row in names for source in figures[f"t3/{row}/total"].sources)

    leaves = [row.key for row in form.leaves()]
    came = rows_of(["received", "carried_in"])
    assert len(came) == len(set(came))
    assert came == rows_of([*leaves, "carried_out"])


@quick
@given(applications(), bases)
def test_over_all_years_each_case_is_new_once_and_closed_at_most_once(cases, basis):
    new, closed = [], []
    for year in range(2018, 2027):
        _, figures = counted(year, cases, (), basis, key="2021")
        new += figures["t3/received/total"].sources
        closed += figures["t3/closed_total/total"].sources
    assert sorted(new) == sorted(fact.reference for fact in cases)
    ended = [
        fact.reference
        for fact in cases
        if fact.outcome and ((fact.closed_on if basis.closed == "served" else fact.replied_on) is not None)
    ]
    assert sorted(closed) == sorted(ended)


@quick
@given(YEARS, applications(), appeals(), any_bases)
def test_the_day_view_of_31_december_is_the_report_of_the_year(year, cases, appealed, basis):
    _, report = counted(year, cases, appealed, basis)
    _, view = counted(year, cases, appealed, basis, until=date(year, 12, 31))
    assert view == report


@quick
@given(YEARS, st.integers(1, 365), applications(), appeals(), any_bases)
def test_the_equations_hold_on_any_day_of_the_year(year, number, cases, appealed, basis):
    until = date.fromordinal(date(year, 1, 1).toordinal() + number - 1)
    form, figures = counted(year, cases, appealed, basis, until=until)
    for found in form.instances():
        assert sum(figures[c].value for c in found.left) == sum(figures[c].value for c in found.right)


@quick
@given(YEARS, applications(), appeals(), any_bases, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_no_figure(year, cases, appealed, basis, random):
    _, figures = counted(year, cases, appealed, basis)
    shuffled, others = list(cases), list(appealed)
    random.shuffle(shuffled)
    random.shuffle(others)
    _, again = counted(year, shuffled, others, basis)
    assert {cell: figure.value for cell, figure in figures.items()} == {c: f.value for c, f in again.items()}
