"""Folding and pairs, without a database: what stands in the tokens stands in the text, and the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.asking import LONGEST, MOST_WORDS, Phrase, read
from gongkai.search.bigrams import fold, tidy, tokens

SOME = st.text(alphabet="养犬管理办法〇𬭼，。 \n〔〕()12Ab号２Ａ", max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("管政办〔2020〕7号，Ａ区", "管政办 2020 7 号 a 区"),
        ("管政办20207号", "管政办 2020 7 号"),
        ("管政办 2020 第7号", "管政办 2020 7 号"),
        ("二〇二〇年", "二〇二〇年"),
        ("养\n犬　管理", "养犬 管理"),
        ("養犬", "養犬"),
        ("_*\x00🐕", ""),
    ],
)
def test_folding_makes_one_what_readers_take_for_one(text, folded):
    assert fold(text) == folded


def test_a_run_is_told_in_pairs_and_ends_in_its_last_sign():
    assert tokens("养犬管理 a1 区") == ["养犬", "犬管", "管理", "理", "a1", "区"]


@given(SOME, SOME)
def test_tokens_follow_one_another_exactly_where_the_phrase_stands(text, words):
    folded = fold(text)
    for phrase in read(words).phrases:
        held, sought = tokens(folded), phrase.tokens
        there = any(
            held[at : at + len(sought) - phrase.is_begun] == list(sought[: len(sought) - phrase.is_begun])
            and (not phrase.is_begun or held[at + len(sought) - 1].startswith(sought[-1]))
            for at in range(len(held) - len(sought) + 1)
        )
        assert there == (phrase.pattern in f" {folded} ")


@given(SOME)
def test_a_tidy_text_folds_as_the_text_does(text):
    assert fold(tidy(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)


def test_a_tidy_text_keeps_its_commas_and_capitals():
    assert tidy("Ａ区（２０２０）\n养犬\n管理，见ＣＯＶＩＤ！") == "A区（2020）\n养犬\u2028管理，见COVID！"


@given(SOME)
def test_folding_what_is_folded_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=3000))
def test_any_text_is_read_as_few_short_phrases(words):
    asked = read(words)
    assert len(asked.phrases) <= MOST_WORDS
    assert sum(len(phrase.runs) for phrase in asked.phrases) <= 2 * LONGEST
    assert asked.phrases or asked.note or not words.strip()


def test_words_are_sought_apart_and_quotes_hold_them_together():
    assert [phrase.runs for phrase in read("养犬 登记").phrases] == ["养犬", "登记"]
    assert [phrase.runs for phrase in read("“养犬 登记” 费").phrases] == ["养犬 登记", "费"]


def test_whole_words_and_beginnings_are_as_the_page_of_search_says():
    assert [Phrase(runs).is_open for runs in ("ab", "cov", "2020", "00527", "养")] == [False, True, False, True, True]
