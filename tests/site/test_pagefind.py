"""The Pagefind binary over its service protocol, and the form into which its answers are brought."""

import gzip
import json
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pagefind_bin import get_executable

from sitegen.site import pagefind

QUAYS = "north south café cafe Naïve naive مرفأ Hafen harbour-master harbours harboured".split()  # noqa: SIM905


def page(number: int) -> tuple[str, str]:
    """A page that shares some words with every other, some with a few, and has one of its own."""
    rng = random.Random(number)
    words = " ".join(rng.choices(QUAYS, k=30))
    meta = f'<i data-pagefind-meta="title:Berth {number} {rng.choice(QUAYS)}"></i>'
    hidden = '<i data-pagefind-weight="0.2">hidden words</i>' if number % 3 == 0 else ""
    return f"p/{number:03d}/", f"<html><body>{meta}Page w{number} speaks of berths, {words}. {hidden}</body></html>"


PAGES = [page(number) for number in range(40)]


def files(index: pagefind.Index, names: list[str] | None = None) -> dict[str, bytes]:
    names = names or [str(number) for number in range(len(index.lengths))]
    return pagefind.files(index, "en", names, {"odd": {"yes": [1, 3], "no": [0, 2]}}, "/wasm.en")


def bodies(kind: str) -> list[bytes]:
    raw = pagefind._files(PAGES, "en")
    return [pagefind._bare(content) for path, content in raw.items() if path.endswith(kind)]


# ---------------------------------------------------------------- what Pagefind writes is read without loss


@given(st.recursive(st.integers(0, 2**64 - 1) | st.text(), st.lists))
def test_what_is_encoded_is_decoded(value):
    assert pagefind._decoded(pagefind._encoded(value)) == value


def test_metadata_and_filters_read_and_written_are_pagefinds_own():
    for kind in (".pf_meta", ".pf_filter"):
        for body in bodies(kind):
            assert pagefind._encoded(pagefind._decoded(body)) == body


def test_words_read_and_written_are_pagefinds_own():
    for body in bodies(".pf_index"):
        words = dict(pagefind._words(body))
        assert any(len(word) > 1 for word in words.values()), "no word with an accent is tested"
        assert b"\x81" + pagefind._array([pagefind._word(name, words[name]) for name in sorted(words)]) == body


def test_a_word_index_of_another_form_is_refused():
    with pytest.raises(pagefind.PagefindError, match="another form"):
        list(pagefind._checked(bytes.fromhex("818183617782008080")))


# ---------------------------------------------------------------- batches, and pages that come and go


def test_pages_indexed_in_batches_are_an_index_of_all(monkeypatch):
    whole = pagefind.index(PAGES, "en")
    monkeypatch.setattr(pagefind, "BATCH", 3000)
    joined = pagefind.index(PAGES, "en")
    assert len(list(pagefind._batches(PAGES))) > 3
    assert (joined.urls, joined.fragments) == (whole.urls, whole.fragments)
    assert files(joined) == files(whole)


@pytest.mark.parametrize("seed", range(12))
def test_an_index_in_which_pages_came_and_went_is_the_index_of_what_is_left(seed):
    rng = random.Random(seed)
    held = sorted(rng.sample(PAGES, 20))
    left = sorted({*rng.sample(held, rng.choice([0, 12, 19, 20])), *rng.sample(PAGES, rng.choice([0, 1, 9]))})
    for place in rng.sample(range(len(left)), min(len(left), rng.choice([0, 1, 5]))):  # other words at the same address
        left[place] = (left[place][0], rng.choice(PAGES)[1])
    new = [one for one in left if one not in held]
    old = pagefind.read(files(pagefind.index(held, "en")), "en")
    places = [(one in held, (held if one in held else new).index(one)) for one in left]
    woven = pagefind.woven(old, pagefind.index(new, "en"), places)
    assert files(woven) == files(pagefind.index(left, "en")) or not left


def test_pages_that_tell_other_metadata_are_refused(monkeypatch):
    monkeypatch.setattr(pagefind, "BATCH", 1)
    other = ("q/", '<html><body><i data-pagefind-meta="names:x"></i>Words.</body></html>')
    with pytest.raises(pagefind.PagefindError, match="different metadata"):
        pagefind.index([PAGES[0], other], "en")


def test_a_page_without_a_word_is_left_out():
    index = pagefind.index([PAGES[0], ("b/", "<html><body>—</body></html>"), PAGES[1]], "en")
    assert index.urls == ["p/000/", "p/001/"]
    assert len(index.fragments) == len(index.lengths) == 2


def test_no_page_is_an_index_without_words():
    assert pagefind.index([], "en").words == {}
    assert pagefind.index([("b/", "<html><body>—</body></html>")], "en").urls == []


@pytest.mark.parametrize("url", ["a/", "a/index.html", "index.html"])
def test_addresses_are_kept_as_given(url):
    (fragment,) = pagefind.index([(url, PAGES[0][1])], "en").fragments
    assert json.loads(fragment)["url"] == url


# ---------------------------------------------------------------- files


def test_several_fragments_come_back_from_their_file_as_they_were():
    held = (*pagefind.index(PAGES[:2], "en").fragments, None)
    assert pagefind.fragments(pagefind.several(held)) == held


@pytest.mark.parametrize(
    "content", [b"", b"nothing", gzip.compress(b"{", mtime=0), gzip.compress(b'{"url":"a/"}', mtime=0)]
)
def test_what_is_no_file_of_fragments_is_told(content):
    with pytest.raises(pagefind.PagefindError):
        pagefind.fragments(content)


def test_another_script_is_not_changed_blindly(monkeypatch):
    files = {
        **pagefind._files([("a/", "<html><body>a</body></html>")], "en"),
        "pagefind.js": b"export const search = 1;",
    }
    monkeypatch.setattr(pagefind, "_files", lambda *_: files)
    with pytest.raises(pagefind.PagefindError, match="in another way"):
        pagefind.code.__wrapped__("en")


def test_runs_agree_to_the_byte_in_spite_of_chance():
    made = [files(pagefind.index(PAGES, "en")) for _ in range(3)]
    assert made[0] == made[1] == made[2]


def test_metadata_names_pages_words_and_filters():
    made = files(pagefind.index(PAGES, "en"), [f"text-{number}" for number in range(len(PAGES))])
    entry = json.loads(made["pagefind-entry.json"])["languages"]["en"]
    version, pages, chunks, filters, sorts, fields = pagefind._decoded(
        pagefind._bare(made[f"pagefind.{entry['hash']}.pf_meta"])
    )
    assert (version, entry["page_count"], entry["wasm"]) == (pagefind.VERSION, len(PAGES), "/wasm.en")
    assert [name for name, _ in pages] == [f"text-{number}" for number in range(len(PAGES))]
    assert {f"index/{name}.pf_index" for _, _, name in chunks} == {path for path in made if path.startswith("index/")}
    assert (filters, sorts, fields) == ([["odd", "odd"]], [], ["title"])
    assert pagefind._decoded(pagefind._bare(made["filter/odd.pf_filter"])) == ["odd", [["no", [0, 2]], ["yes", [1, 3]]]]


def test_a_file_of_words_is_no_larger_than_it_may_be_unless_one_word_is(monkeypatch):
    monkeypatch.setattr(pagefind, "SMALL_CHUNK", 600)
    made = files(pagefind.index(PAGES, "en"))
    packed = [content for path, content in made.items() if path.startswith("index/")]
    assert len(packed) > 5
    for content in packed:
        body = pagefind._bare(content)
        assert len(body) < 650 or len(dict(pagefind._words(body))) == 1


@given(st.sets(st.text(min_size=1), min_size=1), st.data())
def test_a_word_is_asked_of_the_file_in_which_it_stands(words, data):
    ordered, ends = sorted(words), []
    while ordered:
        size = data.draw(st.integers(1, len(ordered)))
        ends.append((ordered[:size], ordered[size:]))
        ordered = ordered[size:]
    bounds = pagefind._bounds([(chunk[0], chunk[-1]) for chunk, _ in ends])
    for number, (chunk, behind) in enumerate(ends):
        start, stop, name = bounds[number]
        assert name == str(number)
        assert all(start <= word <= stop for word in chunk)
        assert not any(start <= word < stop for word in behind)


def test_a_language_without_stemming_gets_the_plain_webassembly():
    assert pagefind.code("ku")[0] == "wasm.unknown"
    name, made = pagefind.code("en")
    assert name == "wasm.en"
    assert made.keys() == {"pagefind.js", "wasm.en.pagefind"}
    assert gzip.decompress(made["wasm.en.pagefind"]).startswith(b"pagefind_dcd")


# ---------------------------------------------------------------- the service


def test_a_refusal_is_raised_with_pagefinds_own_words():
    with pytest.raises(pagefind.PagefindError, match="Invalid index"), pagefind._service(get_executable()) as call:
        call({"type": "GetFiles", "index_id": 7})


def test_a_process_that_ends_early_is_said():
    with (
        pytest.raises(pagefind.PagefindError, match="ended early"),
        pagefind._service(Path(shutil.which("false"))) as call,
    ):
        call({"type": "NewIndex", "config": None})
