"""办事一本通: a publication made from the matters of the catalogue, with a booklet to print. It passes the gate like any other."""

from collections.abc import Collection
from datetime import date
from html import escape
from pathlib import Path

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.law.errors import NotAcceptable
from gongkai.publications.actions.attachments import attach_file, prepare_file
from gongkai.publications.actions.drafting import draft_item
from gongkai.publications.actions.written import Written
from gongkai.publications.models import PriorityField, Publication, Section
from gongkai.publications.permissions import require_write
from gongkai.publications.queries.handbook import Chapter, Contents, Line, contents_of
from gongkai.typesetting.booklet import Booklet, BookletChapter, booklet_pdf

MOST_CHAPTERS = 60


def make_handbook(
    field: PriorityField,
    *,
    agency: Agency,
    actor: Actor,
    title: str = "",
    matters: Collection[int] | None = None,
    section: Section | None = None,
    font_folder: Path | None = None,
) -> Publication:
    """编办事一本通: a draft of the agency with a table for each matter and the booklet as its file. matters: keys; None for all.

    The booklet is set before anything is written.
    """
    require_write(actor, agency, "编办事一本通")
    contents = contents_of(field, matters)
    if not contents.chapters:
        raise NotAcceptable(
            "handbook.nothing",
            f"“{field.name}”里没有可以编进去的事项。",
            "请另选领域或者事项；目录还没有导入的，请先导入标准目录。",
            field="matters",
        )
    if len(contents.chapters) > MOST_CHAPTERS:
        raise NotAcceptable(
            "handbook.too_many",
            f"一册最多{MOST_CHAPTERS}个事项，选了{len(contents.chapters)}个。",
            "请分成几册。",
            field="matters",
        )
    title = title.strip() or f"{field.name}办事一本通"
    booklet = booklet_pdf(_booklet(title, agency, contents, actor.at.date()), font_folder=font_folder)
    prepared = prepare_file(f"{title}.pdf", booklet)
    with transaction.atomic():
        item = draft_item(agency, written=_written(title, contents, section, actor.at.date()), actor=actor)
        attach_file(item, f"{title}.pdf", booklet, actor=actor, description="可以打印的小册子", prepared=prepared)
        audit.record(
            actor, "handbook.made", item, on=actor.at.date(), name=title, field=field.name, count=len(contents.chapters)
        )
    return item


def _written(title: str, contents: Contents, section: Section | None, on: date) -> Written:
    names = "、".join(chapter.name for chapter in contents.chapters)
    return Written(
        title=title,
        body="".join([*(_chapter(one) for one in contents.chapters), _contacts(contents.agencies)]),
        summary=f"{contents.field.name}领域{len(contents.chapters)}个事项的公开内容、时限和办理机关：{names}"[:500],
        keywords=f"办事一本通,{contents.field.name}"[:200],
        dated_on=on,
        section=section,
    )


def _chapter(chapter: Chapter) -> str:
    basis = f"<p>依据：{escape(chapter.basis)}</p>" if chapter.basis else ""
    rows = "".join(_row(line) for line in chapter.lines)
    head = "<tr><th>公开的内容</th><th>时限</th><th>由谁公开</th><th>在哪里看</th></tr>"
    return f"<h2>{escape(chapter.name)}</h2>{basis}<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(line: Line) -> str:
    links = [
        f'<p><a href="/items/{item.pk}/">{escape(item.current.title)}</a></p>' for item in line.items if item.current
    ]
    cells = (escape(line.name), escape(line.limit), escape(line.owed_by), "".join(links) or "还没有公开")
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _contacts(agencies: tuple[Agency, ...]) -> str:
    if not agencies:
        return ""
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(told)}</td>' for told in (one.name, one.address, one.hours, one.phone))}</tr>"
        for one in agencies
    )
    head = "<tr><th>机关</th><th>地址</th><th>办公时间</th><th>电话</th></tr>"
    return f"<h2>到哪里问</h2><table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _booklet(title: str, agency: Agency, contents: Contents, on: date) -> Booklet:
    chapters = tuple(
        BookletChapter(one.name, one.basis, tuple((line.name, line.limit, line.owed_by) for line in one.lines))
        for one in contents.chapters
    )
    contacts = tuple((one.name, one.address, one.hours, one.phone) for one in contents.agencies)
    return Booklet(title, agency.name, on, chapters, contacts)
