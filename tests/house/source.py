"""The source as the house tests see it: files, trees, functions, floors."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gongkai"
DOORS = ("portal", "backoffice", "cli", "demonstration", "api", "jobs")


@cache
def sources() -> tuple[Path, ...]:
    """Every module of the package that a person wrote: migrations are made by Django."""
    return tuple(path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)


@cache
def of_tests() -> tuple[Path, ...]:
    """Every module of the tests, those that help included."""
    return tuple(sorted((ROOT / "tests").rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room(path: Path) -> str:
    """The room a module of the package lies in; "" for the package's own `__init__`."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def floors() -> dict[str, int]:
    """Room → floor, 0 the lowest, as the contract in pyproject.toml has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["name"] == "Floors")
    return {room.strip(" ()"): number for number, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def percentile(values: list[int], share: float) -> int:
    """The value that this share of all does not exceed."""
    return sorted(values)[max(0, int(len(values) * share + 0.5) - 1)]


def dotted(node: ast.expr) -> str:
    """`datetime.now` of an attribute chain; "" of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def calls(node: ast.AST) -> Iterator[str]:
    """The names of what is called anywhere within."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            yield dotted(inner.func)
