"""填报单: what an agency declares for table 2, and its leader's signature. Documents are counted from the register instead."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.annualreports import typed
from gongkai.annualreports.actions.record import require_year_over
from gongkai.annualreports.models import DeclaredReturn
from gongkai.annualreports.permissions import require_fill, require_sign_return
from gongkai.annualreports.queries import form_of_year
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable, Stale
from gongkai.law.figures import Address


@transaction.atomic
def declare_return(
    agency: Agency,
    year: int,
    figures: Mapping[Address, str],
    *,
    actor: Actor,
    reason: str = "",
    source: str = "",
    complete: bool = True,
    seen_version: int | None = None,
) -> DeclaredReturn:
    """填报: save the declared figures of table 2 as typed, as a draft. All are checked first; the first that cannot stand is named.

    figures: address → text as a person writes numbers (full width, thousands separators). source: where they come from.
    reason: needed where a signed return is being corrected. complete: every cell must be filled; a draft that is not
    complete is kept but cannot be signed. seen_version: that of the draft the actor read, 0 where there was none.
    """
    require_fill(actor, agency.pk)
    cells = form_of_year(year).declared_addresses()
    stored, refused = typed.figures(cells, figures, blanks=not complete)
    if refused:
        raise next(iter(refused.values()))
    if _signed(agency, year) and not reason.strip():
        raise NotAcceptable(
            "return.no_reason", "这一年已经签报，更正要写明理由。", "请写明为什么更正。", field="reason"
        )
    draft = _draft(agency, year) or DeclaredReturn(agency=agency, year=year, version=0)
    _require_seen(draft, seen_version)
    draft.figures, draft.reason, draft.source = stored, reason.strip(), source.strip()
    draft.filled_in_by_id = actor.person_id
    draft.version += 1
    draft.save()
    blank = len(cells) - len(stored)
    audit.record(actor, "return.declared", draft, agency=agency.name, year=year, blank=blank)
    return draft


@transaction.atomic
def sign_return(
    agency: Agency, year: int, *, actor: Actor, on: date, seen_version: int | None = None
) -> DeclaredReturn:
    """签报: the draft becomes the agency's declared figures; one signed before stays on file as replaced."""
    draft = _draft(agency, year)
    if draft is None:
        raise NotAcceptable("return.none", f"{year}年度还没有填报。", "请先填报并保存，再签报。")
    require_sign_return(actor, agency.pk, filled_in_by=draft.filled_in_by_id)
    _require_seen(draft, seen_version)
    require_year_over(year, on, actor)
    blank = [cell for cell in form_of_year(year).declared_addresses() if cell not in draft.figures]
    if blank:
        raise NotAcceptable(
            "return.unfinished", f"还有{len(blank)}格没有填。", "请填报人补齐后再签；没有的填0。", field=blank[0]
        )
    replaced = _signed(agency, year)
    if replaced is not None:
        replaced.state = DeclaredReturn.State.REPLACED
        replaced.save(update_fields=["state"])
    draft.state, draft.signed_by_id, draft.signed_on = DeclaredReturn.State.SIGNED, actor.person_id, on
    draft.save()
    audit.record(
        actor,
        "return.signed",
        draft,
        on=on,
        agency=agency.name,
        year=year,
        replaced=replaced.pk if replaced else None,
        reason=draft.reason,
    )
    return draft


def _signed(agency: Agency, year: int) -> DeclaredReturn | None:
    return _locked(agency, year, DeclaredReturn.State.SIGNED)


def _draft(agency: Agency, year: int) -> DeclaredReturn | None:
    return _locked(agency, year, DeclaredReturn.State.DRAFT)


def _locked(agency: Agency, year: int, state: str) -> DeclaredReturn | None:
    return DeclaredReturn.objects.select_for_update(no_key=True).filter(agency=agency, year=year, state=state).first()


def _require_seen(draft: DeclaredReturn, seen_version: int | None) -> None:
    if seen_version is not None and seen_version != draft.version:
        raise Stale(
            "return.changed",
            "您打开这一页之后，同事改过这份填报单。",
            "您填的内容都还在。请对照最新的数，再决定是否提交。",
        )
