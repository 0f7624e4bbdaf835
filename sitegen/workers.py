"""Where chunks are worked on: processes here, a cluster elsewhere, or this very process. Nothing else knows."""

from __future__ import annotations

import ipaddress
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
R = TypeVar("R")


class AddressError(ValueError):
    """The address of a cluster can't be used."""


class Inline(Executor):
    """An executor that does the work at once, in the caller's own process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run the call and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as fault:  # noqa: BLE001 — a future carries any fault to whoever asks for the result
            future.set_exception(fault)
        return future


@contextmanager
def workers(jobs: int = 0, address: str | None = None) -> Iterator[Executor]:
    """Yield an executor: a cluster's where an address is given, this process for one job, else a pool of processes.

    ``jobs`` 0 means one a processor. Processes start when the first chunk is handed over, so a small build costs none.
    Raises AddressError for an address that is neither encrypted nor of this machine, or where dask isn't installed.
    """
    count = jobs or len(os.sched_getaffinity(0))
    if address:
        with _cluster(address) as executor:
            yield executor
    elif count == 1:
        yield Inline()
    else:
        # A clean process to fork from: no threads, no open archive, whatever the caller holds.
        executor = ProcessPoolExecutor(
            count, multiprocessing.get_context("forkserver"), initializer=_leave_interruptions
        )
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)


def _leave_interruptions() -> None:
    """Leave Ctrl-C to the process that handed the work out: it ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    parts = urlsplit(address)
    if parts.scheme != "tls" and not _is_here(parts.hostname or ""):
        raise AddressError(f"{address}: documents would travel unencrypted; use tls:// for another machine")
    try:
        from dask.distributed import Client  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 — an extra
    except ImportError as fault:
        raise AddressError(f"{address}: dask is not installed; pip install distributed") from fault
    with Client(address) as client:
        yield client.get_executor()


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def spread(
    executor: Executor,
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Sequence[T],
    size: int,
    done: Callable[[int], None],
) -> Iterator[R]:
    """Hand items over in chunks and yield the results in order; few items are worked on right here."""
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    here = Inline() if len(chunks) == 1 else executor
    for chunk, results in zip(chunks, here.map(work, chunks), strict=True):
        done(len(chunk))
        yield from results
