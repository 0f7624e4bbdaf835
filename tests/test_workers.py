"""Where chunks are worked on: in order, wherever that is; and no document travels unencrypted."""

from concurrent.futures import ProcessPoolExecutor

import pytest

from sitegen.workers import AddressError, Inline, spread, workers


def doubled(chunk):
    return [2 * one for one in chunk]


def failing(chunk):
    raise ValueError(f"no {chunk[0]}")


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs):
    steps = []
    with workers(jobs) as executor:
        assert list(spread(executor, doubled, range(1000), 7, steps.append)) == list(range(0, 2000, 2))
    assert sum(steps) == 1000


def test_one_job_works_in_this_process_and_two_in_others():
    with workers(1) as here, workers(2) as there:
        assert isinstance(here, Inline)
        assert isinstance(there, ProcessPoolExecutor)


def test_nothing_to_do_is_done():
    with workers(2) as executor:
        assert list(spread(executor, doubled, [], 7, print)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_the_work_reaches_whoever_asks(jobs):
    with workers(jobs) as executor, pytest.raises(ValueError, match="no 0"):
        list(spread(executor, failing, range(100), 7, lambda _: None))


@pytest.mark.parametrize(
    "address", ["tcp://198.51.100.7:8786", "tcp://cluster.example:8786", "198.51.100.7:8786", "ws://[2001:db8::1]:1"]
)
def test_another_machine_is_reached_encrypted_or_not_at_all(address):
    with pytest.raises(AddressError, match="unencrypted"), workers(0, address):
        pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tcp://localhost:1", "tcp://[::1]:1"])
def test_without_dask_a_cluster_is_an_address_that_cannot_be_used(address, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "dask.distributed", None)
    with pytest.raises(AddressError, match="not installed"), workers(0, address):
        pass
