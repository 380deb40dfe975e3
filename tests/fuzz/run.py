"""`python -m tests.fuzz.run TARGET…`: files made by a fuzzer that watches which code they reach (atheris), bounded in time.

Exits 0 where nothing came up; else what brought the reader down lies in the folder named.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

_INNERMOST = ["gongkai.reading.folding", "gongkai.reading.labels"]  # run for each sign: watching them costs most
_MEGABYTES = 1000
_SECONDS_A_FILE = 10


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=__doc__)
    parser.add_argument("names", nargs="+", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--iterations", type=int, default=1_000_000, help="at most")
    parser.add_argument("--found", type=Path, default=Path("."), help="where to put what brought a reader down")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        fuzz(options.names[0], options.seconds, options.iterations, options.found)
    bounds = [f"--seconds={options.seconds}", f"--iterations={options.iterations}", f"--found={options.found}"]
    failed = [name for name in options.names if _apart([name, *bounds])]
    return 1 if failed else 0


def _apart(arguments: list[str]) -> int:
    """A fuzzer ends its process: each target has one of its own."""
    return subprocess.run([sys.executable, "-m", "tests.fuzz.run", *arguments, "--inside"]).returncode


def fuzz(name: str, seconds: int, iterations: int, found: Path) -> None:
    """Does not return."""
    import atheris

    with atheris.instrument_imports(include=["gongkai.reading"], exclude=_INNERMOST):
        from tests.fuzz.targets import TARGETS, feed, mutated
    target = TARGETS[name]

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        rng = Random(seed)
        return mutated(data, target, rng)[:most] if rng.random() < 0.7 else atheris.Mutate(data, most)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds()):
            (Path(corpus) / str(number)).write_bytes(seed)
        bounds = [
            f"-max_total_time={seconds}",
            f"-runs={iterations}",
            f"-timeout={_SECONDS_A_FILE}",
            f"-rss_limit_mb={_MEGABYTES}",
            f"-artifact_prefix={found}/",
            "-max_len=60000",
            "-len_control=0",
            "-print_final_stats=1",
            "-seed=1",
        ]
        atheris.Setup([sys.argv[0], *bounds, corpus], lambda data: feed(target, data), custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
