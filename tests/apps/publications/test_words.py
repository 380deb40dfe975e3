"""The word lists: a wording added, ended, many taken from a list; what holds where and when."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.builders import at
from tests.publishing import DAY, Newsroom, a_newsroom

from gongkai.audit.queries import entries_of
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful
from gongkai.publications import actions
from gongkai.publications.actions import words as verbs
from gongkai.publications.actions.words import WordTold
from gongkai.publications.models import WordRule
from gongkai.publications.queries.words import word_rules, words_for

pytestmark = pytest.mark.django_db
TOLD = WordTold("agency", "区民政局救助办", "区编办2025年名录", "云岭区民政局社会救助股")


@pytest.fixture
def room() -> Newsroom:
    return a_newsroom()


def add(room: Newsroom, told: WordTold = TOLD, *, since: date = DAY) -> WordRule:
    return actions.add_word_rule(room.head, told=told, since=since, actor=room.of_head("editor"))


def test_add_word_rule_holds_for_the_agency_and_all_below_from_its_day_on(room) -> None:
    rule = add(room)
    assert [word.wrong for word in words_for(room.agency, on=DAY)] == ["区民政局救助办"]
    assert words_for(room.agency, on=DAY - timedelta(days=1)) == []
    assert entries_of(f"wordrule:{rule.pk}").last().verb == "word.added"


def test_an_agencys_own_rule_counts_before_one_from_above_and_not_for_others(room) -> None:
    add(room)
    own = WordTold("agency", TOLD.wrong, "本局三定方案", "社会救助股", must=True)
    actions.add_word_rule(room.agency, told=own, since=DAY, actor=room.actor("keeper"))
    assert [(word.right, word.must) for word in words_for(room.agency, on=DAY)] == [("社会救助股", True)]
    assert [word.right for word in words_for(room.head, on=DAY)] == [TOLD.right]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (WordTold("nothing", "某词", "理由"), "words.kind"),
        (WordTold("place", "县", "理由"), "words.short"),
        (WordTold("place", "云岭县", " "), "words.no_reason"),
        (WordTold("place", "云岭县", "理由", "云岭县"), "words.same"),
        (WordTold("place", "云" * 61, "理由"), "text.too_long"),
        (TOLD, "words.there"),
    ],
)
def test_what_is_no_rule_is_refused_in_words(room, told, code) -> None:
    add(room)
    with pytest.raises(NotAcceptable) as refused:
        add(room, told)
    assert refused.value.code == code
    assert refused.value.hint


def test_only_editors_and_keepers_keep_the_list(room) -> None:
    with pytest.raises(NotAllowed):
        actions.add_word_rule(room.head, told=TOLD, since=DAY, actor=room.actor("editor"))
    rule = add(room)
    with pytest.raises(NotAllowed):
        actions.end_word_rule(rule, reason="不再需要", actor=room.of_head("reviewer"))
    with pytest.raises(NotAllowed):
        actions.import_word_rules(room.head, rows=[TOLD], since=DAY, actor=room.of_head("leader"))


def test_end_word_rule_needs_a_reason_and_keeps_what_was(room) -> None:
    rule = add(room)
    later = DAY + timedelta(days=10)
    with pytest.raises(NotAcceptable):
        actions.end_word_rule(rule, reason=" ", actor=room.of_head("editor", later))
    actions.end_word_rule(rule, reason="名称已恢复使用", actor=room.of_head("editor", later))
    assert words_for(room.head, on=later) == []
    assert [word.wrong for word in words_for(room.head, on=later - timedelta(days=1))] == [TOLD.wrong]
    with pytest.raises(NotLawful):
        actions.end_word_rule(rule, reason="再停一次", actor=room.of_head("editor", later))
    add(room, since=later)


def test_a_rule_ended_on_its_first_day_never_held(room) -> None:
    rule = add(room)
    key = rule.pk
    actions.end_word_rule(rule, reason="加错了", actor=room.of_head("editor"))
    assert not WordRule.objects.exists()
    assert entries_of(f"wordrule:{key}").last().verb == "word.ended"
    add(room)


def test_import_word_rules_takes_all_or_none_and_leaves_out_what_is_there(room) -> None:
    add(room)
    rows = [TOLD, WordTold("place", "云岭县", "已经改区", "云岭区"), WordTold("place", "云岭县", "写了两遍")]
    assert actions.import_word_rules(room.head, rows=rows, since=DAY, actor=room.of_head("editor")) == 1
    assert sorted(word_rules(room.head, on=DAY).values_list("wrong", flat=True)) == ["云岭县", "区民政局救助办"]
    broken = [WordTold("place", "新词", "理由"), WordTold("place", "旧", "理由")]
    with pytest.raises(NotAcceptable) as refused:
        actions.import_word_rules(room.head, rows=broken, since=DAY, actor=room.of_head("editor"))
    assert "第2条" in refused.value.message
    assert WordRule.objects.count() == 2


def test_a_list_has_a_bound(room, monkeypatch: Any) -> None:
    monkeypatch.setattr(verbs, "MOST", 1)
    add(room)
    with pytest.raises(NotAcceptable) as refused:
        add(room, WordTold("place", "云岭县", "理由"))
    assert refused.value.code == "words.too_many"


def test_the_list_is_searched_by_word_and_kind(room) -> None:
    add(room)
    add(room, WordTold("place", "云岭县", "已经改区", "云岭区"))
    assert word_rules(room.head, on=DAY, asked="救助").count() == 1
    assert word_rules(room.head, on=DAY, kind="place").count() == 1
    assert at(DAY).date() == DAY
