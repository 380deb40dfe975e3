"""A refusal by the house changes no row."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from django.apps import apps

from gongkai.law.errors import Refusal

Refused = TypeVar("Refused", bound=Refusal)


def _house() -> list[list[tuple[Any, ...]]]:
    models = [model for room in ("audit", "agencies") for model in apps.get_app_config(room).get_models()]
    return [sorted(model.objects.values_list(), key=str) for model in models]


def refusal(kind: type[Refused], act: Callable[[], Any], code: str, field: str = "") -> Refused:
    """The refusal the act meets, by that code and at that field; nothing is changed by it."""
    before = _house()
    with pytest.raises(kind) as refused:
        act()
    assert _house() == before
    assert (refused.value.code, refused.value.field) == (code, field)
    assert refused.value.message.endswith("。")
    assert refused.value.hint.endswith("。")
    return refused.value
