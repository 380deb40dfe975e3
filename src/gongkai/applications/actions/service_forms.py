"""送达回证: the form that goes with a letter, filled in as far as its service is on record."""

from gongkai.applications import wording
from gongkai.applications.models import Document, Service
from gongkai.law.workdays import in_words


def service_form(document: Document) -> wording.Content:
    """The form for one letter: blank where nothing is on record yet, to be signed by hand; else what the last service that
    did not come back tells. It takes no number: it carries that of the letter."""
    served = document.services.filter(returned_on__isnull=True).last()
    content = document.content
    told = {"document": f"{content['title']}（{document.number}）", **(_told(served) if served else {})}
    return wording.compose("service", document.application, told, addressee=content["addressee"])


def _told(served: Service) -> dict[str, str]:
    on = in_words(served.on)
    if served.way == Service.Way.MAIL:
        taken = f"{on}交邮，邮件号{served.mail_number}"
    elif served.way == Service.Way.ELECTRONIC:
        taken = f"{on}到达"
    else:
        taken = f"{served.taken_by}于{on}签收" if served.taken_by else f"{on}签收"
    way = served.get_way_display()
    if served.entrusted_to:
        way = f"{way}（{served.entrusted_to}）"
    return {"way": way, "place": served.place, "taken": taken, "served_by": served.served_by}
