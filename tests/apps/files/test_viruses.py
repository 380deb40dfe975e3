"""Files are shown to a virus scanner over its socket, when one is set. The scanner here is a real socket that speaks clamd's language."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.files import viruses
from gongkai.files.viruses import require_clean
from gongkai.law.errors import NotAcceptable

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class _Clamd(socketserver.StreamRequestHandler):
    """INSTREAM as clamd does it: pieces with their length before them, then an answer that ends with NUL."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        told = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            told += self.rfile.read(size)
            if len(told) > 1_000_000:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.seen.append(told)  # type: ignore[attr-defined]
        self.wfile.write(b"stream: Eicar-Signature FOUND\0" if EICAR in told else b"stream: OK\0")


class _Overstrained(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.rfile.read(10)


@pytest.fixture(params=["unix", "tcp"])
def clamd(request: Any, tmp_path: Path, settings: Any) -> Iterator[list[bytes]]:
    """What the scanner was shown."""
    if request.param == "unix":
        address = str(tmp_path / "clamd.ctl")
        server: Any = socketserver.ThreadingUnixStreamServer(address, _Clamd)
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Clamd)
        address = f"127.0.0.1:{server.server_address[1]}"
    server.daemon_threads = True
    server.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.GONGKAI_CLAMD = address
    yield server.seen
    server.shutdown()
    server.server_close()


def test_a_clean_file_passes_and_was_shown_whole(clamd: list[bytes]) -> None:
    content = bytes(range(256)) * 2_500
    require_clean("名单.pdf", content)
    assert clamd == [content]


def test_a_file_with_a_virus_is_refused_with_what_was_found(clamd: list[bytes]) -> None:
    with pytest.raises(NotAcceptable) as refused:
        require_clean("名单.pdf", EICAR)
    assert refused.value.code == "file.virus"
    assert "“名单.pdf”没有通过病毒扫描（Eicar-Signature）。" in refused.value.message


def test_a_file_the_scanner_could_not_judge_is_not_taken(clamd: list[bytes]) -> None:
    with pytest.raises(NotAcceptable) as refused:
        require_clean("名单.pdf", bytes(3_000_000))
    assert refused.value.code == "file.not_scanned"


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1", "127.0.0.1:port"])
def test_with_no_scanner_at_the_address_nothing_is_taken(address: str, settings: Any) -> None:
    settings.GONGKAI_CLAMD = address
    with pytest.raises(NotAcceptable) as refused:
        require_clean("名单.pdf", b"x")
    assert refused.value.code == "file.not_scanned"
    assert "没有应答" in refused.value.message


def test_a_scanner_that_hangs_up_is_told_as_not_answering(settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(viruses, "PATIENCE", 2.0)
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Overstrained)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.GONGKAI_CLAMD = f"127.0.0.1:{server.server_address[1]}"
    with pytest.raises(NotAcceptable) as refused:
        require_clean("名单.pdf", b"x")
    server.shutdown()
    server.server_close()
    assert refused.value.code == "file.not_scanned"


def test_without_an_address_nobody_is_asked(settings: Any) -> None:
    settings.GONGKAI_CLAMD = ""
    require_clean("名单.pdf", EICAR)
