"""How a letter addresses whom it goes to."""

from datetime import date

import pytest
from tests.builders import Desk, a_closed

from gongkai.law.facts import ApplicantKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        (ApplicantKind.NATURAL_PERSON, "李小满", "收到你提出的政府信息公开申请"),
        (ApplicantKind.ENTERPRISE, "云岭建材有限公司", "收到你单位提出的政府信息公开申请"),
    ],
)
def test_a_letter_says_you_to_a_person_and_your_unit_to_an_organisation(
    kind: ApplicantKind, name: str, said: str
) -> None:
    asked = "您好，我要人民路拓宽工程的征收批复"
    case = a_closed(
        Desk(), received_on=date(2024, 3, 4), closed_on=date(2024, 3, 8), applicant_kind=kind, name=name, content=asked
    )
    letter = case.documents.get().content
    assert said in letter["paragraphs"][0]
    assert asked in letter["paragraphs"][0], "the applicant's own words stay as they are"
    assert "您" not in "".join(letter["paragraphs"]).replace(asked, "")
