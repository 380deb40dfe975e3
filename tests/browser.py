"""Finding a Chromium for the journeys: the one on PATH, else Debian's package, else Playwright's own."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def on_path() -> str | None:
    """The path of a browser that is installed, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def playwrights_own() -> str | None:
    """The browser Playwright downloaded, where it did."""
    script = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    path = done.stdout.strip()
    return path if path and os.path.exists(path) else None


def find() -> str | None:
    return on_path() or playwrights_own()


def get() -> str:
    """Make sure there is one; returns "" or why there is none."""
    if find():
        return ""
    tried = []
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("no Chromium on PATH: installing Debian's package", flush=True)
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for command in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
        ):
            subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL)
        tried.append("Debian's package could not be installed")
    if not find():
        print("no Chromium on PATH: asking Playwright for its own", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True)
        tried.append("Playwright's own could not be fetched")
    return "" if find() else "; ".join(tried)
