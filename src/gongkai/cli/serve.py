"""`gongkai serve`: this installation's site, on an address of this machine."""

import os
import socket
import subprocess
import sys
from typing import Annotated, NoReturn

import typer

from gongkai.cli.django import migrate, wake

app = typer.Typer(add_completion=False)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="地址；对外请放在反向代理之后")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口", min=1, max=65535)] = 8000,
) -> None:
    """打开本机的网站。数据库结构先更新到这一版。"""
    require_free(host, port)
    wake()
    migrate()
    print(f"公众网站  http://{host}:{port}/\n工作台    http://{host}:{port}/desk/\n按 Ctrl+C 停止。", flush=True)
    hand_over(host, port)


def require_free(host: str, port: int) -> None:
    """Exit 2 with words where the port is taken."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            print(
                f"{host} 的端口 {port} 不能用，多半已被占用。请停掉占用它的程序，或者换一个：--port {port + 1}",
                file=sys.stderr,
            )
            raise typer.Exit(2) from None


def hand_over(host: str, port: int) -> NoReturn:
    """Start the worker of the outbox beside us, then become the server: two workers, one blocking thread each (more made
    memory jump). The worker ends with the server: it watches whose child it is."""
    subprocess.Popen([sys.executable, "-m", "gongkai.cli", "work", "--beside", str(os.getpid())])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", "2", "--blocking-threads", "1", "--no-access-log", "--log-level", "warning"]
    os.execv(sys.executable, [*command, "gongkai.project.wsgi:application"])
