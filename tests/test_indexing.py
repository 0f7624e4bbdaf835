"""The search index within a build: only the pieces in which a record moved, and nothing of what is withdrawn."""

import json

from sitegen.site.other_pages import SEARCH_INDEX
from tests.conftest import Desk, report


def index(desk: Desk) -> set[str]:
    root = desk.public / SEARCH_INDEX
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def listed(desk: Desk) -> dict[str, dict[str, object]]:
    return {
        shard["name"]: shard
        for shard in json.loads((desk.public / SEARCH_INDEX / "shards.json").read_bytes())["shards"]
    }


def later(desk: Desk) -> list[str]:
    return json.loads((desk.state / "changes.json").read_bytes())["delete_later"]


def test_an_added_article_changes_the_piece_of_its_month_and_no_other_period(desk):
    for number in range(12):
        desk.document(f"{number}.txt", report(number))
    desk.built()
    before = listed(desk)
    desk.document("new.txt", report(33))  # of June or July 2026
    desk.built()
    after = listed(desk)
    moved = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert "guide" not in moved
    assert all(name.startswith(("2026", "days-202")) for name in moved)
    assert any(name.startswith("2026") for name in moved)


def test_what_a_tab_left_open_may_ask_for_stays_for_one_build_and_is_named(desk):
    desk.document("1.txt", report(1))
    desk.built()
    before = index(desk)
    desk.document("2.txt", report(4))
    desk.built()
    named = {path.removeprefix(SEARCH_INDEX) for path in later(desk)}
    assert before - {"shards.json"} <= index(desk)
    assert named == index(desk) - {
        path.removeprefix(SEARCH_INDEX) for path in desk.clean() if path.startswith(SEARCH_INDEX)
    }
    assert named
    desk.document("3.txt", report(7))
    desk.built()
    assert not named & index(desk)


def test_nothing_of_a_withdrawn_article_stays_in_the_index(desk):
    desk.document("1.txt", report(1))
    desk.built()
    (name,) = [one for one in desk.archive().articles() if desk.archive().filed(one).copies[0].document == "1.txt"]
    before = index(desk)
    desk.write("rulings.yaml", f"- {{ruling: withdraw, article: {name}, reason: So decided., day: 2026-03-12}}\n")
    desk.built()
    assert not later(desk)
    left = {path.removeprefix(SEARCH_INDEX) for path in desk.clean() if path.startswith(SEARCH_INDEX)}
    assert index(desk) == left
    assert before - left


def test_a_piece_whose_files_were_altered_is_made_again(desk):
    desk.built()
    before = desk.tree()
    for path in sorted(index(desk))[:3]:
        (desk.public / SEARCH_INDEX / path).write_bytes(b"defaced")
    desk.built()
    assert desk.tree() == before


def test_an_upgrade_after_a_withdrawal_leaves_no_page_of_it(desk, monkeypatch):
    desk.document("1.txt", report(1))
    desk.built()
    (name,) = [one for one in desk.archive().articles() if desk.archive().filed(one).copies[0].document == "1.txt"]
    desk.write("rulings.yaml", f"- {{ruling: withdraw, article: {name}, reason: So decided., day: 2026-03-12}}\n")
    from sitegen import inputs  # noqa: PLC0415 - its cache is replaced

    monkeypatch.setattr(inputs, "code", lambda names: f"another release {names}")
    desk.built()
    assert name not in desk.everything()
    assert desk.tree() == desk.clean()


def test_what_an_edit_took_out_of_an_article_leaves_the_index_at_once(desk):
    text = f"---\nsource: The Harbour Courier\n---\n\n{report(1)}"  # whole texts may be shown of it
    desk.document("1.md", f"{text}\nA very secret gangway was painted.\n")
    desk.built()
    assert "gangway" in desk.everything()
    before = index(desk)
    desk.document("1.md", text)
    desk.built()
    assert not later(desk)
    assert before - index(desk)
    assert desk.tree() == desk.clean()
