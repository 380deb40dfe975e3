"""The act that begins a redaction: the papers asked for are kept, sealed. What follows has a screen of its own."""

from typing import Any

from gongkai.applications import actions
from gongkai.audit.actors import Actor
from gongkai.backoffice.act import Act, Typed
from gongkai.backoffice.forms.redaction import KeepOriginals


def _keep(case: Any, typed: Typed, actor: Actor, version: int) -> object:
    return actions.keep_originals(case, **typed, on=actor.at.date(), actor=actor, seen_version=version)


REDACTION_ACTS: tuple[Act, ...] = (
    Act(
        "keep-originals",
        "存入要遮盖的原件",
        KeepOriginals,
        _keep,
        "把要公开的材料原件存进本件，再逐处遮盖：能够区分处理的，公开可以公开的部分。",
        "原件已经加密存入。请从材料里打开，逐处遮盖。",
        cite="条例第三十七条",
    ),
)
