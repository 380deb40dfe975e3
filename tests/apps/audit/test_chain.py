"""The arithmetic of the chain: what was done to a journal is named with the place where it was done. No database."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.audit.chain import START, Break, Link, breaks, content_of, digest_of

KEY = b"k" * 32
OTHER_KEY = b"o" * 32


def chain(length: int, *, key: bytes = KEY, word: str = "act") -> list[Link]:
    """A sound journal of so many entries."""
    links: list[Link] = []
    previous = START
    for sequence in range(1, length + 1):
        content = content_of({"verb": f"{word}{sequence}"})
        digest = digest_of(key, sequence, content, previous)
        links.append(Link(sequence, content, previous, digest))
        previous = digest
    return links


def head_of(links: list[Link]) -> tuple[int, str]:
    return (links[-1].sequence, links[-1].digest) if links else (0, START)


def noted(links: Iterable[Link]) -> dict[int, str]:
    return {link.sequence: link.digest for link in links}


def forged(sequence: int, previous: str, *, word: str = "forged") -> Link:
    """An entry somebody wrote without the key."""
    content = content_of({"verb": word})
    return Link(sequence, content, previous, digest_of(OTHER_KEY, sequence, content, previous))


def changed(link: Link) -> Link:
    return replace(link, content=link.content + b" ")


def renumbered(links: Iterable[Link]) -> list[Link]:
    return [replace(link, sequence=number) for number, link in enumerate(links, 1)]


def found(links: list[Link], original: list[Link], *, head=None, outside=None) -> list[tuple[str, int]]:
    """What `breaks` says of `links`, when `original` is what was written. outside: None for heads noted of every act."""
    said = breaks(
        KEY,
        links,
        head=head_of(original) if head is None else head,
        outside=noted(original) if outside is None else outside,
    )
    return [(fault.kind, fault.sequence) for fault in said]


OUTSIDE = pytest.mark.parametrize("outside", [None, {}], ids=["with the heads outside", "where they were lost"])
PLACES = pytest.mark.parametrize("place", [1, 2, 5, 9, 10])


def test_an_empty_journal_holds():
    assert found([], []) == []


@pytest.mark.parametrize("length", [1, 2, 50])
@OUTSIDE
def test_an_untouched_journal_holds(length, outside):
    links = chain(length)
    assert found(links, links, outside=outside) == []


def test_heads_not_noted_yet_are_no_fault():
    links = chain(10)
    assert found(links, links, outside=noted(links[:7])) == []


@PLACES
@OUTSIDE
def test_a_changed_entry_is_named(place, outside):
    links = chain(10)
    tampered = [changed(link) if link.sequence == place else link for link in links]
    assert found(tampered, links, outside=outside) == [("changed", place)]


@OUTSIDE
def test_a_changed_entry_is_named_even_when_its_digest_was_forged(outside):
    links = chain(10)
    tampered = [forged(5, links[3].digest) if link.sequence == 5 else link for link in links]
    assert found(tampered, links, outside=outside) == [("changed", 5)]


@OUTSIDE
def test_several_changed_entries_are_all_named(outside):
    links = chain(10)
    tampered = [changed(link) if link.sequence in {2, 3, 7} else link for link in links]
    assert found(tampered, links, outside=outside) == [("changed", 2), ("changed", 3), ("changed", 7)]


@pytest.mark.parametrize("place", [1, 2, 5, 9])
@OUTSIDE
def test_a_removed_entry_is_named_by_the_gap_it_leaves(place, outside):
    links = chain(10)
    assert found([link for link in links if link.sequence != place], links, outside=outside) == [("removed", place)]


@pytest.mark.parametrize("place", [1, 2, 5, 9])
@OUTSIDE
def test_a_removed_entry_is_named_when_the_rest_was_renumbered(place, outside):
    links = chain(10)
    left = renumbered(link for link in links if link.sequence != place)
    assert found(left, links, head=(9, links[-1].digest), outside=outside) == [("removed", place)]
    assert found(left, links, outside=outside) == [("removed", place)]


@OUTSIDE
def test_several_removed_entries_are_named_when_the_rest_was_renumbered(outside):
    links = chain(12)
    left = renumbered(link for link in links if link.sequence not in {4, 5, 6})
    assert found(left, links, head=(9, links[-1].digest), outside=outside) == [("removed", 4)]


@PLACES
@OUTSIDE
def test_an_inserted_entry_is_named_when_the_rest_was_renumbered(place, outside):
    links = chain(10)
    before, after = links[: place - 1], links[place - 1 :]
    previous = before[-1].digest if before else START
    tampered = renumbered([*before, forged(place, previous), *after])
    assert found(tampered, links, head=(11, links[-1].digest), outside=outside) == [("inserted", place)]


@OUTSIDE
def test_several_inserted_entries_are_named(outside):
    links = chain(10)
    tampered = renumbered([*links[:4], forged(5, links[3].digest), forged(6, "f" * 64), *links[4:]])
    assert found(tampered, links, head=(12, links[-1].digest), outside=outside) == [("inserted", 5), ("inserted", 6)]


@OUTSIDE
def test_an_entry_added_at_the_end_is_named(outside):
    links = chain(10)
    assert found([*links, forged(11, links[-1].digest)], links, outside=outside) == [("inserted", 11)]


def test_an_entry_added_at_the_end_is_named_when_the_head_row_was_adjusted_too():
    links = chain(10)
    extra = forged(11, links[-1].digest)
    assert found([*links, extra], links, head=(11, extra.digest)) == [("inserted", 11)]


def test_without_the_heads_outside_an_entry_added_at_the_end_with_the_head_row_is_still_named():
    links = chain(10)
    extra = forged(11, links[-1].digest)
    assert [place for _, place in found([*links, extra], links, head=(11, extra.digest), outside={})] == [11]


@pytest.mark.parametrize("left", [0, 1, 7, 9])
def test_a_cut_off_tail_is_seen_by_the_head_row(left):
    links = chain(10)
    assert found(links[:left], links, outside={}) == [("cut", left + 1)]


@pytest.mark.parametrize("left", [0, 1, 7, 9])
def test_a_cut_off_tail_is_seen_from_outside_when_the_head_row_was_adjusted(left):
    links = chain(10)
    assert found(links[:left], links, head=head_of(links[:left])) == [("cut", left + 1)]


def test_a_chain_rewritten_with_the_key_is_seen_from_outside():
    links = chain(10)
    rewritten = chain(10, word="other")
    assert found(rewritten, links, head=head_of(rewritten))[0] == ("rewritten", 1)


def test_a_tail_rewritten_with_the_key_is_seen_from_outside():
    links = chain(10)
    content = content_of({"verb": "other"})
    last = Link(10, content, links[8].digest, digest_of(KEY, 10, content, links[8].digest))
    assert found([*links[:9], last], links, head=head_of([last])) == [("rewritten", 10)]


def test_a_chain_written_without_the_key_names_every_entry():
    links = chain(5)
    assert found(chain(5, key=OTHER_KEY), links) == [("changed", place) for place in range(1, 6)]


def test_two_entries_changed_about_are_named():
    links = chain(10)
    tampered = renumbered([*links[:4], links[5], links[4], *links[6:]])
    assert found(tampered, links) == [("removed", 5), ("inserted", 6)]


def test_an_entry_whose_number_alone_was_changed_is_named():
    links = chain(10)
    tampered = [replace(link, sequence=20) if link.sequence == 10 else link for link in links]
    assert found(tampered, links) == [("changed", 20)]


def test_an_entry_copied_to_another_place_is_named():
    links = chain(10)
    assert found(renumbered([*links[:6], links[2], *links[6:]]), links, head=(11, links[-1].digest)) == [
        ("inserted", 7)
    ]


def test_a_changed_and_a_removed_entry_side_by_side_are_told_apart():
    links = chain(10)
    tampered = [changed(link) if link.sequence == 5 else link for link in links if link.sequence != 4]
    assert found(tampered, links) == [("changed", 5), ("removed", 4)]


def test_a_head_row_that_was_altered_is_seen():
    links = chain(10)
    assert found(links, links, head=(10, "f" * 64)) == [("rewritten", 10)]
    assert found(links, links, head=(12, links[-1].digest), outside={}) == [("cut", 11)]


def test_a_head_row_set_back_is_seen():
    links = chain(10)
    assert found(links, links, head=(8, links[7].digest)) != []


def test_every_fault_says_which_entry_and_what_in_chinese():
    links = chain(10)
    (fault,) = breaks(KEY, links[:9], head=head_of(links), outside={})
    assert isinstance(fault, Break)
    assert "第9条" in fault.message
    assert fault.message.endswith("。")


@st.composite
def tampered_journals(draw: st.DrawFn) -> tuple[list[Link], list[Link], int]:
    """(what was written, what is found, the place of the one thing that was done)."""
    links = chain(draw(st.integers(2, 20)))
    place = draw(st.integers(1, len(links)))
    before, link, after = links[: place - 1], links[place - 1], links[place:]
    done = draw(st.sampled_from(["change", "forge", "remove", "remove and renumber", "insert and renumber"]))
    if done == "change":
        return links, [*before, changed(link), *after], place
    if done == "forge":
        return links, [*before, forged(place, link.previous), *after], place
    if done == "insert and renumber":
        return links, renumbered([*before, forged(place, link.previous), link, *after]), place
    left = [*before, *after]
    return links, renumbered(left) if done.endswith("renumber") else left, place


@settings(max_examples=150, deadline=None)
@given(tampered_journals(), st.booleans())
def test_whatever_one_thing_is_done_its_place_is_among_those_named(journal, heads_kept):
    written, left, place = journal
    said = found(left, written, outside=noted(written) if heads_kept else {})
    assert place in [where for _, where in said]
    assert len(said) <= 2
