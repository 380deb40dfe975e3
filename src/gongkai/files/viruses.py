"""Asking a virus scanner (clamd) about bytes, over its socket, when an address is set: GONGKAI_CLAMD.

The address is `/run/clamav/clamd.ctl`, or `host:port`. The bytes go over as a stream; clamd needs no right to read our files.
"""

import socket
import struct

from django.conf import settings

from gongkai.law.errors import NotAcceptable

PATIENCE = 30.0  # seconds for each step of the talk
_PIECE = 256 * 1024
_LONGEST_ANSWER = 4096


def require_clean(name: str, content: bytes) -> None:
    """NotAcceptable when the scanner finds something, or cannot be asked: what was not scanned is not taken."""
    address = settings.GONGKAI_CLAMD
    if not address:
        return
    try:
        answer = _ask(address, content)
    except (OSError, ValueError) as error:
        raise _unreachable(name) from error
    if answer.endswith("FOUND"):
        raise NotAcceptable(
            "file.virus",
            f"“{name}”没有通过病毒扫描（{_found(answer)}）。",
            "请勿再打开或者转发这份文件。换一台查杀过的电脑重新制作后再上传，并告知系统管理员。",
            field="files",
        )
    if not answer.endswith("OK"):
        raise _unreachable(name)


def _ask(address: str, content: bytes) -> str:
    """One talk: `zINSTREAM`, pieces with their length before them, an empty piece; the answer without its end sign."""
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        try:
            for begin in range(0, len(content), _PIECE):
                piece = content[begin : begin + _PIECE]
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it stopped listening, say at its own limit of size; what it answered says why
        said = b""
        while b"\0" not in said and len(said) < _LONGEST_ANSWER:
            more = line.recv(_LONGEST_ANSWER)
            if not more:
                break
            said += more
    return said.split(b"\0", 1)[0].decode("utf-8", "replace").strip()


def _connected(address: str) -> socket.socket:
    if "/" in address:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host or "127.0.0.1", int(port)), timeout=PATIENCE)


def _found(answer: str) -> str:
    """`stream: Eicar-Signature FOUND` → `Eicar-Signature`."""
    return answer.removeprefix("stream:").removesuffix("FOUND").strip()[:80] or "未写明"


def _unreachable(name: str) -> NotAcceptable:
    return NotAcceptable(
        "file.not_scanned",
        f"“{name}”还没有收下：病毒扫描程序没有应答。",
        "请过几分钟再传；一直这样的，请告知系统管理员查看扫描服务。",
        field="files",
    )
