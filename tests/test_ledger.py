"""History as an input: what a release says against those before it."""

import json

from sitegen.ledger import LEDGER, append, release
from sitegen.model import Release


def test_the_first_release_adds_all_that_is_held():
    assert release("2026-01-20", (), {"b-2": "y", "a-1": "x"}, {}) == Release(
        "2026-01-20", added=("a-1", "b-2"), digests=(("a-1", "x"), ("b-2", "y"))
    )


def test_nothing_new_is_no_release():
    first = release("2026-01-20", (), {"a-1": "x"}, {})
    assert release("2026-01-21", (first,), {"a-1": "x"}, {}) is None
    assert release("2026-01-21", (), {}, {}) is None


def test_a_release_tells_added_changed_withdrawn_and_moved_apart():
    first = release("2026-01-20", (), {"a-1": "x", "b-2": "x", "c-3": "x", "d-4": "x"}, {})
    second = release("2026-01-21", (first,), {"a-1": "x", "b-2": "y", "e-5": "x"}, {"c-3": "e-5"})
    assert (second.added, second.changed, second.withdrawn) == (("e-5",), ("b-2",), ("d-4",))
    assert (second.moved, second.gone) == ((("c-3", "e-5"),), ("c-3",))
    assert release("2026-01-22", (first, second), {"a-1": "x", "b-2": "y", "e-5": "x"}, {"c-3": "e-5"}) is None


def test_what_comes_back_is_added_again():
    first = release("2026-01-20", (), {"a-1": "x"}, {})
    second = release("2026-01-21", (first,), {}, {})
    assert second.withdrawn == ("a-1",)
    assert release("2026-01-22", (first, second), {"a-1": "x"}, {}).added == ("a-1",)


def test_a_release_is_one_line_behind_those_that_stand(tmp_path):
    (tmp_path / LEDGER).write_text('{"day": "2026-01-19"}')  # an editor left the line open
    append(tmp_path, Release("2026-01-20", added=("a-1",), digests=(("a-1", "x"),)))
    append(tmp_path, Release("2026-01-21", withdrawn=("a-1",), moved=(("b-2", "c-3"),)))
    days = [json.loads(line) for line in (tmp_path / LEDGER).read_text().splitlines()]
    assert [line["day"] for line in days] == ["2026-01-19", "2026-01-20", "2026-01-21"]
    assert days[1]["digests"] == {"a-1": "x"}
    assert days[2]["moved"] == [["b-2", "c-3"]]
