"""Mail that serves a letter goes through the postal enterprise (国办公开办函〔2016〕235号)."""

import pytest

from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.service import is_private_courier, require_postal

POSTAL = ["EA123456789CN", "XA00000000001", "1234567890123", "XA12345678901", "YD123456789CN", "ea 1234-56789 cn"]
PRIVATE = ["SF1234567890123", "YT0012345678901", "JD0123456789012", "JDVA01234567890", "ZTO773012345678", "751234567890", "773012345678901", "顺丰速运", "中通快递7530"]  # fmt: skip


@pytest.mark.parametrize("number", POSTAL)
def test_a_number_of_the_postal_enterprise_is_taken(number: str) -> None:
    assert require_postal(number).isalnum()
    assert not is_private_courier(number)


@pytest.mark.parametrize("number", PRIVATE)
def test_a_private_courier_is_refused_with_what_to_do_instead(number: str) -> None:
    with pytest.raises(NotLawful) as refused:
        require_postal(number)
    assert refused.value.code == "service.private_courier"
    assert refused.value.field == "mail_number"
    assert "邮政企业" in refused.value.hint


def test_no_number_at_all_is_refused() -> None:
    with pytest.raises(NotAcceptable) as refused:
        require_postal("  ")
    assert refused.value.code == "service.mail_number"


def test_the_number_is_kept_as_it_is_printed() -> None:
    assert require_postal(" ea123456789cn ") == "EA123456789CN"
