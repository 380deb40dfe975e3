"""`./run test`: the lint, then every test. --long adds the long form, --postgres runs the app tests on PostgreSQL too."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run test", description=__doc__)
    parser.add_argument("--long", action="store_true", help="also the tests marked long")
    parser.add_argument("--postgres", action="store_true", help="the app tests on a real PostgreSQL")
    parser.add_argument("--no-lint", action="store_true", help="only the tests")
    options, rest = parser.parse_known_args()
    environment = dict(os.environ, PYTHONUTF8="1")
    if not options.no_lint:
        subprocess.run([sys.executable, str(HERE / "lint.py")], check=True, env=environment)
    command = [sys.executable, "-m", "pytest", "-n", str(min(os.cpu_count() or 2, 4)), "--dist", "loadgroup"]
    if options.postgres:
        environment["GONGKAI_TEST_POSTGRES"] = "1"
        command += ["tests/apps"]
    if not options.long:
        command += ["-m", "not long"]
    return subprocess.run([*command, *rest], env=environment).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
