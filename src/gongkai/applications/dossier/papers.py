"""The papers of a case in the order of the dossier, and the dossier as one PDF."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongkai.applications.dossier import sheets
from gongkai.applications.models import Application, Attachment, Document
from gongkai.applications.queries.appeals import appeals_of, name_of
from gongkai.applications.wording.printed import letter_of
from gongkai.audit.models import Entry
from gongkai.audit.queries import entries_of
from gongkai.files.models import StoredFile
from gongkai.files.queries import content_of
from gongkai.law.workdays import in_words
from gongkai.typesetting.binding import Cover, Piece, bound, sheet_pdf, text_entry
from gongkai.typesetting.letter import letter_pdf

ASKED, LETTERS, SEARCHED = "一、申请", "二、文书和意见", "三、检索"
REPLIED, SERVED, CONTESTED = "四、审批和答复", "五、送达", "六、复议和诉讼"
COUNTED, TRACED = "七、期限计算", "八、留痕和说明"
_LOST = "这份文件在存储中找不到。请用备份恢复后重新生成案卷。"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. named: document number or file name; kind: pdf, jpg, png, docx, xlsx, txt; content: its bytes, those of a
    sheet set from records or of a stored file; sheet: its entries, where it is set from records."""

    section: str
    title: str
    named: str
    dated: str
    kind: str
    content: bytes
    sheet: tuple[dict[str, Any], ...] = ()

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


def cover_of(case: Application, on: date) -> Cover:
    """What stands on the cover."""
    foot = f"{case.agency.name}　{case.query_number}"
    closed = in_words(case.closed_on) if case.closed_on else "没有办结"
    rows = (
        ("登记编号", f"{case.number}（查询编号{case.query_number}）"),
        ("申请人", case.applicant.name),
        ("所需信息", case.content),
        ("收到申请之日", in_words(case.received_on) if case.received_on else "未确认"),
        ("办结之日", closed),
        ("制作日期", in_words(on)),
    )
    return Cover("政府信息公开申请案卷", case.agency.name, rows, foot)


def dossier_pdf(case: Application, on: date, *, font_folder: Path | None = None, papers: list[Paper] | None = None) -> bytes:  # fmt: skip
    """案卷 as one PDF with contents and outline. case: from `whole_case`. The same case gives the same bytes."""
    found = papers_of(case, on, font_folder=font_folder) if papers is None else papers
    return bound(cover_of(case, on), [_piece(paper) for paper in found], dated_on=on, font_folder=font_folder)


def papers_of(case: Application, on: date, *, font_folder: Path | None = None) -> list[Paper]:
    """Every paper in order. on: the day the dossier is made."""
    return list(_Collector(case, on, font_folder, cover_of(case, on)).papers())


def journal_of(case: Application) -> list[Entry]:
    """The entries of the journal on the case, oldest first."""
    return list(entries_of(f"application:{case.pk}"))


def _piece(paper: Paper) -> Piece:
    if paper.kind == "pdf":
        return Piece(paper.section, paper.title, paper.named, paper.dated, pdf=paper.content)
    if paper.kind in {"jpg", "png"}:
        return Piece(paper.section, paper.title, paper.named, paper.dated, picture=paper.content)
    told: tuple[dict[str, Any], ...]
    if paper.kind == "txt":
        told = (text_entry(*_lines(paper.content)),)
    else:
        told = (
            text_entry(
                f"“{paper.named}”是办公文档，原样放在案卷文件夹里。",
                f"大小{len(paper.content)}字节，SHA-256 {paper.digest}。",
            ),
        )
    return Piece(paper.section, paper.title, paper.named, paper.dated, sheet=told)


def _lines(content: bytes) -> list[str]:
    for charset in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(charset).splitlines() or [""]
        except UnicodeDecodeError:
            continue
    return ["这份文本的编码认不出来，原样放在案卷文件夹里。"]


@dataclass(slots=True)
class _Collector:
    """Goes through the case section by section."""

    case: Application
    on: date
    font_folder: Path | None
    cover: Cover

    def papers(self) -> Iterator[Paper]:
        role = Attachment.Role
        replies = {reply.document_id for reply in self.case.replies.all()}
        yield from self._set(ASKED, "申请登记表", sheets.application_sheet(self.case))
        yield from self._files(ASKED, role.APPLICATION, role.ENVELOPE, role.SUPPLEMENT)
        yield from (self._letter(LETTERS, one) for one in self.case.documents.all() if one.pk not in replies)
        yield from self._files(LETTERS, role.OPINION)
        yield from self._set(SEARCHED, "检索记录", sheets.search_sheet(self.case))
        yield from self._set(REPLIED, "审批情况", sheets.approval_sheet(self.case))
        yield from (self._letter(REPLIED, one) for one in self.case.documents.all() if one.pk in replies)
        yield from self._released()
        yield from self._set(SERVED, "送达情况", sheets.service_sheet(self.case))
        yield from self._proofs()
        yield from self._appeals()
        yield from self._set(COUNTED, "期限逐日计算", sheets.clock_sheet(self.case, self.on))
        yield from self._set(TRACED, "留痕摘录", sheets.journal_sheet(journal_of(self.case)))
        left_out = [entry for entry in self.case.attachments.all() if self._stays_out(entry)]
        if left_out:
            yield from self._set(TRACED, "未编入的材料", sheets.left_out_sheet(left_out))

    def _set(self, section: str, title: str, entries: sheets.Entries) -> Iterator[Paper]:
        if entries:
            made = sheet_pdf(self.cover, title, entries, dated_on=self.on, font_folder=self.font_folder)
            yield Paper(section, title, "", "", "pdf", made, entries)

    def _letter(self, section: str, document: Document) -> Paper:
        made = letter_pdf(letter_of(document, agency=self.case.agency.name), font_folder=self.font_folder)
        dated = document.dated_on.isoformat()
        return Paper(section, document.content["title"], document.number, dated, "pdf", made)

    def _stays_out(self, entry: Attachment) -> bool:
        return entry.file.sealed or entry.role == Attachment.Role.ORIGINAL

    def _files(self, section: str, *roles: str, without: Set[int] = frozenset()) -> Iterator[Paper]:
        for entry in self.case.attachments.all():
            if entry.role in roles and entry.file_id not in without and not self._stays_out(entry):
                yield self._stored(section, str(entry.get_role_display()), entry.file)

    def _stored(self, section: str, title: str, file: StoredFile) -> Paper:
        dated = file.stored_at.date().isoformat()
        try:
            return Paper(section, title, file.name, dated, file.kind, content_of(file))
        except FileNotFoundError:
            lost = (text_entry(f"“{file.name}”，SHA-256 {file.digest}。{_LOST}"),)
            made = sheet_pdf(self.cover, title, lost, dated_on=self.on, font_folder=self.font_folder)
            return Paper(section, f"{title}（缺失）", file.name, dated, "pdf", made, lost)

    def _released(self) -> Iterator[Paper]:
        """Each released file once, though a redacted copy was laid by first and then went out with the reply."""
        entries = [entry for entry in self.case.attachments.all() if entry.role == Attachment.Role.RELEASED]
        redacted = {entry.file.digest: entry for entry in entries if hasattr(entry.file, "redaction")}
        for entry in {entry.file.digest: entry for entry in entries if not self._stays_out(entry)}.values():
            yield self._stored(REPLIED, str(entry.get_role_display()), entry.file)
            made = redacted.get(entry.file.digest)
            if made is not None:
                yield from self._set(REPLIED, f"遮盖清单：{made.file.name}", sheets.redaction_sheet(made))

    def _proofs(self) -> Iterator[Paper]:
        """The proof of each service under the number of its letter; what else came with it behind. Each once."""
        shown: set[int] = set()
        for document in self.case.documents.all():
            for service in document.services.all():
                if service.proof is not None:
                    shown.add(service.proof.pk)
                    yield self._stored(SERVED, f"送达凭证：{document.number}", service.proof)
        yield from self._files(SERVED, Attachment.Role.PROOF, without=shown)

    def _appeals(self) -> Iterator[Paper]:
        for appeal in appeals_of(self.case):
            yield from self._set(CONTESTED, name_of(appeal), sheets.appeal_sheet(appeal, self.on))
        yield from self._files(CONTESTED, Attachment.Role.APPEAL)
