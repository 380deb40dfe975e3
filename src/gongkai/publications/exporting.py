"""Writing everything that is public into a folder, in open formats: a list, JSON Lines, bodies, attachments, and a manifest of hashes.

The folder is one that `gongkai import items` reads.
"""

import csv
import hashlib
import html
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from gongkai.files.queries import content_of
from gongkai.publications.models import Publication
from gongkai.publications.queries import exporting
from gongkai.typesetting.formulas import as_text

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f；;]+')
_PAGE = '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>\n'
README = """这个文件夹里是本站全部公开的信息，格式都是开放的。

items.csv      清单，一行一件；可以用 gongkai import items 读回
items.jsonl    每件一行，含各个版本的正文和元数据
bodies/        现行版本的正文，HTML
attachments/   附件，按编号分文件夹
withdrawn.jsonl 已经撤下的：标题、索引号、原因、时间，没有内容
manifest.json  每个文件的大小和 SHA-256
"""


@dataclass(slots=True)
class Exported:
    """What was written. files: path below the folder → size and SHA-256."""

    items: int = 0
    lost: list[str] = field(default_factory=list)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)


def export_items(folder: Path, *, told: Callable[[int], None] = lambda _: None) -> Exported:
    """Write all of it into that folder, which must be empty or new. told: called with how many items are done.

    A file that the disk has lost is named in `lost`, and all else is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done, former = Exported(), exporting.former_addresses()
    with (
        open(folder / "items.csv", "w", encoding="utf-8-sig", newline="") as listed,
        open(folder / "items.jsonl", "w", encoding="utf-8") as lines,
    ):
        table = csv.writer(listed)
        table.writerow(exporting.HEAD)
        for item in exporting.items():
            _write(folder, item, former.get(f"/items/{item.pk}/", ""), table, lines, done)
            done.items += 1
            told(done.items)
    with open(folder / "withdrawn.jsonl", "w", encoding="utf-8") as graves:
        graves.writelines(_line(one) for one in exporting.tombstones())
    _put(folder, "README.txt", README.encode(), done)
    for name in ("items.csv", "items.jsonl", "withdrawn.jsonl"):
        done.files[name] = _hashed(folder / name)
    manifest = {"items": done.items, "lost": done.lost, "files": dict(sorted(done.files.items()))}
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return done


def _write(folder: Path, item: Publication, former: str, table: Any, lines: IO[str], done: Exported) -> None:
    shown = item.current
    assert shown is not None
    body_file = ""
    if shown.body:
        body_file = f"bodies/{_NOT_IN_NAMES.sub('_', item.index_number or str(item.pk))}.html"
        page = _PAGE.format(title=html.escape(shown.title), body=shown.body)
        _put(folder, body_file, page.encode(), done)
    attachments = []
    for position, attachment in enumerate(shown.attachments.all()):
        name = f"attachments/{item.pk}/{_NOT_IN_NAMES.sub('_', attachment.name)}"
        if name in done.files:
            name = f"attachments/{item.pk}/{position}_{_NOT_IN_NAMES.sub('_', attachment.name)}"
        try:
            _put(folder, name, content_of(attachment.file), done)
        except FileNotFoundError:
            done.lost.append(name)
            continue
        attachments.append({"path": name, "name": attachment.name, "description": attachment.description})
    row = exporting.line_of(
        item, former_address=former, body_file=body_file, attachments=[str(one["path"]) for one in attachments]
    )
    table.writerow(as_text(cell) for cell in row)
    lines.write(_line(exporting.whole(item, body_file=body_file, attachments=attachments)))


def _put(folder: Path, name: str, content: bytes, done: Exported) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name[-80:]}.part")
    draft.write_bytes(content)
    os.replace(draft, path)
    done.files[name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _hashed(path: Path) -> dict[str, Any]:
    with open(path, "rb") as file:
        return {"size": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _line(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
