"""A refusal by name, in words that help, that writes nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.audit.models import Entry
from gongkai.documents.models import Interpretation, LegalityReview, NormativeDocument, Opinion, ReviewDraft, Step
from gongkai.law.errors import Refusal
from gongkai.publications.models import Publication


def _rows() -> tuple[Any, ...]:
    return (
        list(NormativeDocument.objects.order_by("pk").values()),
        Step.objects.count(),
        list(Interpretation.objects.order_by("pk").values()),
        Publication.objects.count(),
        list(LegalityReview.objects.order_by("pk").values()),
        list(Opinion.objects.order_by("pk").values()),
        ReviewDraft.objects.count(),
        Entry.objects.count(),
    )


def refused(kind: type[Refusal], act: Callable[[], Any], code: str, field: str | None = None) -> Refusal:
    """The refusal of an act. field: the field it names, where that matters."""
    before = _rows()
    with pytest.raises(kind) as found:
        act()
    assert found.value.code == code
    if field is not None:
        assert found.value.field == field
    assert found.value.message.endswith("。")
    assert found.value.hint.endswith("。")
    assert _rows() == before
    return found.value
