"""The journal speaks Chinese: no term of the code is left in what people read."""

from datetime import date

import pytest
from tests.builders import Desk, a_closed

from gongkai.audit.models import Entry
from gongkai.backoffice.journal_words import details_in_words, verb_in_words


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"channel": "signed_mail"}, [("渠道", "邮寄（挂号、特快，须签收）")]),
        ({"outcome": "granted_in_part"}, [("处理结果", "部分公开（区分处理）")]),
        ({"ref": "1", "consents": False}, [("第几次征求意见", "1"), ("同意公开", "否")]),
        ({"service": "mail", "version": 4}, [("送达方式", "邮政企业邮寄")]),
    ],
)
def test_terms_and_values_are_said_in_chinese(details: dict[str, object], said: list[tuple[str, str]]) -> None:
    assert details_in_words(details) == said


@pytest.mark.django_db
def test_every_act_of_a_case_has_words() -> None:
    a_closed(Desk(), received_on=date(2024, 3, 4), closed_on=date(2024, 3, 8))
    for entry in Entry.objects.all():
        assert verb_in_words(entry.verb) != entry.verb
        assert all(not term.isascii() for term, _ in details_in_words(entry.details)), entry.details
