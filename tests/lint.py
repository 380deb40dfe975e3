"""`./run lint`: ruff, mypy, import-linter; each printed only where it objects."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = {
    "ruff": [str(BIN / "ruff"), "check", "src", "tests", "benchmarks", "docs"],
    "ruff format": [str(BIN / "ruff"), "format", "--check", "src", "tests", "benchmarks", "docs"],
    "import-linter": [str(BIN / "lint-imports")],
    "mypy": [str(BIN / "mypy")],
}


def main() -> int:
    failed = 0
    for name, command in CHECKS.items():
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        print(f"lint: {name}: {'ok' if done.returncode == 0 else 'failed'}", flush=True)
        if done.returncode:
            failed += 1
            print(done.stdout + done.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
