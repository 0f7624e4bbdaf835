"""The Pagefind binary over its service protocol, and the canonical form of what it returns."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pagefind_bin import get_executable

from sitegen.site import pagefind

VALUES = [f"value {number}" for number in range(20)]


def page(number: int) -> tuple[str, str]:
    filters = "".join(f'<i data-pagefind-filter="{name}:{VALUES[number % 20]}"></i>' for name in "abcdef")
    return f"p/{number:03d}/", f"<html><body>{filters}Page number {number} speaks of berths.</body></html>"


PAGES = [page(number) for number in range(60)]


@given(st.recursive(st.integers(0, 2**64 - 1) | st.text(), st.lists))
def test_what_is_encoded_is_decoded(value):
    assert pagefind._decoded(pagefind._encoded(value)) == value


def test_pagefinds_own_metadata_survives_unchanged():
    """The encoder writes what Pagefind's does, so that only the order of values can differ."""
    for path, content in pagefind.bundle(PAGES, "en").items():
        if path.endswith((".pf_meta", ".pf_filter", ".pf_index")):
            body = gzip.decompress(content).removeprefix(b"pagefind_dcd")
            if not path.endswith(".pf_index"):  # word indexes hold signed numbers and are left alone
                assert pagefind._encoded(pagefind._decoded(body)) == body


def test_filter_values_stand_in_order_and_metadata_names_every_file():
    files = pagefind.bundle(PAGES, "en")
    entry = json.loads(files["pagefind-entry.json"])
    meta = pagefind._unpacked(files[f"pagefind.{entry['languages']['en']['hash']}.pf_meta"])
    assert [name for name, _ in meta[3]] == list("abcdef")
    for name, content_hash in meta[3]:
        held, values = pagefind._unpacked(files[f"filter/{content_hash}.pf_filter"])
        assert (held, [value for value, _ in values]) == (name, sorted(VALUES))
    assert {f"fragment/{content_hash}.pf_fragment" for content_hash, _ in meta[1]} <= files.keys()
    assert {f"index/{chunk[2]}.pf_index" for chunk in meta[2]} <= files.keys()


def test_runs_agree_to_the_byte_in_spite_of_chance():
    assert len({json.dumps({k: v.hex() for k, v in pagefind.bundle(PAGES, "en").items()}) for _ in range(4)}) == 1


def test_only_what_our_own_interface_needs_is_kept():
    files = pagefind.bundle(PAGES, "en")
    others = {path for path in files if not path.startswith(("fragment/", "index/", "filter/"))}
    assert {path for path in others if not path.endswith(".pf_meta")} == {
        "pagefind.js",
        "pagefind-entry.json",
        "wasm.en.pagefind",
    }


def test_a_language_without_stemming_gets_the_plain_webassembly():
    assert "wasm.unknown.pagefind" in pagefind.bundle(PAGES[:1], "ku")


def test_no_page_is_a_bundle_without_an_index():
    assert json.loads(pagefind.bundle([], "en")["pagefind-entry.json"])["languages"] == {}


@pytest.mark.parametrize("url", ["a/", "a/index.html", "index.html"])
def test_addresses_are_kept_as_given(url):
    files = pagefind.bundle([(url, PAGES[0][1])], "en")
    fragment = next(content for path, content in files.items() if path.endswith(".pf_fragment"))
    assert json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))["url"] == url


def test_a_refusal_is_raised_with_pagefinds_own_words():
    with pytest.raises(pagefind.PagefindError, match="Invalid index"), pagefind._service(get_executable()) as call:
        call({"type": "GetFiles", "index_id": 7})


def test_a_process_that_ends_early_is_said():
    with (
        pytest.raises(pagefind.PagefindError, match="ended early"),
        pagefind._service(Path(shutil.which("false"))) as call,
    ):
        call({"type": "NewIndex", "config": None})
