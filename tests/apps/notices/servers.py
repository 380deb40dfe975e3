"""A mail server and an SMS gateway on this machine, that answer as a test tells them."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class _Mail(socketserver.StreamRequestHandler):
    """Enough of SMTP to take one message. `script`: the answer to a command, or "" to hang up."""

    script: dict[str, str]
    taken: list[bytes]

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            command = line[:4].strip().upper().decode()
            answer = self.script.get(command, {"DATA": "354 go on", "QUIT": "221 bye"}.get(command, "250 ok"))
            if not answer:
                return
            self.say(answer)
            if answer.startswith("354"):
                text = b""
                while (part := self.rfile.readline()) not in {b".\r\n", b""}:
                    text += part
                if "END" in self.script and not self.script["END"]:
                    return
                self.taken.append(text)
                self.say(self.script.get("END", "250 taken"))

    def say(self, answer: str) -> None:
        self.wfile.write(answer.encode() + b"\r\n")


@contextmanager
def mail_server(**script: str) -> Iterator[tuple[str, list[bytes]]]:
    """Its address and the messages it took."""
    taken: list[bytes] = []
    handler = type("Handler", (_Mail,), {"script": script, "taken": taken})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}", taken
        server.shutdown()


@contextmanager
def gateway(status: int) -> Iterator[tuple[str, list[bytes]]]:
    """Its address and the requests it took, each answered with that status."""
    taken: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/sms", taken
        server.shutdown()
