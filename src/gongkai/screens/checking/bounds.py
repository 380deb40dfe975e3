"""What a file may cost: seconds and memory. Beyond them it is unreadable, and whoever waits goes on."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one file; of one whose pages are pictures and have to be recognised, the larger ones."""

    seconds: float = 10.0
    megabytes: int = 1000
    scan_seconds: float = 400.0
    scan_megabytes: int = 1500

    def for_scan(self) -> "Bounds":
        return Bounds(self.scan_seconds, self.scan_megabytes, self.scan_seconds, self.scan_megabytes)

    def as_arguments(self) -> list[str]:
        """As they are told to a process."""
        return [str(self.seconds), str(self.megabytes), str(self.scan_seconds), str(self.scan_megabytes)]

    @classmethod
    def from_arguments(cls, told: Sequence[str]) -> "Bounds":
        return cls(float(told[0]), int(told[1]), float(told[2]), int(told[3]))


def limit_this_process(bounds: Bounds) -> None:
    """What the system itself holds the process to: its data, no core files. Where the system has no such limit, none."""
    if sys.platform == "win32":
        return
    import resource

    hardest = max(bounds.megabytes, bounds.scan_megabytes) * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (bounds.megabytes * MEGABYTE, hardest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def memory_of(process: int) -> int:
    """Bytes of memory a process holds now; 0 where the system does not tell."""
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
