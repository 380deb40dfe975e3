"""open_cleanup, propose_lines, drop_cleanup, decide_cleanup, publish_cleanup: from the list to the register and the gate."""

from datetime import date

import pytest
from tests.apps.documents.cleaning import a_cleanup, decided, line_of, proposed
from tests.builders import an_agency
from tests.normative import TODAY, District, a_change, a_document

from gongkai.audit.models import Entry
from gongkai.documents.actions import (
    decide_cleanup,
    drop_cleanup,
    open_cleanup,
    propose_lines,
)
from gongkai.documents.models import CleanUp, NormativeDocument
from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Refusal, Stale


def test_the_list_holds_what_holds_on_that_day_and_nothing_else(district: District) -> None:
    held = a_document(district)
    to_come = a_document(district, issued_on=date(2024, 5, 30), effective_on=date(2024, 8, 1))
    a_document(district, valid_until=date(2023, 3, 1))
    a_change(district, a_document(district), effective_on=date(2022, 1, 1))
    a_document(district, issued_on=date(2024, 6, 1))
    a_document(district, kind="other")
    cleanup = a_cleanup(district)
    assert [line.document for line in cleanup.lines.all()] == [held, to_come]
    entry = Entry.objects.get(verb="cleanup.opened")
    assert entry.details["documents"] == 2


def test_the_agencies_below_are_looked_at_only_when_asked(district: District) -> None:
    a_document(district)
    own = a_document(district, agency=district.head)
    cleanup = a_cleanup(district, with_below=False)
    assert [line.document for line in cleanup.lines.all()] == [own]


def test_a_document_is_not_in_two_cleanups_at_once(district: District) -> None:
    a_document(district)
    a_cleanup(district)
    with pytest.raises(NotLawful, match="正在“2024年规范性文件清理”里清理"):
        a_cleanup(district, title="又一次")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title": " "}, "还没有写清理的名称"),
        ({"as_of": date(2030, 1, 1)}, "还没有到"),
        ({"due_on": date(2024, 1, 1)}, "完成期限早于清理截止日"),
        ({"as_of": date(2001, 1, 1)}, "登记簿里没有"),
    ],
)
def test_a_cleanup_that_cannot_begin_says_why(district: District, told: dict[str, object], said: str) -> None:
    a_document(district)
    with pytest.raises(Refusal, match=said):
        a_cleanup(district, **told)


def test_only_who_keeps_the_register_begins(district: District) -> None:
    with pytest.raises(NotAllowed):
        open_cleanup(district.head, title="清理", as_of=TODAY, actor=district.of_head("auditor"))


def test_many_lines_are_proposed_at_once_and_traced(district: District) -> None:
    documents = [a_document(district) for _ in range(3)]
    cleanup = a_cleanup(district)
    assert proposed(district, cleanup, *documents, decision="repeal") == 3
    line = line_of(cleanup, documents[0])
    assert (line.decision, line.reason, line.proposed_on, line.version) == ("repeal", "依据的法律已经修改", TODAY, 2)
    entry = Entry.objects.get(verb="cleanup.proposed")
    assert entry.details["documents"] == [one.pk for one in documents]
    assert proposed(district, cleanup, *documents, decision="repeal") == 0


def test_a_proposal_is_taken_back(district: District) -> None:
    document = a_document(district)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, document, decision="repeal")
    line = line_of(cleanup, document)
    propose_lines(cleanup, lines=[line.pk], decision="", reason="随便写", actor=district.of_head("leader"))
    line.refresh_from_db()
    assert (line.decision, line.reason, line.proposed_by) == ("", "", "")


@pytest.mark.parametrize("decision", ["amend", "repeal", "declare_lapsed"])
def test_what_does_not_stay_needs_a_reason(district: District, decision: str) -> None:
    cleanup = a_cleanup(district) if a_document(district) else None
    assert cleanup is not None
    with pytest.raises(NotAcceptable, match="还没有写理由"):
        propose_lines(
            cleanup, lines=[cleanup.lines.get().pk], decision=decision, actor=district.of_head("legal_reviewer")
        )


def test_a_proposal_for_nothing_or_for_a_line_of_another_cleanup_is_refused(district: District) -> None:
    a_document(district)
    cleanup = a_cleanup(district)
    for lines in ([], [cleanup.lines.get().pk, 10**9]):
        with pytest.raises(NotAcceptable, match="还没有选文件"):
            propose_lines(cleanup, lines=lines, decision="keep", actor=district.of_head("legal_reviewer"))
    with pytest.raises(NotAcceptable, match="怎样处理"):
        propose_lines(cleanup, lines=[1], decision="burn", actor=district.of_head("legal_reviewer"))


def test_a_department_proposes_for_its_own_documents_only(district: District) -> None:
    own = a_document(district)
    other = a_document(district, agency=an_agency(parent=district.head))
    cleanup = a_cleanup(district)
    officer = district.actor("desk_officer")
    propose_lines(cleanup, lines=[line_of(cleanup, own).pk], decision="keep", actor=officer)
    with pytest.raises(NotAllowed, match="提出处理"):
        propose_lines(
            cleanup,
            lines=[line_of(cleanup, own).pk, line_of(cleanup, other).pk],
            decision="repeal",
            reason="过时",
            actor=officer,
        )
    assert line_of(cleanup, own).decision == "keep"


def test_a_line_that_a_colleague_changed_is_not_overwritten(district: District) -> None:
    document = a_document(district)
    cleanup = a_cleanup(district)
    line = line_of(cleanup, document)
    proposed(district, cleanup, document)
    with pytest.raises(Stale, match="现在是“继续有效”"):
        propose_lines(
            cleanup,
            lines=[line.pk],
            decision="repeal",
            reason="过时",
            actor=district.of_head("leader"),
            seen={line.pk: line.version},
        )


def test_a_cleanup_begun_by_mistake_is_dropped_while_nothing_is_proposed(district: District) -> None:
    document = a_document(district)
    actor = district.of_head("legal_reviewer")
    with pytest.raises(NotAcceptable, match="理由"):
        drop_cleanup(a_cleanup(district), reason=" ", actor=actor)
    cleanup = CleanUp.objects.get()
    proposed(district, cleanup, document)
    with pytest.raises(NotLawful, match="不能撤销"):
        drop_cleanup(cleanup, reason="截止日填错", actor=actor)
    propose_lines(cleanup, lines=[cleanup.lines.get().pk], decision="", actor=actor)
    drop_cleanup(cleanup, reason="截止日填错", actor=actor)
    assert not CleanUp.objects.exists()
    assert Entry.objects.get(verb="cleanup.dropped").details["reason"] == "截止日填错"
    with pytest.raises(NotLawful, match="已经撤销"):
        drop_cleanup(cleanup, reason="截止日填错", actor=actor)


def test_the_decision_writes_the_register(district: District) -> None:
    kept, repealed, lapsed, amended = (a_document(district) for _ in range(4))
    cleanup = a_cleanup(district)
    proposed(district, cleanup, kept)
    proposed(district, cleanup, repealed, decision="repeal")
    proposed(district, cleanup, lapsed, decision="declare_lapsed")
    proposed(district, cleanup, amended, decision="amend")
    decided(district, cleanup, effective_on=TODAY)
    states = [NormativeDocument.objects.get(pk=one.pk).validity for one in (kept, repealed, lapsed, amended)]
    assert states == ["in_force", "repealed", "declared_lapsed", "in_force"]
    line = line_of(cleanup, repealed)
    assert line.change is not None
    assert (line.change.effective_on, line.change.acting_number) == (TODAY, "云政决〔2024〕9号")
    assert line.change.acting_title == f"{district.head.name}关于公布2024年规范性文件清理结果的决定"
    assert line.change.reason == "依据的法律已经修改"
    entry = Entry.objects.get(verb="cleanup.decided")
    assert entry.details["ended"] == [repealed.pk, lapsed.pk]
    assert entry.details["amend"] == [amended.pk]
    assert Entry.objects.filter(verb="document.change_recorded").count() == 2


def test_what_ends_later_holds_until_that_day(district: District) -> None:
    document = a_document(district)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, document, decision="repeal")
    decided(district, cleanup)
    assert NormativeDocument.objects.get(pk=document.pk).validity == "in_force"


def test_the_changes_lead_to_the_decision_where_the_register_has_it(district: District) -> None:
    document = a_document(district)
    decision = a_document(
        district, agency=district.head, issued_on=TODAY, number="云政决[2024]第9号", kind="other", title="清理决定"
    )
    cleanup = a_cleanup(district)
    proposed(district, cleanup, document, decision="repeal")
    decided(district, cleanup)
    change = line_of(cleanup, document).change
    assert change is not None
    assert (change.acting, change.acting_title) == (decision, "清理决定")


@pytest.mark.parametrize("decision", ["repeal", "declare_lapsed"])
def test_a_decision_whose_number_is_a_listed_documents_is_refused_in_words(district: District, decision: str) -> None:
    document = a_document(district, number="云政规〔2020〕77号", title="停车管理办法")
    cleanup = a_cleanup(district)
    proposed(district, cleanup, document, decision=decision)
    with pytest.raises(NotLawful, match=r"“停车管理办法”：填的发文字号就是这份文件自己的") as refused:
        decided(district, cleanup, number="云政规[2020]77号")
    assert "核对决定的发文字号" in refused.value.hint
    assert CleanUp.objects.get().state == "open"


def test_a_decision_that_the_listed_document_changed_itself_closes_no_circle(district: District) -> None:
    first, second = a_document(district), a_document(district)
    a_change(district, second, kind="amended", effective_on=date(2021, 1, 1), acting=first)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, first, decision="repeal")
    proposed(district, cleanup, second)
    with pytest.raises(NotLawful, match="不能互相变动"):
        decided(district, cleanup, number=second.number)


def test_a_decision_does_not_end_a_document_before_what_it_did_to_others(district: District) -> None:
    old, acting = a_document(district), a_document(district)
    cleanup = a_cleanup(district)
    a_change(district, old, effective_on=date(2024, 9, 1), acting=acting)
    proposed(district, cleanup, old)
    proposed(district, cleanup, acting, decision="repeal")
    with pytest.raises(NotLawful, match=f"“{acting.title}”：这份文件自2024年9月1日起变动过别的文件"):
        decided(district, cleanup)
    assert decided(district, cleanup, effective_on=date(2024, 9, 2)).state == "decided"


def test_nothing_is_decided_while_a_line_lacks_its_proposal(district: District) -> None:
    first, second = a_document(district), a_document(district)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, first)
    with pytest.raises(NotLawful, match=f"还有1件没有提出处理：“{second.title}”"):
        decided(district, cleanup)


def test_a_document_that_ended_meanwhile_needs_no_proposal_and_takes_no_repeal(district: District) -> None:
    first, second = a_document(district), a_document(district)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, first, decision="repeal")
    a_change(district, second, effective_on=date(2024, 6, 2))
    a_change(district, first, effective_on=date(2024, 6, 2))
    with pytest.raises(NotLawful, match=f"有1件不能这样处理。“{first.title}”"):
        decided(district, cleanup)
    assert CleanUp.objects.get().state == "open"
    propose_lines(cleanup, lines=[line_of(cleanup, first).pk], decision="", actor=district.of_head("leader"))
    assert decided(district, cleanup).state == "decided"


def test_the_decision_has_its_days_in_order_and_is_taken_once(district: District) -> None:
    document = a_document(district)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, document)
    with pytest.raises(NotAcceptable, match="早于决定之日"):
        decided(district, cleanup, effective_on=date(2024, 6, 1))
    with pytest.raises(NotAcceptable, match="早于清理截止日"):
        decided(district, cleanup, on=date(2024, 5, 1))
    with pytest.raises(Stale):
        decided(district, cleanup, seen_version=7)
    decided(district, cleanup)
    for again in (lambda: decided(district, cleanup), lambda: proposed(district, cleanup, document)):
        with pytest.raises(NotLawful, match="已经作出决定"):
            again()


def test_only_the_leader_decides(district: District) -> None:
    a_document(district)
    cleanup = a_cleanup(district)
    with pytest.raises(NotAllowed, match="负责人"):
        decide_cleanup(cleanup, on=TODAY, effective_on=TODAY, actor=district.of_head("legal_reviewer"))
