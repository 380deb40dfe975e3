"""The form as a citizen fills it in."""

from typing import Any


def filled_in(page: Any, **changes: Any) -> dict[str, Any]:
    """What the form sends back when a citizen filled it in. page: the response that showed it."""
    return {
        "token": page.context["form"].initial["token"],
        "content": "幸福里小区2023年电梯加装的验收报告",
        "form": "electronic",
        "delivery": "online",
        "kind": "natural_person",
        "name": "陈知远",
        "identity_kind": "identity_card",
        "identity_number": "11010519491231002X",
        "phone": "13900000000",
        **changes,
    }
