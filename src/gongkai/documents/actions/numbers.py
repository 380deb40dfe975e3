"""发文字号 and 登记编号: given once in the whole register, whatever brackets they are written with."""

from gongkai.agencies.models import Agency
from gongkai.documents.models import NormativeDocument
from gongkai.law.errors import NotAcceptable
from gongkai.law.numbers import number_key
from gongkai.law.workdays import in_words


def give_number(document: NormativeDocument, number: str) -> None:
    """Write the number and its key on a row, unsaved; an old document may have none. NotAcceptable as `require_free_number`."""
    number = number.strip()
    _one_at_a_time(document)
    if number:
        require_free_number(number, document=document)
    document.number, document.number_key = number, number_key(number)


def _one_at_a_time(document: NormativeDocument) -> None:
    """Whoever gives a number in this house waits for whoever is giving one: two at once would both find it free."""
    head = int(document.agency.path.split("/")[0])
    Agency.objects.select_for_update(no_key=True).get(pk=head)


def require_free_number(number: str, *, document: NormativeDocument | None = None) -> None:
    """NotAcceptable for no number, and for one that another living document of the register has, naming that one."""
    key = number_key(number)
    if not any(sign.isdigit() for sign in key):
        raise NotAcceptable(
            "document.no_number",
            f"“{number.strip()}”里没有序号，不像发文字号。" if key else "还没有写发文字号。",
            "请照印发的文件写全，例如“云政规〔2020〕7号”。",
            field="number",
        )
    others = NormativeDocument.objects.filter(number_key=key).exclude(stage=NormativeDocument.Stage.DROPPED)
    if document is not None:
        others = others.exclude(pk=document.pk)
    other = others.select_related("agency").first()
    if other is not None:
        dated = f"，{in_words(other.issued_on)}" if other.issued_on else ""
        raise NotAcceptable(
            "document.number_taken",
            f"字号“{number.strip()}”已经由{other.agency.short_name}的《{other.title}》（{other.number}{dated}）使用。",
            "请核对字号；同一份文件不用再登记，原来登记错了的，请打开那一份更正。",
            field="number",
        )


def require_registration_free(document: NormativeDocument) -> None:
    """NotAcceptable when another document of the agency carries its 登记编号, naming that one."""
    mark = document.registration_number
    others = NormativeDocument.objects.filter(agency=document.agency, registration_number=mark).exclude(pk=document.pk)
    other = others.first() if mark else None
    if other is not None:
        raise NotAcceptable(
            "document.registration_taken",
            f"登记编号“{mark}”已经由《{other.title}》使用。",
            "请核对登记编号，两份文件不能相同。",
            field="registration_number",
        )
