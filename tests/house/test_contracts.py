"""The floors hold, and a wrong import would be caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.source import PACKAGE, ROOT, floors

LINTER = str(Path(sys.executable).parent / "lint-imports")
WRONG = {
    "Floors": ("law/figures.py", "import gongkai.audit.actors"),
    "The law knows no machine": ("law/errors.py", "import django"),
    "Reading and typesetting need no database": ("reading/model.py", "from django.db import models"),
    "Inside an app": ("agencies/permissions.py", "from gongkai.agencies import queries"),
    "Doors write through actions": ("portal/apps.py", "from gongkai.applications.models import Application"),
    "No cycles": ("applications/codes.py", "import gongkai.applications.actions"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "", "PYTHONUTF8": "1", "COLUMNS": "400"},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> subprocess.CompletedProcess[str]:
    """What the linter says of a copy of the package with one wrong import for each contract, and a room without floor."""
    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(
        PACKAGE, copy / "src" / "gongkai", ignore=shutil.ignore_patterns("__pycache__", "static", "templates")
    )
    shutil.copy(ROOT / "pyproject.toml", copy)
    for file, line in WRONG.values():
        path = copy / "src" / "gongkai" / file
        path.write_text(path.read_text(encoding="utf-8") + f"\n\n{line}\n", encoding="utf-8")
    (copy / "src" / "gongkai" / "attic").mkdir()
    (copy / "src" / "gongkai" / "attic" / "__init__.py").touch()
    return lint(copy)


def test_every_contract_holds():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert f"Contracts: {len(WRONG)} kept, 0 broken." in done.stdout


@pytest.mark.parametrize("contract", WRONG)
def test_a_wrong_import_is_caught_by_the_contract_it_breaks(broken, contract):
    assert broken.returncode == 1
    assert f"{contract} BROKEN" in broken.stdout
    assert "." + WRONG[contract][0].removesuffix(".py").split("/")[-1] in broken.stdout.split(f"{contract}\n----")[-1]


def test_a_room_without_a_floor_is_caught(broken):
    assert "attic" in broken.stdout


def test_every_room_has_one_floor():
    known = floors()
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set(known)
    assert known["law"] == 0
    assert known["cli"] == max(known.values())
