"""A reason to begin with: the skeleton of the outcome, with what the case tells already filled in. It changes nothing."""

from datetime import date

from gongkai.applications.models import Application
from gongkai.applications.queries import SAME, Similar, ledger_of, searches_of, similar_requests
from gongkai.applications.wording import search_in_words, you
from gongkai.law.grounds import basis_of
from gongkai.law.workdays import in_words


def skeleton_of(application: Application, outcome_code: str, *, on: date) -> str:
    """What a reply with that outcome may say, blanks as ＿. Regulations art. 36 item 6: a repeat names the earlier reply."""
    if outcome_code == "not_taken_up.repeat":
        earlier = earlier_reply(application, on=on)
        if earlier is not None and earlier.reply is not None and earlier.reply.document is not None:
            document = earlier.reply.document
            told = f"本机关已于{in_words(document.dated_on)}以{document.number}就同一信息答复你，本次申请的内容与此前相同。"
            return told.replace("你", you(application))
    return basis_of(outcome_code).skeleton.replace("你", you(application))


def earlier_reply(application: Application, *, on: date) -> Similar | None:
    """The likest earlier request of the same applicant for the same information that was answered, if there is one."""
    mine = {filing.key for filing in ledger_of(application).filings}
    found = similar_requests(
        application.agency_id, application.content, on=on, excluding=application.pk, least=SAME, size=50
    )
    return next((one for one in found if one.application.pk in mine and one.reply), None)


def search_told(application: Application) -> str:
    """What the letter tells of the searches on record (art. 36 item 4): those that found nothing."""
    return search_in_words(searches_of(application))
