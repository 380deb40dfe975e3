"""The letter of an act, seen and edited on the act's own page before it is numbered."""

from typing import Any

from django.http import HttpRequest

from gongkai.applications import actions
from gongkai.audit.actors import Actor
from gongkai.backoffice.act import Act, Typed
from gongkai.backoffice.differences import differences
from gongkai.backoffice.kept_texts import kept_text
from gongkai.backoffice.views.letters import unnumbered
from gongkai.law.stages import Verb

MAKES = {  # the letter each act makes, and the officer may edit
    Verb.REQUEST_SUPPLEMENT: "supplement",
    Verb.LAPSE: "close_not_supplemented",
    Verb.CONSULT_THIRD_PARTY: "third_party_consultation",
    Verb.CONSULT_AGENCY: "agency_consultation",
    Verb.OVERRIDE: "third_party_decision",
    Verb.EXTEND: "extension",
    Verb.REQUEST_REASONS: "reason_request",
    Verb.DEFER: "deferral",
    Verb.SEND_FEE_NOTICE: "fee_notice",
    Verb.CLOSE_UNPAID: "close_unpaid",
    Verb.WITHDRAW: "close_withdrawn",
    Verb.ANSWER_CORRECTION: "correct_record",
    Verb.ISSUE_RECEIPT: "receipt",
    Verb.ASK_FOR_SEARCH: "assist",
}


def makes_letter(doing: Act) -> bool:
    """Whether the act has a letter to look at."""
    return doing.verb in MAKES


def edited_in(request: HttpRequest) -> list[str] | None:
    """The paragraphs as the officer edited them; None where the generated ones stand."""
    body, made = (_lines(request.POST.get(name, "")) for name in ("letter_body", "letter_made"))
    return body if body and body != made else None


def look(request: HttpRequest, case: Any, doing: Act, typed: Typed, actor: Actor, version: int) -> dict[str, Any]:
    """What the page shows of the letter: as it would go out, its text to be edited, hints about its words."""
    edited = edited_in(request) if request.POST.get("step") != "generated" else None
    generated = _made(case, doing, typed, actor, version)
    shown = _made(case, doing, {**typed, "edited": edited}, actor, version) if edited else generated
    old, new = "\n".join(generated.content["paragraphs"]), "\n".join(shown.content["paragraphs"])
    return {
        "made": unnumbered(shown.content, case.agency),
        "hints": shown.hints,
        "letter_body": new,
        "letter_made": old,
        "rewritten": differences(old, new) if old != new else [],
    }


def still_typed(request: HttpRequest) -> dict[str, Any]:
    """The edited text of a page that comes back with a refusal: it is not lost."""
    edited = edited_in(request)
    if edited is None:
        return {}
    return {"letter_body": "\n".join(edited), "letter_made": request.POST.get("letter_made", "")}


def waiting(request: HttpRequest, doing: Act) -> dict[str, Any]:
    """The text of this act's letter that was being edited when the page was closed."""
    kept = kept_text(request, request.path) if makes_letter(doing) else None
    return {"letter_body": kept, "letter_made": "", "letter_kept": True} if kept else {}


def _made(case: Any, doing: Act, typed: Typed, actor: Actor, version: int) -> actions.MadeLetter:
    assert doing.verb is not None
    letters = actions.letters_made_by(case, lambda: doing.run(case, dict(typed), actor, version))
    return next(made for made in letters if made.kind == MAKES[doing.verb])


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
