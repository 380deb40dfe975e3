"""A district with one department at work, and a day in the January after."""

import pytest
from tests.builders import Desk, an_agency


@pytest.fixture
def district(db: None) -> Desk:
    """The district government."""
    return Desk(an_agency(kind="government", name="青川区人民政府", short_name="区政府", code="001"))


@pytest.fixture
def department(district: Desk) -> Desk:
    """A department below the district."""
    return Desk(an_agency(parent=district.agency, name="青川区教育局", short_name="区教育局", code="013"))
