"""An index of rows in parts: what is asked for comes whole, what changed is written back, nothing else is touched."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.postings import PART, Postings, Rows, extras, keys, number, parts, places, rows

ROWS = st.lists(
    st.tuples(st.sampled_from((0, 1, PART - 1, PART, 7 * PART, 2**32 - 1)), st.integers(0, 3), st.integers(-3, 3)),
    unique=True,
)


def made(triples) -> Rows:
    columns = np.array(sorted(triples), np.int64).reshape(-1, 3).T
    return rows(columns[0].astype(np.uint32), columns[1].astype(np.uint32), columns[2])


def told(found: Rows) -> list[tuple[int, int, int]]:
    columns = keys(found["place"]), extras(found["place"]), found["item"]
    return list(zip(*(column.tolist() for column in columns), strict=True))


class Shelf:
    """Parts by number, and which of them were asked for."""

    def __init__(self, filled: Rows) -> None:
        self.parts = dict(parts(filled))
        self.asked: list[int] = []

    def load(self, wanted):
        self.asked += wanted
        return {part: self.parts[part] for part in wanted if part in self.parts}

    def write(self, index: Postings) -> None:
        for part, held in index.changed():
            self.parts[part] = held
            if not held:
                del self.parts[part]


@given(ROWS, st.sets(st.sampled_from((0, 1, PART, 2**32 - 1))))
def test_all_rows_of_the_keys_asked_for_come_in_order_and_no_others(triples, wanted):
    index = Postings(Shelf(made(triples)).load)
    found = told(index.of(np.array([*wanted, *wanted], np.uint32)))
    assert found == sorted(triple for triple in triples if triple[0] in wanted)


@given(ROWS, ROWS, ROWS)
def test_an_index_that_was_changed_is_the_one_that_is_filled_anew(first, gone, come):
    shelf = Shelf(made(first))
    index = Postings(shelf.load)
    removed = set(first) & set(gone)
    added = set(come) - set(first)
    index.change(made(removed), made(added))
    shelf.write(index)
    assert shelf.parts == dict(parts(made((set(first) - removed) | added)))


def test_only_the_parts_of_the_keys_are_loaded_and_each_once():
    shelf = Shelf(made([(0, 0, 1), (PART, 0, 1), (5 * PART, 0, 1)]))
    index = Postings(shelf.load)
    index.of(np.array([1, PART + 1], np.uint32))
    index.of(np.array([0], np.uint32))
    assert shelf.asked == [0, 1]


def test_what_comes_and_goes_again_is_no_change():
    index = Postings(Shelf(made([(0, 0, 1)])).load)
    index.change(made([]), made([(0, 0, 2), (PART, 0, 2)]))
    index.change(made([(0, 0, 2), (PART, 0, 2)]), made([]))
    assert list(index.changed()) == []


def test_a_row_that_is_not_there_cannot_be_removed():
    index = Postings(Shelf(made([(0, 0, 1)])).load)
    for missing in ((0, 0, 2), (0, 1, 1), (9, 0, 1)):
        with pytest.raises(ValueError, match="not there"):
            index.change(made([missing]), made([]))


def test_a_number_depends_on_the_id_alone_and_fits_a_column_of_integers():
    assert number("a") == number("a") != number("b")
    assert all(-(2**63) <= number(str(one)) < 2**63 for one in range(100))


def test_places_hold_keys_and_what_they_are_sorted_by():
    held = places(np.array([1, 2**32 - 1], np.uint32), np.array([7, 2**32 - 1], np.uint32))
    assert keys(held).tolist() == [1, 2**32 - 1]
    assert extras(held).tolist() == [7, 2**32 - 1]
