"""What the buttons of the editing page do: the words are saved first, always; then files, what is let stand, or the handing in."""

from typing import Any

from django.http import HttpRequest

from gongkai.audit.actors import Actor
from gongkai.backoffice.forms.editing import EditItem
from gongkai.law.errors import NotAcceptable
from gongkai.publications import actions
from gongkai.publications.docx_body import body_of_docx
from gongkai.publications.queries import editing

SEPARATOR = "\t"  # between code and excerpt of a finding; neither holds one


def do_asked(request: HttpRequest, item: Any, form: EditItem, *, actor: Actor) -> tuple[str, str]:
    """Save, then do what the button asks. Returns (what to tell, what was asked). Refusals come after the saving."""
    asked = request.POST.get("do", "save")
    act, _, which = asked.partition(":")
    values, told = form.told(), ""
    if act == "import":
        values["body"], told = _imported(values["body"], form.cleaned_data["words"])
    actions.save_draft(item, written=actions.Written(**values), actor=actor, seen_version=form.seen)
    _describe(request, item, actor)
    if form.cleaned_data["files"]:
        told = _attach(item, form, actor)
    if act == "attach" and not told:
        raise NotAcceptable("file.none", "还没有选文件。", "请先选择文件，再点“上传”。", field="files")
    if act in {"remove", "up"}:
        told = _rearrange(item, act, which, actor)
    elif act == "accept":
        told = _accept(request, item, which, actor)
    elif act == "submit":
        draft = actions.submit_draft(item, actor=actor, seen_version=None)
        told = f"已经送审，现在是“{draft.get_stage_display()}”。"
    return told or "已经保存。", asked


def _imported(body: str, file: Any) -> tuple[str, str]:
    """The text with that of a Word document after it, and what to tell."""
    if not file:
        raise NotAcceptable("words.none", "还没有选Word文件。", "请先选择docx文件，再点“导入”。", field="words")
    more, pictures = body_of_docx(file.name or "", file.read())
    if not more:
        raise NotAcceptable("words.empty", f"“{file.name}”里没有文字。", "请核对是不是选错了文件。", field="words")
    left = f"其中{pictures}张图片没有带过来，请用“图片”逐张插入。" if pictures else ""
    return body + more, f"“{file.name}”的文字和表格已经接在正文后面，并保存。{left}"


def _attach(item: Any, form: EditItem, actor: Actor) -> str:
    """Each file by itself: one that is refused does not take the others with it."""
    files = form.cleaned_data["files"]
    refused = []
    for file in files:
        try:
            actions.attach_file(item, file.name or "", file.read(), actor=actor)
        except NotAcceptable as refusal:
            refused.append(refusal)
    if refused:
        kept = len(files) - len(refused)
        first = refused[0]
        told = "".join(one.message for one in refused)
        raise NotAcceptable(
            first.code, f"{told}{f'其余{kept}个文件已经上传。' if kept else ''}", first.hint, field="files"
        )
    return f"已经上传{len(files)}个文件，并去掉了其中的作者、时间、地点等属性。"


def _describe(request: HttpRequest, item: Any, actor: Actor) -> None:
    """Names and descriptions of the files, as far as they were changed."""
    draft = editing.draft_of(item)
    for row in editing.files_of(draft) if draft else []:
        name, told = request.POST.get(f"name-{row.pk}"), request.POST.get(f"description-{row.pk}")
        if name is not None and told is not None and (name.strip(), told.strip()) != (row.name, row.description):
            actions.describe_attachment(row, name=name, description=told, actor=actor)


def _rearrange(item: Any, act: str, which: str, actor: Actor) -> str:
    """Remove one file, or move it up by one among those that do not stand in the text."""
    draft = editing.draft_of(item)
    rows = editing.files_of(draft) if draft else []
    place = next((place for place, row in enumerate(rows) if str(row.pk) == which), None)
    if place is None:
        raise NotAcceptable("file.gone", "这个附件已经不在稿件里。", "请看现在的附件。", field="files")
    if act == "remove":
        actions.remove_attachment(rows[place], actor=actor)
        return f"已经移除“{rows[place].name}”。"
    order = [row.pk for row in rows]
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    actions.order_attachments(item, order=order, actor=actor)
    return "附件的次序已经调整。"


def _accept(request: HttpRequest, item: Any, which: str, actor: Actor) -> str:
    code, _, excerpt = request.POST.get(f"finding-{which}", "").partition(SEPARATOR)
    reason = request.POST.get(f"reason-{which}", "")
    actions.accept_finding(item, code=code, excerpt=excerpt, reason=reason, actor=actor)
    return "理由已经记下，审核的人看得到。"
