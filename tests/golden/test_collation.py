"""Two texts side by side: each side whole again from its pieces, words and moved paragraphs told as a reader would, and how much
is looked at for thirty thousand signs, whatever the edit."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reading.aligned import SMALL, Shared, Work, aligned
from gongkai.reading.collation import Kind, Line, collated, word_pieces

SIGNS = [chr(0x4E00 + number) for number in range(2_500)]
WEIGHTS = [1 / (number + 3) for number in range(2_500)]  # as frequent as signs of Chinese are
SIDES = {
    "earlier": (Kind.SAME, Kind.CHANGED, Kind.GONE, Kind.MOVED_AWAY),
    "later": (Kind.SAME, Kind.CHANGED, Kind.NEW, Kind.MOVED_HERE),
}
REAL = 30_000
few = st.text("甲乙丙。\n", max_size=120)
many = st.text(max_size=80)


def side(lines: list[Line], name: str) -> str:
    """That side again, from its pieces."""
    return "\n".join("".join(text for _, text in getattr(line, name)) for line in lines if line.kind in SIDES[name])


def a_text(chance: Random, size: int = REAL, paragraph: int = 120) -> str:
    words = "".join(chance.choices(SIGNS, WEIGHTS, k=size))
    told, at = [], 0
    while at < size:
        step = chance.randint(20, 2 * paragraph)
        told.append(words[at : at + step])
        at += step
    return "\n".join(told)


def edited(chance: Random, text: str, rate: float) -> str:
    """Signs left out, put in other ones' place, and put in: that part of all."""
    told = []
    for sign in text:
        drawn = chance.random()
        if drawn < rate / 3:
            continue
        told.append(chance.choice(SIGNS) if drawn < 2 * rate / 3 else sign)
        if 2 * rate / 3 <= drawn < rate:
            told.append(chance.choice(SIGNS))
    return "".join(told)


def _shapes() -> dict[str, tuple[str, str]]:
    chance = Random(7)
    text = a_text(chance)
    flat = text.replace("\n", "")
    moved = text.split("\n")
    chance.shuffle(moved)
    two = "".join(chance.choices("甲乙", k=REAL))
    return {
        "one sign in a hundred": (text, edited(chance, text, 0.01)),
        "every other sign": (text, edited(chance, text, 0.5)),
        "wholly rewritten": (text, a_text(chance)),
        "every paragraph moved": (text, "\n".join(moved)),
        "every paragraph moved and edited": (text, edited(chance, "\n".join(moved), 0.05)),
        "one paragraph of all": (flat, edited(chance, flat, 0.05)),
        "one paragraph, rewritten": (flat, a_text(chance).replace("\n", "")),
        "one paragraph, halves exchanged": (flat, flat[15_000:] + flat[:15_000]),
        "split otherwise": (text, "\n".join(flat[at : at + 37] for at in range(0, len(flat), 37))),
        "a line for every sign": ("\n".join(flat), "\n".join(edited(chance, flat, 0.05))),
        "one sign all through": ("甲" * REAL, "甲" * 20_000 + "乙" + "甲" * 9_000),
        "two signs by turns": ("甲乙" * 15_000, "甲乙" * 5_000 + "乙" + "甲乙" * 5_000 + "丙" + "乙甲" * 5_000),
        "two signs as they come": (two, "".join(chance.choices("甲乙", k=REAL))),
        "equal lines": (
            "\n".join(["第一条甲乙丙"] * 4_000),
            "\n".join(["第一条甲乙丙"] * 1_900 + ["附"] * 3 + ["第一条甲乙丙"] * 1_000),
        ),
        "nothing before": ("", text),
    }


SHAPES = _shapes()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_real_draft_is_compared_with_a_bounded_number_of_looks_whatever_the_edit(shape):
    earlier, later = SHAPES[shape]
    work = Work()
    lines = collated(earlier, later, work)
    assert side(lines, "earlier") == earlier
    assert side(lines, "later") == later
    both = len(earlier) + len(later)
    assert work.looked_at <= 20 * both
    assert work.exact <= 40 * both  # of the exact matcher, whose gaps are small


@given(few | many, few | many)
@settings(max_examples=300, deadline=None)
def test_joining_the_pieces_of_each_side_gives_that_side(earlier, later):
    lines = collated(earlier, later)
    assert side(lines, "earlier") == earlier
    assert side(lines, "later") == later
    for line in lines:
        assert "".join(text for kind, text in line.earlier if kind == "same") == "".join(
            text for kind, text in line.later if kind == "same"
        ) or line.kind in {Kind.MOVED_AWAY, Kind.MOVED_HERE}


@given(few, few)
@settings(max_examples=200, deadline=None)
def test_word_pieces_are_whole_and_equal_where_they_say_so(before, after):
    earlier, later = word_pieces(before, after)
    assert "".join(text for _, text in earlier) == before
    assert "".join(text for _, text in later) == after
    assert {kind for kind, _ in earlier} <= {"same", "gone"}
    assert {kind for kind, _ in later} <= {"same", "new"}
    assert [text for kind, text in earlier if kind == "same"] == [text for kind, text in later if kind == "same"]


@given(st.lists(st.integers(0, 6), max_size=80), st.lists(st.integers(0, 6), max_size=80))
@settings(max_examples=300, deadline=None)
def test_shared_stretches_are_equal_in_order_and_do_not_overlap(earlier, later):
    i = k = 0
    for one in aligned(earlier, later):
        assert one.size > 0
        assert i <= one.earlier
        assert k <= one.later
        assert earlier[one.earlier : one.earlier + one.size] == later[one.later : one.later + one.size]
        i, k = one.earlier + one.size, one.later + one.size
    assert i <= len(earlier)
    assert k <= len(later)


def test_a_row_with_itself_is_one_stretch():
    row = list(range(3 * SMALL))
    assert aligned(row, row) == [Shared(0, 0, 3 * SMALL)]
    assert aligned([], row) == []


def test_what_was_left_out_is_found_between_what_stays():
    assert aligned("甲乙丙丁", "甲丙丁戊") == [Shared(0, 0, 1), Shared(2, 1, 2)]


def test_one_changed_word_is_told_and_nothing_else():
    (line,) = collated("由街道办事处处以一千元罚款。", "由街道办事处处以500元罚款。")
    assert line.kind == Kind.CHANGED
    assert line.earlier == (("same", "由街道办事处处以"), ("gone", "一千"), ("same", "元罚款。"))
    assert line.later == (("same", "由街道办事处处以"), ("new", "500"), ("same", "元罚款。"))


def test_a_number_is_one_word():
    earlier, later = word_pieces("自2024年1月1日起施行", "自2025年1月1日起施行")
    assert earlier[1] == ("gone", "2024")
    assert later[1] == ("new", "2025")


def test_a_clause_put_in_is_told_as_a_whole_clause():
    earlier, later = word_pieces("应当登记，免疫，牵引。", "应当登记，应当免疫，免疫，牵引。")
    assert earlier == (("same", "应当登记，"), ("same", "免疫，牵引。"))
    assert [text for kind, text in later if kind == "new"] == ["应当免疫，"]


def test_single_signs_that_two_wordings_share_by_chance_do_not_break_a_changed_phrase():
    earlier, _later = word_pieces(
        "本办法由区农业农村局会同有关部门负责解释，自公布之日起施行。",
        "本办法由区公安分局牵头负责解释，自公布之日起施行。",
    )
    assert earlier[0] == ("same", "本办法由区")
    assert earlier[-1][0] == "same"
    assert all(len(text) > 1 for kind, text in earlier if kind == "same")


def test_a_paragraph_that_only_moved_is_told_as_moved():
    old = ["总则从略", "第二条 个人养犬的，每户限养一只。", "第三条 携犬外出应当牵引。", "附则从略"]
    lines = collated("\n".join(old), "\n".join([old[0], old[2], old[3], old[1]]))
    away = next(line for line in lines if line.kind == Kind.MOVED_AWAY)
    here = next(line for line in lines if line.kind == Kind.MOVED_HERE)
    assert (away.label, away.moved) == ("第2段", "移至第4段")
    assert (here.label, here.moved) == ("第4段", "自第2段移来")
    assert {kind for kind, _ in (*away.earlier, *here.later)} == {"same"}


def test_a_paragraph_that_moved_and_was_edited_shows_the_words_that_changed():
    old = [
        "总则从略",
        "第二条 个人养犬的，每户限养一只，依法登记。",
        "第三条 携犬外出应当牵引。",
        "第四条 禁止遗弃犬只。",
    ]
    new = [old[0], old[2], old[3], "第五条 个人养犬的，每户限养两只，依法登记。"]
    here = next(line for line in collated("\n".join(old), "\n".join(new)) if line.kind == Kind.MOVED_HERE)
    assert [text for kind, text in here.later if kind == "new"] == ["五", "两"]


def test_a_paragraph_put_in_leaves_those_around_it_as_they_are():
    lines = collated("甲甲甲\n乙乙乙", "甲甲甲\n第二条 新的一段。\n乙乙乙")
    assert [line.kind for line in lines] == [Kind.SAME, Kind.NEW, Kind.SAME]
    assert lines[1].label == "第2段"


def test_a_paragraph_that_was_split_stands_beside_its_larger_part():
    whole = "第一条 为了规范养犬行为，维护公共秩序，保障公民健康，制定本办法。本办法适用于本区。"
    cut = whole.index("本办法适用")
    lines = collated(whole, f"{whole[:cut]}\n{whole[cut:]}")
    assert [line.kind for line in lines] == [Kind.CHANGED, Kind.NEW]


def test_texts_that_have_nothing_in_common_are_gone_and_new_whole():
    lines = collated("甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未")
    assert [(kind, text) for line in lines for kind, text in (*line.earlier, *line.later)] == [
        ("gone", "甲乙丙丁戊己庚辛"),
        ("new", "子丑寅卯辰巳午未"),
    ]
