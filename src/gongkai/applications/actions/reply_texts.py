"""The text of a reply that waits for approval, as somebody edited it. The approver sees who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.applications import wording
from gongkai.applications.actions.record import finish, lock, require_day
from gongkai.applications.actions.replies import reply_content
from gongkai.applications.models import Application, Reply
from gongkai.applications.permissions import require_reply_text
from gongkai.audit.actors import Actor
from gongkai.law.citations import cite
from gongkai.law.errors import NotAcceptable, NotLawful
from gongkai.law.lint import Hint, lint
from gongkai.law.stages import Stage


@transaction.atomic
def edit_reply(
    application: Application,
    *,
    paragraphs: Sequence[str],
    actor: Actor,
    on: date,
    seen_version: int | None = None,
) -> Application:
    """修改答复书正文 while it waits for approval. Regulations art. 36, 45. Whoever drafts or decides may; each edit is traced.

    What the text lacks is shown and stops the approval, not the saving. The generated text given back ends the editing.
    """
    application = lock(application, seen_version)
    require_reply_text(actor, application)
    if application.stage != Stage.REPLY_DRAFTED:
        raise NotLawful(
            "reply.text_fixed",
            cite("条例", 36),
            "现在没有等着审批的答复稿，正文不能修改。",
            "还没有拟稿的请先拟稿；已经批准的不能再改，确有错误的请看案件页上可以办的事。",
        )
    reply = Reply.objects.select_for_update(no_key=True).get(application=application, state=Reply.State.DRAFTED)
    require_day(on, actor, not_before=reply.drafted_on, before_what="拟稿之日")
    wanted = [text.strip() for text in paragraphs if text.strip()]
    if not wanted:
        raise NotAcceptable("reply.no_text", "正文是空的。", "请写正文，或者恢复系统写的正文。", field="body")
    before = reply_content(application, reply, on)["paragraphs"]
    if wanted == before:
        raise NotAcceptable("reply.same_text", "正文没有改动。", "没有要改的，可以直接回到案件。", field="body")
    generated = generated_reply(application, reply, on)
    reply.content = wording.edited_text(generated, wanted, by=actor.name, on=on, earlier=reply.content)
    reply.save()
    return finish(application, actor, "reply_edited", on=on, ground=cite("条例", 36), back=reply.content is None)


@dataclass(frozen=True, slots=True)
class Lack:
    """A required element that is not there: its name, and the generated paragraphs that would put it back."""

    key: str
    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterText:
    """A reply's text as it stands: content as it would go out, the generated paragraphs, who edited it, what it lacks, hints."""

    content: wording.Content
    generated: tuple[str, ...]
    edits: tuple[dict[str, str], ...]
    lacks: tuple[Lack, ...]
    hints: tuple[Hint, ...]


def text_of_reply(
    application: Application, reply: Reply, on: date, *, paragraphs: Sequence[str] | None = None
) -> LetterText:
    """The text of a reply as it would go out that day. paragraphs: those being written now, before they are kept."""
    generated = generated_reply(application, reply, on)
    content = reply_content(application, reply, on) if reply.content else generated
    if paragraphs is not None:
        content = {**content, "paragraphs": [text.strip() for text in paragraphs if text.strip()]}
    return judged(content, on, generated=generated, edits=(reply.content or {}).get("edits", ()))


def judged(
    content: wording.Content,
    on: date,
    *,
    generated: wording.Content | None = None,
    edits: Sequence[dict[str, str]] = (),
) -> LetterText:
    """A composed letter with what it lacks and what to know about its words. generated: what it was edited from."""
    made = generated or content
    lacks = tuple(
        Lack(element.key, element.name, tuple(wording.paragraphs_for(element, made)) if generated else ())
        for element in wording.lacking(content)
    )
    hints = lint(wording.text_of(content), on=on, remedies=wording.remedies_of(content))
    return LetterText(content, tuple(made["paragraphs"]), tuple(edits), lacks, tuple(hints))


def put_back(paragraphs: Sequence[str], lack: Lack, generated: Sequence[str]) -> list[str]:
    """The text with the generated paragraphs of what it lacks, each after the one it followed."""
    made = [text.strip() for text in paragraphs if text.strip()]
    for text in lack.paragraphs:
        before = [earlier for earlier in generated[: generated.index(text)] if earlier in made]
        made.insert(made.index(before[-1]) + 1 if before else 0, text)
    return made


def generated_reply(application: Application, reply: Reply, on: date) -> wording.Content:
    """The reply document as the system writes it, whatever was edited."""
    return reply_content(application, reply, on, edited=False)
