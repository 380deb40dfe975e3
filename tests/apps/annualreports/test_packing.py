"""References are packed small and come back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.annualreports.packing import pack, unpack

KINDS = st.sampled_from(["application", "reconsideration", "lawsuit", "declaredreturn"])
REFERENCES = st.lists(st.builds("{}:{}".format, KINDS, st.integers(1, 2**63 - 1)))


@given(REFERENCES)
def test_what_is_packed_comes_back_in_its_order(references: list[str]) -> None:
    assert unpack(pack(references)) == tuple(references)


@given(REFERENCES, st.integers(0, 30), st.integers(0, 30))
def test_a_piece_is_the_same_as_the_piece_of_the_whole(references: list[str], start: int, length: int) -> None:
    assert unpack(pack(references), start, start + length) == tuple(references)[start : start + length]


def test_nothing_packs_to_nothing() -> None:
    assert unpack(pack([])) == ()


def test_a_hundred_thousand_cases_take_little_room() -> None:
    packed = pack(f"application:{key}" for key in range(1, 100_001))
    assert len(packed) < 400_000
    assert len(unpack(packed)) == 100_000
