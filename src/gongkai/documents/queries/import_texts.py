"""The texts of a list of documents: a public item that is here already, or one that the list brings and the gate's import takes over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from gongkai.agencies.models import Agency
from gongkai.documents.importing import ReadyDocument
from gongkai.documents.models import NormativeDocument
from gongkai.documents.queries.import_law import fact_told
from gongkai.law.validity import ended_on, validity_on
from gongkai.publications.models import Publication
from gongkai.publications.queries.importing import Importing
from gongkai.reading.listed import ListedItem

_SAME = ("index_number", "attachments", "former_address", "section", "category")


class Texts:
    """importing: judges the items. publishes: whether what the list brings becomes public items; else only what is here is linked."""

    def __init__(self, importing: Importing, *, publishes: bool, today: date) -> None:
        self._importing, self._publishes, self._today = importing, publishes, today
        self._agencies = dict(Agency.objects.values_list("pk", "code"))

    def given(self, documents: Sequence[ReadyDocument], items: Sequence[ListedItem]) -> list[ReadyDocument]:
        """The documents with their texts; those whose text cannot be taken over have troubles, and are left out."""
        by_place = {item.place: item for item in items}
        linked = self._linked(documents, by_place)
        done: list[ReadyDocument] = []
        fresh: list[tuple[ReadyDocument, ListedItem]] = []
        for one in documents:
            item = by_place[one.place]
            if one.place in linked:
                done.append(replace(one, publication_id=linked[one.place]))
            elif not self._publishes:
                done.append(one)
            elif self._has_text(one, item):
                fresh.append((one, self._item_told(one, item)))
        judged = self._importing.judge([told for _, told in fresh])
        ready = {one.place: one for one in judged.ready}
        for trouble in judged.troubles:
            by_place[trouble.place].troubles.append(trouble)
        for left in judged.left:
            by_place[left.place].trouble("index_number", left.because, "请在“索引号”栏写上它，就会连到这份文件。")
        done += [replace(one, item=ready[one.place]) for one, _ in fresh if one.place in ready]
        places = {item.place: at for at, item in enumerate(items)}
        return [one for one in sorted(done, key=lambda one: places[one.place]) if not by_place[one.place].troubles]

    def _linked(self, documents: Sequence[ReadyDocument], by_place: dict[str, ListedItem]) -> dict[str, int]:
        """Place → the public item of that index number that is here already."""
        numbers = {one.place: "".join(by_place[one.place].texts.get("index_number", "").split()) for one in documents}
        rows = Publication.objects.filter(index_number__in=[number for number in numbers.values() if number])
        there = {row.index_number: row for row in rows}
        used = dict(
            NormativeDocument.objects.filter(publication__in=[row.pk for row in there.values()]).values_list(
                "publication_id", "title"
            )
        )
        found: dict[str, int] = {}
        for place, number in numbers.items():
            row = there.get(number)
            if row is None:
                if number and not self._publishes:
                    told = f"没有索引号是“{number[:40]}”的信息。"
                    by_place[place].trouble(
                        "index_number", told, "请核对；要把清单里的正文一并公开，请加上 --publish。"
                    )
            elif row.pk in used:
                by_place[place].trouble(
                    "index_number",
                    f"索引号{number}已经连着“{used[row.pk]}”。",
                    "请核对索引号，一条信息只是一份文件的文本。",
                )
            elif row.standing != Publication.Standing.PUBLIC:
                by_place[place].trouble(
                    "index_number", f"索引号{number}的信息现在不是公开的。", "请核对索引号，或者空着。"
                )
            else:
                found[place] = row.pk
                used[row.pk] = by_place[place].texts.get("title", "")
        return found

    @staticmethod
    def _has_text(one: ReadyDocument, item: ListedItem) -> bool:
        if not item.body.strip() and not item.files:
            item.trouble(
                "body", "没有正文，也没有附件，不能公开。", "请写正文、正文文件或者附件；不一并公开的，不加 --publish。"
            )
        if one.disclosed_on is None:
            item.trouble(
                "disclosed_on",
                "没有写首次公开日期。",
                "导入的是已经公开的文本，请补上；没有公开过的，请登记入册后在工作台办理公布。",
            )
        return not item.troubles

    def _item_told(self, one: ReadyDocument, item: ListedItem) -> ListedItem:
        """The line as an item of the gate: same place, same columns, its words of the document."""
        told = ListedItem(item.place, labels=item.labels, body=item.body, files=item.files)
        told.texts = {key: item.texts[key] for key in _SAME if key in item.texts}
        fact = fact_told(one)
        state = validity_on(fact, self._today)
        told.texts |= {"title": one.title, "document_number": one.number, "agency": self._agencies[one.agency_id]}
        told.texts |= {"validity": state.label} if state else {}
        moment = item.days["disclosed_on"]
        told.days = {"published_at": moment, "dated_on": item.days["issued_on"]}
        if "effective_on" in item.days:
            told.days["effective_on"] = item.days["effective_on"]
        end = ended_on(fact)
        if end is not None:
            told.days["repealed_on"] = datetime.combine(end[0], time())
        return told
