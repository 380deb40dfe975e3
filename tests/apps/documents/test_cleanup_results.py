"""The result of a clean-up: what it prints, who prepares it, and the working list."""

from datetime import date

import pytest
from tests.apps.documents.cleaning import PUBLIC, a_cleanup, decided, line_of, proposed
from tests.builders import at
from tests.normative import TODAY, District, a_change, a_document
from tests.publishing import a_section

from gongkai.documents.actions import (
    cancel_change,
    cleanups,
    publish_cleanup,
)
from gongkai.documents.actions.cleanup_results import note_results
from gongkai.documents.models import CleanUp, NormativeDocument
from gongkai.documents.queries import cleanups as queries
from gongkai.law.errors import NotAllowed, NotLawful
from gongkai.publications.actions import drop_draft
from gongkai.publications.models import Draft


def test_the_result_is_a_draft_with_a_table_for_each_decision(district: District) -> None:
    section = a_section(name="政策文件", slug="policies")
    kept = a_document(district, disclosed_on=PUBLIC)
    repealed = a_document(district, title="旧<办法>", disclosed_on=PUBLIC)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, kept)
    proposed(district, cleanup, repealed, decision="repeal")
    with pytest.raises(NotLawful, match="还没有作出决定"):
        publish_cleanup(cleanup, actor=district.of_head("editor"))
    decided(district, cleanup)
    item = publish_cleanup(cleanup, actor=district.of_head("editor"))
    draft = Draft.objects.get(publication=item)
    assert draft.title == f"{district.head.name}关于公布2024年规范性文件清理结果的决定"
    assert (draft.document_number, draft.section, draft.dated_on) == ("云政决〔2024〕9号", section, TODAY)
    assert "对截至2024年5月31日有效的文件2件进行了清理" in draft.body
    assert draft.body.index("决定废止的文件（1件）") < draft.body.index("继续有效的文件（1件）")
    assert "旧&lt;办法&gt;" in draft.body
    assert "<td>依据的法律已经修改</td>" in draft.body
    with pytest.raises(NotLawful, match="已经在拟稿"):
        publish_cleanup(cleanup, actor=district.of_head("editor"))
    drop_draft(item, reason="格式要改", actor=district.of_head("editor"))
    assert publish_cleanup(cleanup, actor=district.of_head("editor")).pk != item.pk


def test_a_kept_document_that_ended_meanwhile_is_named_before_the_decision(district: District) -> None:
    first, second = a_document(district), a_document(district)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, first)
    proposed(district, cleanup, second, decision="amend")
    for one in (first, second):
        a_change(district, one, effective_on=date(2024, 6, 2))
    with pytest.raises(NotLawful, match=f"有2件.*“{first.title}”"):
        decided(district, cleanup)
    assert CleanUp.objects.get().state == "open"


def test_the_result_names_nothing_undisclosed_and_nothing_put_right_since(district: District) -> None:
    secret = a_document(district, title="内部办法")
    kept, ended, back = (a_document(district, disclosed_on=PUBLIC) for _ in range(3))
    cleanup = a_cleanup(district)
    proposed(district, cleanup, secret, kept, ended)
    proposed(district, cleanup, back, decision="repeal")
    decided(district, cleanup)
    a_change(district, ended, effective_on=TODAY)
    change = line_of(cleanup, back).change
    assert change is not None
    cancel_change(change, reason="废止的是另一份", actor=district.actor("legal_reviewer"))
    body = Draft.objects.get(publication=publish_cleanup(cleanup, actor=district.of_head("editor"))).body
    assert [one.title in body for one in (secret, kept, ended, back)] == [False, True, False, False]
    assert "本表不列未公开的文件1件" in body
    assert "不再有效的文件2件，本表不列" in body
    assert [one.line.document for one in queries.result_of(cleanup, TODAY)[1]] == [secret, ended, back]


def test_a_result_with_nothing_to_print_is_refused(district: District) -> None:
    document = a_document(district)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, document)
    decided(district, cleanup)
    with pytest.raises(NotLawful, match="没有可以公布的结果"):
        publish_cleanup(cleanup, actor=district.of_head("editor"))


def test_who_begins_a_cleanup_locks_the_house_before_the_list_is_drawn_up(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_document(district)
    seen: list[str] = []
    draw_up, lock = queries.documents_to_clean, cleanups._one_at_a_time
    monkeypatch.setattr(cleanups, "_one_at_a_time", lambda agency: (seen.append("lock"), lock(agency)))
    monkeypatch.setattr(queries, "documents_to_clean", lambda *a, **b: (seen.append("list"), draw_up(*a, **b))[1])
    a_cleanup(district)
    assert seen == ["lock", "list"]


def test_only_who_writes_at_the_agency_prepares_the_result(district: District) -> None:
    document = a_document(district, disclosed_on=PUBLIC)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, document)
    decided(district, cleanup)
    with pytest.raises(NotAllowed):
        publish_cleanup(cleanup, actor=district.of_head("auditor"))


def test_a_cleanup_is_done_when_the_gate_has_released_its_result(district: District) -> None:
    document = a_document(district, disclosed_on=PUBLIC)
    cleanup = a_cleanup(district)
    proposed(district, cleanup, document)
    decided(district, cleanup)
    item = publish_cleanup(cleanup, actor=district.of_head("editor"))
    assert note_results(at(TODAY)) == 0
    item.published_at = at(TODAY)
    item.save()
    assert note_results(at(TODAY)) == 1
    assert CleanUp.objects.get().state == "published"
    assert note_results(at(TODAY)) == 0


def test_the_working_list_is_read_with_few_queries_and_says_what_is_worth_a_look(
    district: District, django_assert_max_num_queries: object
) -> None:
    a_document(district, issued_on=date(2010, 1, 1))
    a_document(district, valid_until=date(2024, 12, 31))
    cleanup = a_cleanup(district)
    for _ in range(2):
        with django_assert_max_num_queries(6):  # type: ignore[operator]
            rows = queries.page_of(cleanup, queries.Sought(), today=TODAY)
    hints = {row.line.document.issued_on: list(row.hints) for row in rows}
    assert hints == {date(2010, 1, 1): ["施行14年，没有有效期"], date(2020, 3, 2): ["有效期至2024年12月31日"]}


def test_the_working_list_is_filtered(district: District) -> None:
    first, second = a_document(district, title="养犬管理办法"), a_document(district, title="停车管理办法")
    cleanup = a_cleanup(district)
    proposed(district, cleanup, first)

    def found(**sought: object) -> list[NormativeDocument]:
        rows = queries.lines_sought(cleanup, queries.Sought(**sought))  # type: ignore[arg-type]
        return [row.document for row in rows]

    assert found() == [second, first]
    assert found(decision="keep") == [first]
    assert found(decision="none") == [second]
    assert found(words="停车") == [second]
    assert found(agency=district.head.pk) == []
