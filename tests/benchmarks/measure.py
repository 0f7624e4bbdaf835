"""A command in, what it cost out: seconds, processors, memory, bytes written; and what a folder holds.

Memory is sampled from /proc (Linux) as the sum of proportional set sizes over the tree of processes, so that pages which
processes share are counted once. Seconds of processors and bytes written are the kernel's own counts of a process and of
all that it waited for, read after its end and before it is reaped; what it leaves behind, such as a server of worker
processes, becomes our child and is counted, too.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

EVERY = 0.05  # seconds between two samples of memory
SHARE = 0.1  # of a processor that sampling may take
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"  # with it, Python compiles all of a program at each of its starts


class FailedError(RuntimeError):
    """A measured command failed."""


@dataclass(slots=True)
class Used:
    """What a stage used: the most memory in bytes, that of Pagefind's processes apart, and seconds of processors."""

    ours: int = 0
    pagefind: int = 0
    processors: float = 0.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took. ``written`` are bytes that it sent to a disk: none where the folder is in memory."""

    seconds: float
    processors: float
    peak: int
    written: int
    stages: dict[str, Used] = field(default_factory=dict)

    def __add__(self, other: Cost) -> Cost:
        """Return what both took, one after the other."""
        return Cost(
            self.seconds + other.seconds,
            self.processors + other.processors,
            max(self.peak, other.peak),
            self.written + other.written,
            self.stages | other.stages,
        )


@dataclass(frozen=True, slots=True)
class Holding:
    """What a folder holds: files, their bytes, HTML pages and theirs."""

    files: int
    bytes: int
    pages: int
    html: int


# ---------------------------------------------------------------- a command


def surroundings(extra: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a program that is measured: its modules are compiled once, as where it is installed."""
    return {**{name: value for name, value in os.environ.items() if name != UNCOMPILED}, **extra}


def run(
    command: Sequence[str],
    folder: Path,
    extra: Mapping[str, str] | None = None,
    stage: Callable[[str], str | None] = str,
) -> Cost:
    """Run a command in a folder to its end and return what it took.

    ``extra`` is added to the environment; ``stage`` gives the stage that a line of output begins, if any. Raises
    FailedError with the last lines that the command wrote where it fails.
    """
    said, stages, before = [""], ["start"], _adopting()
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=surroundings(extra or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        listener = threading.Thread(target=_listen, args=(process.stdout, said, stages, stage), daemon=True)
        listener.start()
        sampler = _Sampler(process.pid, stages)
        sampler.start()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        seconds = time.perf_counter() - started
        sampler.stop()
        status, processors, written = _reaped(process.pid)
        process.returncode = os.waitstatus_to_exitcode(status)
        listener.join()
    for left in sorted(_children(os.getpid()) - before):
        _, more, also = _reaped(left)
        processors, written = processors + more, written + also
    if process.returncode:
        raise FailedError("\n".join((f"{' '.join(command)} failed:", *said[-8:])))
    return Cost(seconds, processors, sampler.peak, written, sampler.stages)


def _adopting() -> set[int]:
    """Make this process the parent of all that its descendants leave behind; return the children that it has."""
    become_subreaper = 36  # PR_SET_CHILD_SUBREAPER
    ctypes.CDLL(None).prctl(become_subreaper, 1, 0, 0, 0)
    return _children(os.getpid())


def _reaped(pid: int) -> tuple[int, float, int]:
    """Wait for a child's end; return its status, seconds of processors, and bytes sent to disks."""
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    written = _written(pid)
    _, status, used = os.wait4(pid, 0)
    return status, used.ru_utime + used.ru_stime, written


def _listen(lines: IO[str] | None, said: list[str], stages: list[str], stage: Callable[[str], str | None]) -> None:
    for line in lines or ():
        said.append(line.strip())
        stages += filter(None, [stage(said[-1])])


class _Sampler(threading.Thread):
    """Samples what a tree of processes holds until it is stopped, by the stage named last."""

    def __init__(self, root: int, named: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.root, self.named = root, named
        self.peak = 0
        self.stages: dict[str, Used] = {}
        self._spent: dict[int, float] = {}
        self._ended = threading.Event()

    def run(self) -> None:
        """Sample again and again, less often where there is much memory to walk through."""
        pause = 0.0
        while not self._ended.wait(pause):
            before = time.thread_time()
            self._sample(self.stages.setdefault(self.named[-1], Used()))
            pause = max(EVERY, (time.thread_time() - before) / SHARE)

    def stop(self) -> None:
        """Sample no more."""
        self._ended.set()
        self.join()

    def _sample(self, stage: Used) -> None:
        ours = pagefind = 0
        for pid in family(self.root):
            if "pagefind" in _name(pid):
                pagefind += held(pid)
            else:
                ours += held(pid)
            seconds = max(_spent(pid), self._spent.get(pid, 0.0))
            stage.processors += seconds - self._spent.get(pid, 0.0)
            self._spent[pid] = seconds
        stage.ours, stage.pagefind = max(stage.ours, ours), max(stage.pagefind, pagefind)
        self.peak = max(self.peak, ours + pagefind)


def family(root: int) -> Iterator[int]:
    """Yield a process and its descendants."""
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += _children(pid)


def _children(pid: int) -> set[int]:
    return {int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in _read(path).split()}


def held(pid: int) -> int:
    """Return a process's proportional set size in bytes: pages that processes share are divided among them."""
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _name(pid: int) -> str:
    return _read(Path(f"/proc/{pid}/cmdline")).partition("\0")[0].rpartition("/")[2]


def _spent(pid: int) -> float:
    """Return the seconds of processors that a process has used itself."""
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _written(pid: int) -> int:
    """Return the bytes that an ended process and all that it waited for sent to disks."""
    lines = _read(Path(f"/proc/{pid}/io")).splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("write_bytes:"))


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the process is gone
        return ""


# ---------------------------------------------------------------- a folder


def holding(folder: Path) -> Holding:
    """Return what a folder holds."""
    sizes, pages = [], []
    for path, stat in walked(folder):
        sizes.append(stat.st_size)
        if path.endswith(".html"):
            pages.append(stat.st_size)
    return Holding(len(sizes), sum(sizes), len(pages), sum(pages))


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return inode, size and time of the last change in nanoseconds of every file below a folder."""
    return {path: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in walked(folder)}


def walked(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield path and stat of every file below a folder; links are not followed."""
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield entry.path, entry.stat(follow_symlinks=False)


def filesystem(folder: Path) -> str:
    """Return the kind of file system that a folder is on, as tmpfs or ext4."""
    place, kinds = str(folder.resolve()), {}
    for line in _read(Path("/proc/mounts")).splitlines():
        _, point, kind, *_ = line.split()
        if place == point or place.startswith(point.rstrip("/") + "/"):
            kinds[len(point)] = kind
    return kinds[max(kinds)] if kinds else "?"
