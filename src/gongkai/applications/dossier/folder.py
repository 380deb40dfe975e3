"""The dossier as a folder: every paper as it is, the bound PDF, the journal, a manifest, and hashes for `sha256sum -c`."""

import io
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongkai.applications.dossier.papers import Paper, dossier_pdf, journal_of, papers_of
from gongkai.applications.dossier.sheets import VERIFYING
from gongkai.applications.models import Application
from gongkai.audit.chain import content_of as canonical

MANIFEST, SUMS, JOURNAL, BOUND = "清单.json", "SHA256SUMS", "留痕.json", "案卷.pdf"
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST = 60
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same for every file, so that the same case gives the same bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """package: the ZIP; digest: of the manifest in it; papers: how many."""

    package: bytes
    digest: str
    papers: int


def dossier_folder(case: Application, on: date, *, font_folder: Path | None = None) -> Folder:
    """案卷 as a ZIP. case: from `whole_case`. Unpacked, `sha256sum -c SHA256SUMS` proves every file."""
    papers = papers_of(case, on, font_folder=font_folder)
    files: list[tuple[str, bytes]] = [(BOUND, dossier_pdf(case, on, font_folder=font_folder, papers=papers))]
    files += [(_path(number, paper), paper.content) for number, paper in enumerate(papers, 1)]
    files.append((JOURNAL, _journal(case)))
    manifest = _manifest(case, on, papers, files)
    listed = [(MANIFEST, manifest), *files]
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in listed)
    return Folder(_packed([(SUMS, sums.encode()), *listed]), sha256(manifest).hexdigest(), len(papers))


def _path(number: int, paper: Paper) -> str:
    """01/003 补正告知书.pdf under its section, in the order of the contents."""
    ending = "pdf" if paper.sheet else paper.kind
    stored = bool(paper.named) and not paper.sheet
    told = f"{paper.title} {paper.named}" if stored else paper.title
    name = _safe(told.removesuffix(f".{ending}"))
    return f"{_safe(paper.section)}/{number:03d} {name}.{ending}"


def _safe(text: str) -> str:
    seen = "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"})
    return _UNSAFE.sub(" ", seen).strip(" .")[:_LONGEST].strip(" .") or "未命名"


def _manifest(case: Application, on: date, papers: list[Paper], files: list[tuple[str, bytes]]) -> bytes:
    what = {BOUND: "全部材料合订本", JOURNAL: "留痕的全部内容和散列"}
    told: list[dict[str, Any]] = []
    for number, (path, content) in enumerate(files):
        paper = papers[number - 1] if 0 < number <= len(papers) else None
        told.append(
            {
                "order": number if paper else None,
                "path": path,
                "what": paper.title if paper else what[path],
                "section": paper.section if paper else "",
                "named": paper.named if paper else "",
                "dated": paper.dated if paper else "",
                "size": len(content),
                "sha256": sha256(content).hexdigest(),
            }
        )
    whole = {
        "case": case.query_number,
        "number": case.number,
        "agency": case.agency.name,
        "made_on": on.isoformat(),
        "papers": len(papers),
        "files": told,
        "verify": "sha256sum -c SHA256SUMS",
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _journal(case: Application) -> bytes:
    entries = [
        {
            "sequence": entry.sequence,
            **json.loads(canonical(entry.content())),
            "previous": entry.previous,
            "digest": entry.digest,
        }
        for entry in journal_of(case)
    ]
    return json.dumps({"verify": list(VERIFYING), "entries": entries}, ensure_ascii=False, indent=1).encode()


def _packed(files: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in files:
            about = zipfile.ZipInfo(name, _MOMENT)
            about.create_system = 3
            about.external_attr = 0o644 << 16
            stored = name.endswith((".pdf", ".jpg", ".png", ".docx", ".xlsx"))
            about.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            package.writestr(about, content)
    return buffer.getvalue()
