"""Whatever the bytes: a reading whose figures stand in the file, or a refusal in one line. Never another error."""

import importlib.util
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, feed, mutated

SECONDS = 20


@cache
def seeds(name: str) -> list[bytes]:
    return TARGETS[name].seeds()


def a_hurt_file_is_read_or_refused(name: str, which: int, seed: int) -> None:
    own = seeds(name)
    began = time.monotonic()
    feed(TARGETS[name], mutated(own[which % len(own)], TARGETS[name], Random(seed)))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_themselves_are_read(name: str) -> None:
    for seed in seeds(name):
        feed(TARGETS[name], seed)


@pytest.mark.parametrize("name", TARGETS)
@given(which=st.integers(0, 20), seed=st.integers(0, 2**32))
@settings(max_examples=8, deadline=None)
def test_a_hurt_file_is_read_or_refused(name: str, which: int, seed: int) -> None:
    a_hurt_file_is_read_or_refused(name, which, seed)


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
@given(which=st.integers(0, 20), seed=st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_many_hurt_files_are_read_or_refused(name: str, which: int, seed: int) -> None:
    a_hurt_file_is_read_or_refused(name, which, seed)


@pytest.mark.long
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is made for Linux on x86-64 only")
@pytest.mark.parametrize("name", TARGETS)
def test_no_file_a_fuzzer_comes_upon_brings_a_reader_down(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz.run", name, f"--seconds={SECONDS}", f"--found={tmp_path}"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS * 10)
    assert done.returncode == 0, done.stderr[-4000:]
    assert not list(tmp_path.iterdir())
