"""Where chunks are worked on: processes here, a cluster elsewhere, or this very process. Nothing else knows.

A worker that dies loses nothing: the chunks whose results went with it are worked on again, and results keep their
order. Only a bounded window of chunks is under way, so that memory does not grow with the number of items.
"""

from __future__ import annotations

import errno
import gc
import hashlib
import ipaddress
import os
import re
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
R = TypeVar("R")

# What works on chunks: imported once, in the process that all others are forked off.
PRELOADED = ("sitegen.stages", "sitegen.site.produce")
TOGETHER, ALONE = 2, 2  # times that a chunk is tried beside others, then alone, before it is given up
EACH = 64  # items to a chunk where the caller does not say


class AddressError(ValueError):
    """The address of a cluster can't be used."""


class OtherCodeError(RuntimeError):
    """A cluster runs another release than this one, or with other libraries: its results would not be ours."""


class DeadlyChunkError(BrokenExecutor):
    """Items ended every worker that took them: those from ``start`` up to ``stop``, counted from 0."""

    def __init__(self, start: int, stop: int, name: str = "") -> None:
        which = f"item {stop}" if stop == start + 1 else f"one of the items {start + 1} to {stop}"
        super().__init__(f"{which}{name and f' ({name})'} ended each worker that took it")
        self.start, self.stop, self.name = start, stop, name


# ---------------------------------------------------------------- executors


class Pool(Executor):
    """An executor that says how many chunks it takes ahead, and what it means that a worker died."""

    deaths: tuple[type[Exception], ...] = ()  # the faults that say so
    tries = 1  # how often a chunk is handed over before it is given up

    @property
    def window(self) -> int:
        """Return how many chunks may be under way at once."""
        return 1

    @property
    def here(self) -> Pool:
        """Return a pool whose workers see the disk of this machine."""
        return self

    def renew(self) -> None:
        """Let workers start anew with the next call, where that gives memory back that they hold."""


class Inline(Pool):
    """A pool that does the work at once, in the caller's own process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run the call and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as fault:  # noqa: BLE001 — a future carries any fault to whoever asks for the result
            future.set_exception(fault)
        return future


class Processes(Pool):
    """Processes of this machine. They start with the first call; where one died, the next call starts all anew."""

    deaths = (BrokenExecutor,)
    tries = TOGETHER + ALONE

    def __init__(self, count: int) -> None:
        self.count = count
        self._started: Executor | None = None

    @property
    def window(self) -> int:
        """Return two a process, so that none waits for its next, and two more for when one takes long."""
        return 2 * self.count + 2

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a call to a process."""
        started = self._started = self._started or _processes(self.count)
        try:
            with _uninterrupted():
                return started.submit(fn, *args, **kwargs)
        except BrokenExecutor:
            started.shutdown()
            self._started = None
            return self.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 — Executor's
        """End the processes."""
        if self._started is not None:
            self._started.shutdown(wait, cancel_futures=cancel_futures)

    def renew(self) -> None:
        """End the processes; the next call forks others off the one that has imported what they need."""
        self.shutdown()
        self._started = None


def _processes(count: int) -> Executor:
    """Return processes forked off a clean one that has imported what they need, where there is such a thing.

    It holds no threads and no open archive, whatever the caller holds.
    """
    import multiprocessing  # noqa: PLC0415 — 20 ms that a small update is spared
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 — as above

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _serve, (gc.get_threshold(),))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return ProcessPoolExecutor(count, context, _serve, (gc.get_threshold(),))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: one amid the start of a process would leave that process alone, and its imports half done."""
    caught: list[int] = []
    here = threading.current_thread() is threading.main_thread()  # no other is ever interrupted, nor may it ask
    before = signal.signal(signal.SIGINT, lambda number, _: caught.append(number)) if here else None
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # goes on to what is started
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if here:
            signal.signal(signal.SIGINT, before)
        if caught:
            signal.raise_signal(signal.SIGINT)


def _serve(garbage: tuple[int, int, int]) -> None:
    """Leave Ctrl-C to the process that handed the work out, and end with it, however it ends.

    Garbage is looked for as seldom as there.
    """
    gc.set_threshold(*garbage)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_caller, daemon=True).start()


def _end_with_caller() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 — as above

    if caller := parent_process():
        caller.join()
        os._exit(1)


class Cluster(Pool):
    """The workers of a dask scheduler, which itself runs a chunk again, on another worker, where one died."""

    def __init__(self, client: Any, own: Pool) -> None:
        from distributed import KilledWorker  # noqa: PLC0415 — an extra

        self.deaths = (KilledWorker,)
        self._client, self._own = client, own
        self._executor = client.get_executor(pure=False)

    @property
    def window(self) -> int:
        """Return two a thread of the workers that there are now, for some may have come or gone, and two more."""
        try:
            threads: dict[str, int] = self._client.nthreads()
        except OSError as fault:
            raise CancelledError(str(fault)) from fault  # as dask says of results when the scheduler is gone
        return 2 * sum(threads.values()) + 2

    @property
    def here(self) -> Pool:
        """Return the processes of this machine."""
        return self._own

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand a call to the scheduler."""
        future: Future[Any] = self._executor.submit(_alike, _code(), fn, *args, **kwargs)
        return future


def _alike(code: str, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> R:
    """Do the work where this machine runs the caller's code."""
    if code != _code():
        raise OtherCodeError("the cluster runs another release of sitegen, of Python or of a library than this machine")
    return fn(*args, **kwargs)


@lru_cache(maxsize=1)
def _code() -> str:
    """Return a digest of this package's modules, of the libraries that it needs, and of Python."""
    from importlib import metadata  # noqa: PLC0415 — takes 25 ms, and only a cluster needs it

    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    for needed in metadata.requires("sitegen") or ():
        if "extra ==" not in needed:
            name = re.split(r"[^\w.-]", needed, maxsplit=1)[0]
            digest.update(f"{name} {metadata.version(name)}\n".encode())
    return digest.hexdigest()


# ---------------------------------------------------------------- which one


@contextmanager
def workers(jobs: int = 0, address: str | None = None, *, insecure: bool = False) -> Iterator[Pool]:
    """Yield a pool: a cluster's where an address is given, this process for one job, else processes.

    ``jobs`` 0 means one a processor. Processes start when the first chunk is handed over, so a small build costs none.

    The address is that of a dask scheduler: ``tls://HOST:PORT``, ``tcp://`` on this machine, or ``tcp://`` anywhere
    with ``insecure``. Certificates and key come from dask's own configuration (``distributed.comm.tls``: a file in
    ~/.config/dask, or DASK_DISTRIBUTED__COMM__TLS__CA_FILE, …__TLS__CLIENT__CERT and …__TLS__CLIENT__KEY in the
    environment). Scheduler and workers run the same release of sitegen, each worker best with one thread. Who reaches
    the scheduler runs any code there.

    Raises AddressError for an address that is neither encrypted nor of this machine, or where dask isn't installed;
    ConnectionError where no scheduler answers, or none any more.
    """
    count = jobs or _processors()
    with _ended(Processes(count) if address or count > 1 else Inline()) as own:
        if address:
            with _cluster(address, own, insecure=insecure) as cluster:
                yield cluster
        else:
            yield own


@contextmanager
def _ended(pool: Pool) -> Iterator[Pool]:
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _cluster(address: str, own: Pool, *, insecure: bool) -> Iterator[Pool]:
    _admit(address, insecure=insecure)
    try:
        from distributed import Client  # noqa: PLC0415 — an extra
    except ImportError as fault:
        raise AddressError(f"{address}: dask is not installed; pip install 'sitegen[dask]'") from fault
    try:
        client = Client(address, set_as_default=False)  # type: ignore[no-untyped-call,unused-ignore]  # as dask has it
    except OSError as fault:
        raise ConnectionError(errno.ECONNREFUSED, "no dask scheduler answers", address) from fault
    except (TypeError, ValueError) as fault:  # dask's, where certificates are missing or the address has no meaning
        raise AddressError(f"{address}: {fault}") from fault
    with client:
        try:
            yield Cluster(client, own)
        except CancelledError as fault:
            raise ConnectionError(errno.ECONNABORTED, "the dask scheduler is gone", address) from fault


def _admit(address: str, *, insecure: bool) -> None:
    """Raise AddressError where documents would travel unencrypted and nobody allowed it."""
    parts = urlsplit(address)
    if parts.scheme != "tls" and not _is_here(parts.hostname or "") and not (insecure and parts.scheme == "tcp"):
        hint = "use tls:// for another machine, or allow it (--insecure-executor) for tcp://"
        raise AddressError(f"{address}: documents would travel unencrypted; {hint}")


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


# ---------------------------------------------------------------- chunks


@dataclass(slots=True)
class _Chunk(Generic[T, R]):
    """Items under way: the position of the first, their results to come, how often they were handed over."""

    start: int
    items: Sequence[T]
    results: Future[Sequence[R]]
    tries: int = 1


def spread(
    executor: Executor,
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Iterable[T],
    size: int,
    done: Callable[[int], None],
    *,
    name: Callable[[T], str] = lambda _: "",
) -> Iterator[R]:
    """Hand items over in chunks of ``size`` and yield the results in order; a single chunk is worked on right here.

    Items are taken as room comes free: never more than a window of chunks is read, under way or waiting to be yielded.
    ``done`` is told how many items each finished chunk had. A chunk whose worker died is worked on again; raises
    DeadlyChunkError, with the ``name`` of the item, where that happens each time, and whatever the work itself raises.
    """
    assert isinstance(executor, Pool)  # workers() yields no other
    pool, chunks = _placed(executor, _chunks(items, size))
    window: deque[_Chunk[T, R]] = deque()
    try:
        while True:
            for start, chunk in islice(chunks, max(pool.window - len(window), 0)):
                window.append(_Chunk(start, chunk, pool.submit(work, chunk)))
            if not window:
                return
            while isinstance(window[0].results.exception(), pool.deaths):
                _again(pool, work, window, name)
            ready = window.popleft()
            results = ready.results.result()
            done(len(ready.items))
            yield from results
    finally:
        for left in window:
            left.results.cancel()


def _chunks(items: Iterable[T], size: int) -> Iterator[tuple[int, Sequence[T]]]:
    """Yield the items in chunks, each with the position of its first item."""
    rest, start = iter(items), 0
    while chunk := tuple(islice(rest, size)):
        yield start, chunk
        start += len(chunk)


def _placed(pool: Pool, chunks: Iterator[T]) -> tuple[Pool, Iterator[T]]:
    """Return where to work on the chunks, and the chunks: for a single one it isn't worth to start or call anybody."""
    first = tuple(islice(chunks, 2))
    return pool if len(first) > 1 else Inline(), chain(first, chunks)


def _again(
    pool: Pool, work: Callable[[Sequence[T]], Sequence[R]], window: Iterable[_Chunk[T, R]], name: Callable[[T], str]
) -> None:
    """Hand over again what dead workers left undone: all of it at once, then, where one died again, one by one."""
    lost = [chunk for chunk in window if isinstance(chunk.results.exception(), pool.deaths)]
    alone = any(chunk.tries >= TOGETHER for chunk in lost)
    for chunk in lost:
        if chunk.tries >= pool.tries:
            raise _deadly(pool, work, chunk, name) from chunk.results.exception()
        chunk.tries += 1
        chunk.results = pool.submit(work, chunk.items)
        if alone:
            wait([chunk.results])


def _deadly(
    pool: Pool, work: Callable[[Sequence[T]], Sequence[R]], chunk: _Chunk[T, R], name: Callable[[T], str]
) -> DeadlyChunkError:
    """Return the fault of a chunk that ends its workers, narrowed down to an item that alone ends a process here."""
    for place, item in enumerate(chunk.items, chunk.start):
        if isinstance(pool.here.submit(work, (item,)).exception(), pool.here.deaths):
            return DeadlyChunkError(place, place + 1, name(item))
    return DeadlyChunkError(chunk.start, chunk.start + len(chunk.items), name(chunk.items[0]))


def each(executor: Executor, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield the result of the work for each item, in order: ``map``, spread."""
    return spread(executor, partial(_mapped, work), items, EACH, lambda _: None)


def _mapped(work: Callable[[T], R], chunk: Sequence[T]) -> list[R]:
    return [work(item) for item in chunk]
