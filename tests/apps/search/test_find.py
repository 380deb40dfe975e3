"""What is found, how it is ordered and shown; any query has an answer."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.search.things import a_thing, found
from tests.documents import documents, queries

from gongkai.search.actions import drop, load, put, put_many
from gongkai.search.asking import LONGEST, read
from gongkai.search.bigrams import fold
from gongkai.search.queries import Filters, find, similar, suggest

pytestmark = pytest.mark.django_db
ODD = [
    '"',
    "'",
    "“养犬",
    "*",
    "养*",
    "-养犬",
    "NEAR(养 犬)",
    "养 OR 犬",
    "a AND",
    "\x00",
    "养\x00犬",
    "🐕",
    "，。！",
    "%",
    "_",
    "\\",
]
ODD += [
    "title:养",
    "{body}",
    "^养",
    "(((",
    "養" * 10_000,
    '"' * 10_000,
    "养 " * 5_000,
    "\ud800",
    "ﷺ" * 200,
    "1" * 10_000,
    "𠮷野",
]


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("order", ["newest", "ranked"])
def test_every_query_has_an_answer(words, order):
    put(a_thing(body="100% 的养犬人"))
    answer = find(words, order=order)
    assert answer.hits or answer.note or answer.total == 0
    assert (suggest(words), similar(words)) == (suggest(words), similar(words))


def test_only_punctuation_finds_nothing_and_says_why():
    put(a_thing())
    answer = find("，。*-")
    assert answer.hits == []
    assert "没有可以查找的字" in answer.note


def test_a_query_too_long_is_cut_and_the_reader_is_told():
    put(a_thing(title="养" * (LONGEST + 1)))
    answer = find("养" * 10_000)
    assert [hit.reference for hit in answer.hits] == ["publication:1"]
    assert f"前{LONGEST}个字" in answer.note


@pytest.mark.parametrize(
    "written",
    ["〔2020〕", "(2020)", "（2020）", "[2020]", "【2020】", "［２０２０］", "2020 ", " 2020 第", "2020", "〔2020〕 "],
)
def test_a_document_number_is_found_however_its_brackets_are_written(written):
    put(a_thing(number="云政办〔2020〕7号"))
    put(a_thing("publication:2", body="根据云政办(2020)7号文件"))
    put(a_thing("publication:3", number="云政办〔2020〕17号", body="云政办〔2021〕7号"))
    assert sorted(found(f"云政办{written}7号")) == ["publication:1", "publication:2"]


def test_words_and_numbers_are_found_whole_and_long_ones_by_their_beginning():
    put(a_thing(title="COVID防控２０２０年第12期", number="005274988/2021-00002"))
    assert (
        found("covid") == found("ＣＯＶ") == found("2020年") == found("00527") == found("防控2020") == ["publication:1"]
    )
    assert found("co") == found("202") == found("020年") == []


def test_one_sign_is_found_wherever_it_stands():
    put(a_thing(title="养犬管理，法"))
    assert found("养") == found("犬") == found("理") == found("法") == ["publication:1"]
    assert found("猫") == []


def test_short_words_between_other_signs_are_found_and_a_part_of_a_longer_one_is_not():
    put(a_thing(body="云政办2020年第7号，共１２件，Ａ4纸"))
    assert (
        found("7号")
        == found("12件")
        == found("2020")
        == found("a4纸")
        == found("云政办〔2020〕7号")
        == ["publication:1"]
    )
    assert found("2件") == found("202") == found("4纸") == []


def test_all_words_must_be_there_in_whatever_part():
    put(a_thing(body="登记不收费"))
    assert found("养犬 登记") == ["publication:1"]
    assert found("养犬 养猫") == found("“养犬 登记”") == []


def test_the_newest_stands_first_and_pages_follow_without_gap_or_double():
    start = date(2024, 1, 1)
    put_many(a_thing(f"publication:{key}", published_on=start + timedelta(days=key % 7)) for key in range(50))
    seen, after = [], None
    while True:
        page = find("养犬", after=after, size=8)
        seen += [(hit.published_on, hit.reference) for hit in page.hits]
        if (after := page.next) is None:
            break
    assert len(seen) == len(set(seen)) == 50
    assert [on for on, _ in seen] == sorted((on for on, _ in seen), reverse=True)


def test_ranked_puts_the_number_first_then_titles_then_the_thickest_text():
    put(a_thing("publication:1", "公告", number="云政办〔2020〕7号", published_on=date(2020, 1, 1)))
    put(a_thing("publication:2", "转发云政办〔2020〕7号", published_on=date(2021, 1, 1)))
    put(a_thing("publication:3", "通知", body="云政办〔2020〕7号" * 5, published_on=date(2022, 1, 1)))
    put(a_thing("publication:4", "通知", body="云政办〔2020〕7号" + "其他内容" * 99, published_on=date(2023, 1, 1)))
    ranked = found("云政办(2020)7号", order="ranked")
    assert ranked == [f"publication:{key}" for key in (1, 2, 3, 4)]
    first = find("云政办(2020)7号", order="ranked", size=3)
    assert found("云政办(2020)7号", order="ranked", size=3, after=first.next) == ["publication:4"]


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 30, "１", "'; DROP"])
def test_a_cursor_that_is_none_gives_a_page_and_no_error(after):
    put(a_thing())
    assert found("养犬", after=after) == ["publication:1"]


def test_filters_narrow_and_counts_tell_what_there_is():
    on = date(2023, 5, 1)
    put(a_thing("publication:1", agency_id=1, field="养老服务", validity="有效", published_on=on))
    put(
        a_thing(
            "publication:2",
            agency_id=2,
            field="养老服务",
            validity="废止",
            section="rules",
            published_on=date(2024, 5, 1),
        )
    )
    put(a_thing("reply:3", agency_id=2, kind="reply"))
    told = find("养犬")
    assert (told.total, told.is_at_least) == (3, False)
    assert (told.by_agency, told.by_field, told.by_kind) == (
        {2: 2, 1: 1},
        {"养老服务": 2},
        {"publication": 2, "reply": 1},
    )
    assert (told.by_validity, told.by_year) == ({"废止": 1, "有效": 1}, {2024: 1, 2023: 1, 0: 1})
    for filters, references in [
        (Filters(agency_id=2, field="养老服务"), ["publication:2"]),
        (Filters(kind="reply"), ["reply:3"]),
        (Filters(section="rules", validity="废止"), ["publication:2"]),
        (Filters(year=2023), ["publication:1"]),
        (Filters(since=date(2023, 5, 2)), ["publication:2"]),
        (Filters(until=on), ["publication:1", "reply:3"]),
        (Filters(year=99999), []),
        (Filters(since=date(2024, 1, 1), until=on), []),
    ]:
        assert found("养犬", filters=filters) == found("", filters=filters) == references


def test_the_excerpt_marks_what_was_sought_and_holds_no_markup():
    put(a_thing(body="总则。" * 60 + "第八条　<b>重点</b>管理区内养犬的，应当登记。" + "附则。" * 60))
    hit = find("养犬").hits[0]
    assert hit.title_segments == [("养犬", True), ("管理办法", False)]
    assert [text for text, is_hit in hit.excerpt if is_hit] == ["养犬"]
    assert "<b>重点</b>" in "".join(text for text, _ in hit.excerpt)
    assert len("".join(text for text, _ in hit.excerpt)) < 140


def test_a_title_is_suggested_once_and_what_begins_so_first():
    put(a_thing("publication:1", "养犬登记", published_on=date(2020, 1, 1)))
    put(a_thing("publication:2", "城市养犬规定", published_on=date(2024, 1, 1)))
    put(a_thing("publication:3", "养犬登记"))
    put(a_thing("publication:4", "通知", body="养犬"))
    assert suggest("养犬") == ["养犬登记", "城市养犬规定"]
    assert suggest("") == suggest("。") == []


def test_what_is_about_the_same_is_found_from_a_whole_sentence():
    put_many(documents(40))
    put(a_thing("reply:99", "对“2024年遛犬处罚数量”申请的答复"))
    assert [hit.reference for hit in similar("请公开本区二〇二四年遛犬处罚的数量")][:1] == ["reply:99"]


def test_two_hundred_queries_are_answered_as_a_scan_answers_them():
    things = list(documents(150, seed=3))
    load(things)
    asked = queries(things)
    assert len(asked) == 200
    wrong = []
    for words in asked:
        scanned = {one.reference for one in things if words in one.title + "\n" + one.body}
        if set(found(words, size=150)) != scanned:
            wrong.append(words)
    assert wrong == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(alphabet="养犬管理𬭼，。 \n(12Ab号２Ａ", max_size=20), min_size=1, max_size=4),
    st.text(alphabet="养犬管𬭼， 12ab号２", max_size=6),
)
def test_what_is_found_is_what_a_scan_of_the_folded_text_finds(db, texts, words):
    things = [a_thing(f"publication:{key}", "题", body=text) for key, text in enumerate(texts)]
    put_many(things)
    phrases = read(words).phrases
    scanned = {one.reference for one in things if all(phrase.pattern in f" {fold(one.body)} " for phrase in phrases)}
    try:
        assert set(found(words)) == (scanned if phrases or not words.strip() else set())
    finally:
        for one in things:
            drop(one.reference)
