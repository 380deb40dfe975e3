"""The statutory tables on a page: every cell once, with its address, origin and link."""

from decimal import Decimal

import pytest

from gongkai.law import formats
from gongkai.law.figures import Figure, Origin, State
from gongkai.screens.statutory import Place, Table, tables_of


def places(*tables: Table) -> list[Place]:
    return [
        place
        for table in tables
        for section in table.sections
        for line in (*section.head, *section.rows)
        for place in line
    ]


@pytest.mark.parametrize("key", formats.keys())
def test_every_cell_of_the_form_stands_on_the_page_once(key: str) -> None:
    form = formats.by_key(key)
    found = [place.address for place in places(*tables_of(form, {})) if place.tag == "td"]
    assert sorted(found) == sorted(form.addresses())


@pytest.mark.parametrize("key", formats.keys())
def test_every_row_of_a_table_is_as_wide_as_the_others(key: str) -> None:
    for table in tables_of(formats.by_key(key), {}):
        for section in table.sections:
            for lines in (section.head, section.rows):
                area = sum(place.columns * place.rows for line in lines for place in line)
                assert area % len(lines) == 0, table.key
        widths = {sum(p.columns * p.rows for line in s.rows for p in line) // len(s.rows) for s in table.sections}
        assert len(widths) == 1


def test_counted_summed_blank_and_missing_cells_look_different() -> None:
    form = formats.by_key("2019")
    figures = {
        "t3/received/natural_person": Figure(1103, origin=Origin.COUNTED),
        "t3/received/total": Figure(0, origin=Origin.DERIVED),
        "t3/granted/natural_person": Figure(None, state=State.BLANK),
    }
    found = {place.address: place for place in places(*tables_of(form, figures)) if place.address}
    assert (found["t3/received/natural_person"].text, found["t3/received/natural_person"].look) == ("1,103", "")
    assert found["t3/received/total"].look == "derived"
    assert found["t3/granted/natural_person"].text == "空"
    assert found["t3/granted/enterprise"].text == "缺"


def test_declared_figures_carry_their_mark_and_zero_is_muted() -> None:
    form = formats.by_key("2019")
    address = form.table2_addresses()[0]
    found = {p.address: p for p in places(*tables_of(form, {address: Figure(Decimal("0"), origin=Origin.DECLARED)}))}
    assert (found[address].mark, found[address].look) == ("报", "zero")


def test_cells_lead_where_the_door_says_and_broken_ones_are_marked() -> None:
    form = formats.by_key("2021")
    figures = {address: Figure(1) for address in form.addresses()}
    broken = {"t3/received/total"}
    found = {
        place.address: place
        for place in places(
            *tables_of(form, figures, link=lambda at: f"/cells/{at}", broken=broken, opened="t3/granted/total")
        )
    }
    assert found["t3/granted/research"].href == "/cells/t3/granted/research"
    assert "broken" in found["t3/received/total"].look
    assert "opened" in found["t3/granted/total"].look
    assert found["t3/granted/research"].label == "表三「（一）予以公开」科研机构"
