"""Where chunks are worked on: in order, wherever that is, whoever dies; and no document travels unencrypted."""

import contextlib
import functools
import gc
import itertools
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.workers import (
    AddressError,
    Cluster,
    DeadlyChunkError,
    Inline,
    OtherCodeError,
    Processes,
    each,
    spread,
    workers,
)

ROOT = Path(__file__).resolve().parents[1]


def ignore(_):
    pass


def configured():
    """Return dask, its configuration complete: a setting made before ``distributed`` is loaded takes it away again."""
    import dask  # noqa: PLC0415 — takes a second
    import distributed  # noqa: F401, PLC0415

    return dask


def doubled(chunk):
    return [2 * one for one in chunk]


def square(number):
    return number * number


def failing(chunk):
    raise ValueError(f"no {chunk[0]}")


def first_fails(chunk):
    if 0 in chunk:
        time.sleep(0.2)
        raise ValueError("no 0")
    return chunk


def whoami(chunk):
    return [os.getpid() for _ in chunk]


def slowly_doubled(chunk):
    time.sleep(0.02)
    return doubled(chunk)


class Million:
    """A million numbers, and how many of them were taken so far."""

    taken = 0

    def __iter__(self):
        while self.taken < 1_000_000:
            self.taken += 1
            yield self.taken


def dying(chunk, folder, item, times):
    """End this process amid the chunk that holds the item, the first ``times`` times; note who worked on what."""
    with (folder / "log").open("a") as log:
        log.write(f"{chunk[0]}\n")
    if item in chunk and len(list(folder.glob("death-*"))) < times:
        (folder / f"death-{os.getpid()}-{time.monotonic_ns()}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled(chunk)


# ---------------------------------------------------------------- order and memory


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 14, 1000])
def test_results_come_in_the_order_of_the_items(jobs, count):
    steps = []
    with workers(jobs) as executor:
        found = list(spread(executor, doubled, (one for one in range(count)), 7, steps.append))
    assert found == list(range(0, 2 * count, 2))
    assert sum(steps) == count
    assert max(steps, default=0) <= 7


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_item_has_its_result(jobs):
    with workers(jobs) as executor:
        assert list(each(executor, square, range(200))) == [one * one for one in range(200)]


def test_one_job_works_in_this_process_and_two_in_others():
    with workers(1) as here, workers(2) as there:
        assert isinstance(here, Inline)
        assert isinstance(there, Processes)
        assert set(spread(here, whoami, range(4), 2, ignore)) == {os.getpid()}
        assert os.getpid() not in set(spread(there, whoami, range(4), 2, ignore))


def test_a_single_chunk_is_worked_on_right_here_and_starts_nothing():
    with workers(2) as executor:
        assert set(spread(executor, whoami, range(7), 7, ignore)) == {os.getpid()}
        assert not multiprocessing.active_children()


@pytest.mark.parametrize("jobs", [1, 2])
def test_at_a_million_items_only_a_window_of_them_is_held(jobs):
    items, most = Million(), 0
    with workers(jobs) as executor:
        for yielded, _ in enumerate(spread(executor, doubled, items, 5000, ignore)):
            most = max(most, items.taken - yielded)
        assert yielded == 999_999
        assert most <= max(executor.window, 2) * 5000 <= 30_000


def test_a_generator_left_early_leaves_no_work_behind():
    with workers(2) as executor:
        found = spread(executor, slowly_doubled, itertools.count(), 1, ignore)
        assert list(itertools.islice(found, 3)) == [0, 2, 4]
        found.close()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("work", [failing, first_fails])
def test_a_fault_in_the_work_reaches_whoever_asks(jobs, work):
    with workers(jobs) as executor, pytest.raises(ValueError, match="no 0"):
        list(spread(executor, work, range(100), 7, ignore))


# ---------------------------------------------------------------- death


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_worker_that_is_killed_amid_its_chunk_loses_nothing(tmp_path, times):
    work, steps = functools.partial(dying, folder=tmp_path, item=52, times=times), []
    with workers(2) as executor:
        assert list(spread(executor, work, range(100), 5, steps.append)) == list(range(0, 200, 2))
        assert list(spread(executor, doubled, range(100), 5, ignore)) == list(range(0, 200, 2))
    assert len(list(tmp_path.glob("death-*"))) == times
    assert sum(steps) == 100


def test_workers_look_for_garbage_as_seldom_as_their_caller():
    before = gc.get_threshold()
    gc.set_threshold(123_456, 7, 8)
    try:
        with workers(2) as executor:
            assert executor.submit(gc.get_threshold).result() == (123_456, 7, 8)
    finally:
        gc.set_threshold(*before)


def test_renewed_processes_are_others():
    with workers(2) as executor:
        before = set(spread(executor, whoami, range(8), 1, ignore))
        executor.renew()
        assert not before & set(spread(executor, whoami, range(8), 1, ignore))


def test_a_worker_that_is_killed_from_outside_loses_nothing():
    killed = []

    def kill(_):
        running = {process.pid for process in multiprocessing.active_children()} - {*killed}
        if len(killed) < 2 and running:
            killed.append(min(running))
            os.kill(killed[-1], signal.SIGKILL)

    with workers(2) as executor:
        assert list(spread(executor, slowly_doubled, range(100), 2, kill)) == list(range(0, 200, 2))
    assert len(killed) == 2


def test_an_item_that_ends_each_worker_is_named_after_the_results_before_it(tmp_path):
    work, found = functools.partial(dying, folder=tmp_path, item=52, times=1000), []
    with workers(2) as executor, pytest.raises(DeadlyChunkError, match=r"item 53 \(<52>\) ended") as fault:
        found.extend(spread(executor, work, range(100), 5, ignore, name=lambda one: f"<{one}>"))
    assert found == list(range(0, 100, 2))
    assert (fault.value.start, fault.value.stop) == (52, 53)
    assert len(list(tmp_path.glob("death-*"))) == 5  # twice beside others, twice alone, once as the only item


def test_a_chunk_that_no_item_explains_is_named_whole(tmp_path):
    work = functools.partial(dying, folder=tmp_path, item=52, times=4)
    with workers(2) as executor, pytest.raises(DeadlyChunkError, match="one of the items 51 to 55 ended"):
        list(spread(executor, work, range(100), 5, ignore))


# ---------------------------------------------------------------- interruption

MAIN = """
import signal, threading, time
from sitegen.workers import spread, workers

def main():
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs these tests may have it ignored
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()  # the system may interrupt this one instead
    with workers(2) as executor:
        print("started", flush=True)
        list(spread(executor, sorted, [[2, 1]] * 100, 1, lambda _: None))
        print("worked", flush=True)
        time.sleep(60)

if __name__ == "__main__":
    main()
"""


@pytest.fixture
def main(tmp_path):
    """A program with two workers; what it and they tell goes to one pipe, which ends when the last of them has ended."""
    (tmp_path / "main.py").write_text(MAIN)
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "main.py")], env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == "started\n"
        yield process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("seconds", [0, 0.1, 0.2, 0.5, 1])
def test_ctrl_c_is_told_once_even_while_workers_start(main, seconds):
    time.sleep(seconds)
    os.killpg(main.pid, signal.SIGINT)
    told, _ = main.communicate(timeout=30)
    assert main.returncode == -signal.SIGINT
    assert told.count("Traceback") == 1, told
    assert told.endswith("KeyboardInterrupt\n")


def test_workers_end_with_a_caller_that_is_killed(main):
    assert main.stdout.readline() == "worked\n"
    main.kill()
    main.communicate(timeout=30)


# ---------------------------------------------------------------- a cluster


NOBODY = "tcp://127.0.0.1:9"
BOUND = 120  # seconds that a cluster may stand idle, and that a test of it may take


def cluster(test):
    return pytest.mark.cluster(pytest.mark.timeout(BOUND)(test))


class Scheduler:
    """A dask scheduler and its workers, processes of this machine that end with the test."""

    def __init__(self, folder, options="", **settings):
        self.folder, self.file, self.processes, self.workers = folder, folder / "scheduler.json", [], []
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}  # where it finds the work of these tests
        self.process = self.start(f"scheduler --port 0 --idle-timeout {BOUND}s {options}")

    @property
    def address(self):
        return json.loads(self.file.read_text())["address"]

    def start(self, words):
        words += f" --scheduler-file {self.file} --host 127.0.0.1 --no-dashboard --dashboard-address 127.0.0.1:0"
        what, *options = words.split()
        with (self.folder / f"{len(self.processes)}.log").open("w") as log:
            command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, env=self.environment)
        self.processes.append(process)
        return process

    def hire(self, count, options=""):
        """Start workers and wait until the scheduler knows them."""
        words = f"worker --nthreads 1 --no-nanny --death-timeout {BOUND} {options}"
        self.workers += [self.start(words) for _ in range(count)]
        limit = time.monotonic() + BOUND
        logs = [self.folder / f"{number}.log" for number in range(1, len(self.processes))]
        while not all("Registered to" in log.read_text() for log in logs):
            assert time.monotonic() < limit, [log.read_text() for log in logs]
            time.sleep(0.05)

    def end(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    started = Scheduler(tmp_path_factory.mktemp("cluster"))
    try:
        started.hire(2)
        yield started
    finally:
        started.end()


@pytest.fixture
def mortal(tmp_path):
    """A cluster of one's own, to be killed."""
    started = Scheduler(tmp_path)
    try:
        started.hire(2)
        yield started
    finally:
        started.end()


def report(number):
    day = f"{1 + number % 28} January 2026"
    text = (
        f"PORT AVEREL, {day} - Mayor Oland opened berth {number} on Tuesday. “It is dry,” she said of berth {number}."
    )
    return f"Berth {number} opens in Port Averel\n\n{text}\n\nThe Averel Ferry Company paid {number} million crowns.\n"


@cluster
def test_a_build_on_a_cluster_is_the_build_in_processes(desk, scheduler):
    from distributed import Client  # noqa: PLC0415 — takes a second

    for number in range(70):  # more than one chunk
        desk.document(f"berths/{number}.txt", report(number))
    there = desk.built(executor=scheduler.address)
    here = desk.clean(jobs=2)
    assert desk.tree() == here
    assert there.counts["read"] > 70
    with Client(scheduler.address, set_as_default=False) as client:
        assert any(client.run(lambda: "sitegen.stages" in sys.modules).values())


@cluster
def test_results_of_a_cluster_come_in_order(scheduler):
    steps = []
    with workers(2, scheduler.address) as executor:
        assert isinstance(executor, Cluster)
        assert executor.window == 6
        near = set(spread(executor.here, whoami, range(8), 1, ignore))
        assert near <= {process.pid for process in multiprocessing.active_children()}
        assert not near & set(spread(executor, whoami, range(8), 1, ignore))
        assert list(spread(executor, doubled, iter(range(1000)), 7, steps.append)) == list(range(0, 2000, 2))
        with pytest.raises(ValueError, match="no 0"):
            list(spread(executor, failing, range(20), 7, ignore))
    assert sum(steps) == 1000


@cluster
def test_a_worker_of_a_cluster_that_is_killed_loses_nothing(mortal):
    killed = []

    def kill(_):
        if not killed:
            killed.append(mortal.workers[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    with workers(2, mortal.address) as executor:
        assert list(spread(executor, slowly_doubled, range(100), 2, kill)) == list(range(0, 200, 2))
        assert len(killed) == 1
        assert executor.window == 4
    assert mortal.workers[1].poll() is None


@cluster
def test_a_cluster_of_other_code_is_not_used(scheduler, monkeypatch):
    monkeypatch.setattr("sitegen.workers._code", lambda: "another release")
    with workers(2, scheduler.address) as executor, pytest.raises(OtherCodeError, match="another release"):
        list(spread(executor, doubled, range(20), 7, ignore))


@cluster
def test_an_item_that_ends_each_worker_of_a_cluster_is_named(mortal, tmp_path):
    mortal.hire(3)
    work = functools.partial(dying, folder=tmp_path, item=9, times=1000)
    with workers(2, mortal.address) as executor, pytest.raises(DeadlyChunkError, match="item 10 ended"):
        list(spread(executor, work, range(60), 6, ignore))


@cluster
def test_where_no_scheduler_answers_that_is_told():
    dask = configured()

    quick = dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    with quick, pytest.raises(ConnectionError, match="no dask scheduler answers") as fault, workers(2, NOBODY):
        pass
    assert fault.value.filename == NOBODY


@cluster
def test_without_certificates_an_encrypted_address_cannot_be_used():
    with pytest.raises(AddressError, match="TLS"), workers(2, "tls://127.0.0.1:9"):
        pass


@cluster
@pytest.mark.skipif(not shutil.which("openssl"), reason="certificates are made by openssl")
def test_an_encrypted_cluster_is_reached_with_the_certificates_of_dasks_configuration(tmp_path):
    dask = configured()

    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    making = f"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=averel -keyout {key} -out {certificate}"
    subprocess.run(making.split(), check=True, capture_output=True)
    parts = {f"{who}.{what}": str(path) for who in ("scheduler", "worker", "client") for what, path in
             (("key", key), ("cert", certificate))}  # fmt: skip
    settings = {f"distributed.comm.tls.{name}": path for name, path in {**parts, "ca-file": str(certificate)}.items()}
    environment = {f"DASK_{name.upper().replace('.', '__').replace('-', '_')}": path for name, path in settings.items()}
    started = Scheduler(tmp_path, "--protocol tls", **environment)
    try:
        started.hire(1, "--protocol tls")
        assert started.address.startswith("tls://")
        with dask.config.set(settings), workers(2, started.address) as executor:
            assert list(spread(executor, doubled, range(20), 7, ignore)) == list(range(0, 40, 2))
    finally:
        started.end()


@cluster
def test_a_scheduler_that_goes_away_is_told(mortal):
    with pytest.raises(ConnectionError, match="gone"), workers(2, mortal.address) as executor:
        list(spread(executor, slowly_doubled, range(100), 2, lambda _: mortal.process.kill()))


UNENCRYPTED = ["tcp://198.51.100.7:8786", "tcp://cluster.example:8786", "198.51.100.7:8786", "ws://[2001:db8::1]:1"]


@pytest.mark.parametrize("address", UNENCRYPTED)
def test_another_machine_is_reached_encrypted_or_not_at_all(address):
    with pytest.raises(AddressError, match="unencrypted"), workers(0, address):
        pass


@pytest.mark.parametrize("address", UNENCRYPTED[2:])
def test_to_allow_it_admits_tcp_alone(address):
    with pytest.raises(AddressError, match="unencrypted"), workers(0, address, insecure=True):
        pass


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "tcp://localhost:1", "tcp://[::1]:1", "tls://cluster.example:8786"]
)
def test_without_dask_a_cluster_is_an_address_that_cannot_be_used(address, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(AddressError, match=r"not installed; pip install 'sitegen\[dask\]'"), workers(0, address):
        pass


def test_allowed_another_machine_is_reached_by_tcp(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(AddressError, match="not installed"), workers(0, UNENCRYPTED[0], insecure=True):
        pass
