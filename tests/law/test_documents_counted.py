"""Table 2, rows 规章 and 规范性文件: counted from the register, whatever happened to a document."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.facts import CountingBasis, ReturnFact
from gongkai.law.figures import Figure, Origin
from gongkai.law.formats import by_key
from gongkai.law.tally import count_documents, tally
from gongkai.law.validity import ChangeFact, DocumentFact, Validity, validity_on

BASES = [
    CountingBasis(documents_from=one, documents_total=other)
    for one, other in product(("issued", "effective"), ("in_force", "all"))
]
NEW, OLD = by_key("2021"), by_key("2019")
quick = settings(max_examples=150, deadline=None)


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_document(issued: str = "2021-03-01", *, number: int = 1, kind: str = "normative", **days: str) -> DocumentFact:
    """days: effective, until (the last day of its term), disclosed."""
    names = {"effective": "effective_on", "until": "valid_until", "disclosed": "disclosed_on"}
    told = {names[name]: day(text) for name, text in days.items()}
    return DocumentFact(f"normativedocument:{number}", kind, day(issued), **told)


def changed(fact: DocumentFact, *changes: ChangeFact) -> DocumentFact:
    return replace(fact, changes=(*fact.changes, *changes))


def counted(
    *facts: DocumentFact,
    year: int = 2021,
    basis: CountingBasis = BASES[0],
    row: str = "normative_documents",
    until=None,
):
    """Column → how many, in the format of that year."""
    form = NEW if year > 2020 else OLD
    figures = count_documents(form, year, documents=facts, basis=basis, until=until)
    return {cell.rsplit("/", 1)[1]: figure.value for cell, figure in figures.items() if cell.startswith(f"t2/{row}/")}


class TestFrom2021:
    """Issued, repealed, in force."""

    def test_one_issued_in_the_year_is_in_force_at_its_end(self):
        assert counted(a_document()) == {"issued": 1, "repealed": 0, "in_force": 1}

    def test_one_of_an_earlier_year_is_only_in_force(self):
        assert counted(a_document("2017-05-02")) == {"issued": 0, "repealed": 0, "in_force": 1}

    @pytest.mark.parametrize("kind", ["repealed", "declared_lapsed"])
    def test_one_ended_by_an_act_is_repealed_in_the_year_of_its_last_day(self, kind):
        fact = changed(a_document("2017-05-02"), ChangeFact(kind, day("2021-12-31")))
        assert counted(fact) == {"issued": 0, "repealed": 1, "in_force": 0}
        assert counted(fact, year=2022) == {"issued": 0, "repealed": 0, "in_force": 0}

    def test_a_term_is_in_force_through_its_last_day_and_repealed_on_the_day_after(self):
        fact = a_document("2016-01-01", until="2021-12-31")
        assert counted(fact) == {"issued": 0, "repealed": 0, "in_force": 1}
        assert counted(fact, year=2022) == {"issued": 0, "repealed": 1, "in_force": 0}

    def test_an_extended_term_ends_with_the_extension(self):
        fact = changed(
            a_document("2016-01-01", until="2021-06-30"),
            ChangeFact("extended", day("2021-06-01"), until=day("2023-06-30")),
        )
        assert counted(fact)["in_force"] == counted(fact, year=2022)["in_force"] == 1
        assert counted(fact, year=2023)["repealed"] == 1

    def test_a_modification_is_neither_issued_nor_repealed(self):
        fact = changed(a_document("2017-05-02"), ChangeFact("amended", day("2021-05-01"), acting="normativedocument:9"))
        assert counted(fact) == {"issued": 0, "repealed": 0, "in_force": 1}

    def test_what_replaces_another_is_one_issued_and_one_repealed(self):
        old = changed(a_document("2017-05-02"), ChangeFact("repealed", day("2021-08-01"), acting="normativedocument:2"))
        assert counted(old, a_document("2021-08-01", number=2)) == {"issued": 1, "repealed": 1, "in_force": 1}

    def test_one_issued_and_repealed_in_the_same_year_is_both(self):
        fact = changed(a_document("2021-01-05"), ChangeFact("repealed", day("2021-11-01")))
        assert counted(fact) == {"issued": 1, "repealed": 1, "in_force": 0}

    def test_the_setting_says_whether_the_day_of_issue_or_of_effect_counts(self):
        fact = a_document("2021-12-20", effective="2022-02-01")
        assert counted(fact)["issued"] == counted(fact, year=2022, basis=BASES[2])["issued"] == 1
        assert counted(fact, basis=BASES[2]) == {"issued": 0, "repealed": 0, "in_force": 0}
        assert counted(fact, year=2022)["issued"] == 0

    def test_one_repealed_before_it_took_effect_was_issued_but_never_in_effect(self):
        fact = changed(a_document("2021-10-20", effective="2022-02-01"), ChangeFact("repealed", day("2021-12-01")))
        assert counted(fact) == {"issued": 1, "repealed": 1, "in_force": 0}
        for year in (2021, 2022):
            assert set(counted(fact, year=year, basis=BASES[2]).values()) == {0}

    def test_one_said_to_take_effect_before_it_was_issued_is_not_counted_before(self):
        fact = a_document("2022-01-10", effective="2021-12-01")
        assert counted(fact, basis=BASES[2])["in_force"] == 0
        assert counted(fact, year=2022, basis=BASES[2])["issued"] == 1

    def test_rules_stand_in_their_own_row_and_other_documents_in_none(self):
        facts = [a_document(kind="rules"), a_document(kind="other", number=2)]
        assert counted(*facts, row="rules") == {"issued": 1, "repealed": 0, "in_force": 1}
        assert set(counted(*facts).values()) == {0}

    def test_the_year_may_end_early(self):
        fact = changed(a_document("2021-03-01"), ChangeFact("repealed", day("2021-09-01")))
        assert set(counted(fact, until=day("2021-02-28")).values()) == {0}
        assert counted(fact, until=day("2021-08-31")) == {"issued": 1, "repealed": 0, "in_force": 1}
        assert counted(fact, until=day("2021-09-01")) == {"issued": 1, "repealed": 1, "in_force": 0}


class TestUntil2020:
    """Made, newly disclosed, disclosed in all."""

    def test_the_day_it_was_made_and_the_day_it_became_public_are_told_apart(self):
        fact = a_document("2019-12-20", disclosed="2020-01-06")
        assert counted(fact, year=2019) == {"made": 1, "newly_disclosed": 0, "disclosed_total": 0}
        assert counted(fact, year=2020) == {"made": 0, "newly_disclosed": 1, "disclosed_total": 1}

    def test_one_never_disclosed_is_made_and_no_more(self):
        assert counted(a_document("2020-04-01"), year=2020) == {"made": 1, "newly_disclosed": 0, "disclosed_total": 0}

    def test_the_setting_says_whether_ended_ones_stay_in_the_total(self):
        fact = changed(a_document("2018-04-01", disclosed="2018-04-03"), ChangeFact("repealed", day("2020-04-01")))
        assert counted(fact, year=2020)["disclosed_total"] == 0
        assert counted(fact, year=2020, basis=BASES[1])["disclosed_total"] == 1


class TestTheTable:
    """How the counted cells stand among the declared ones."""

    @pytest.mark.parametrize(("form", "number"), [(NEW, 6), (OLD, 6)])
    def test_six_cells_of_either_format_are_counted_and_no_return_touches_them(self, form, number):
        declared = ReturnFact(
            "declaredreturn:1", {cell: Figure(9, origin=Origin.DECLARED) for cell in form.table2_addresses()}
        )
        figures = tally(
            form, form.first_year, applications=[], appeals=[], returns=[declared], documents=[], basis=CountingBasis()
        )
        assert len(form.register_addresses()) == number
        for cell in form.register_addresses():
            assert (figures[cell].value, figures[cell].origin, figures[cell].sources) == (0, Origin.COUNTED, ())
        assert {figures[cell].value for cell in form.declared_addresses()} == {9}
        assert {*form.register_addresses(), *form.declared_addresses()} == set(form.table2_addresses())

    def test_a_counted_cell_names_its_documents(self):
        figures = tally(
            NEW,
            2021,
            applications=[],
            appeals=[],
            returns=[],
            documents=[a_document(), a_document("2020-01-01", number=2)],
            basis=CountingBasis(),
        )
        assert figures["t2/normative_documents/in_force"].sources == ("normativedocument:1", "normativedocument:2")
        assert figures["t2/normative_documents/issued"].sources == ("normativedocument:1",)


DAYS = st.dates(date(2018, 6, 1), date(2024, 6, 30))


@st.composite
def _document(draw: st.DrawFn, number: int) -> DocumentFact:
    """Any history, lawful or not: terms, extensions, acts on any day."""
    issued = draw(DAYS)
    near = st.integers(-40, 900).map(lambda days: issued + timedelta(days=days))
    kinds = st.sampled_from(["amended", "repealed", "declared_lapsed", "extended"])
    changes = draw(st.lists(st.tuples(kinds, near), max_size=4))
    return DocumentFact(
        f"normativedocument:{number}",
        draw(st.sampled_from(["normative", "normative", "rules", "other"])),
        issued,
        draw(st.none() | near),
        draw(st.none() | near),
        draw(st.none() | near),
        tuple(
            ChangeFact(kind, on, until=on + timedelta(days=365) if kind == "extended" else None) for kind, on in changes
        ),
    )


documents = st.integers(0, 10).flatmap(lambda count: st.tuples(*(_document(number) for number in range(count))))


@quick
@given(documents, st.integers(2019, 2024), st.sampled_from(BASES))
def test_the_stock_of_a_year_is_that_of_the_year_before_and_issued_less_repealed(facts, year, basis):
    before = count_documents(NEW, year - 1, documents=facts, basis=basis)
    figures = count_documents(NEW, year, documents=facts, basis=basis)
    for row in ("rules", "normative_documents"):
        stock, issued, repealed = (figures[f"t2/{row}/{column}"] for column in ("in_force", "issued", "repealed"))
        earlier = before[f"t2/{row}/in_force"]
        assert stock.value == earlier.value + issued.value - repealed.value
        assert set(stock.sources) == (set(earlier.sources) | set(issued.sources)) - set(repealed.sources)


@quick
@given(documents, st.integers(2018, 2024), st.sampled_from(BASES))
def test_each_counted_cell_has_as_many_distinct_documents_as_its_value_in_either_format(facts, year, basis):
    for form in (NEW, OLD):
        for figure in count_documents(form, year, documents=facts, basis=basis).values():
            assert len(figure.sources) == len(set(figure.sources)) == figure.value


@quick
@given(documents, st.integers(2018, 2024))
def test_by_the_day_of_effect_the_stock_is_what_one_could_act_by_on_the_last_day(facts, year):
    figures = count_documents(NEW, year, documents=facts, basis=CountingBasis(documents_from="effective"))
    last = date(year, 12, 31)
    holding = {
        fact.reference
        for fact in facts
        if fact.kind == "normative" and (state := validity_on(fact, last)) and state.holds
    }
    assert set(figures["t2/normative_documents/in_force"].sources) == holding


@quick
@given(documents, st.integers(2018, 2024), st.integers(1, 365))
def test_over_a_year_what_was_issued_grows_by_the_day(facts, year, number):
    until = date(year, 1, 1) + timedelta(days=number - 1)
    early, late = (
        count_documents(NEW, year, documents=facts, basis=BASES[0], until=end) for end in (until, date(year, 12, 31))
    )
    for cell in ("t2/normative_documents/issued", "t2/normative_documents/repealed"):
        assert set(early[cell].sources) <= set(late[cell].sources)


def test_a_state_that_holds_is_in_force_or_amended():
    assert [state for state in Validity if state.holds] == [Validity.IN_FORCE, Validity.AMENDED]
