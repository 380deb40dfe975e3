"""What a file may cost: seconds and memory. Beyond them it is unreadable, and whoever waits goes on."""

import os
import sys
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one file."""

    seconds: float = 10.0
    megabytes: int = 1000


def limit_this_process(bounds: Bounds) -> None:
    """What the system itself holds the process to: its data, no core files. Where the system has no such limit, none."""
    if sys.platform == "win32":
        return
    import resource

    most = bounds.megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def memory_of(process: int) -> int:
    """Bytes of memory a process holds now; 0 where the system does not tell."""
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
