"""Our own side: a site is built by the command line, its cost and changes are read back, and a clean build agrees."""

from pathlib import Path

import pytest

from tests.benchmarks import measure, ours

ARTICLES = 12


@pytest.mark.slow
def test_a_build_tells_what_it_took_and_touched_and_is_compared_with_a_clean_one(tmp_path):
    ours.write(tmp_path, ARTICLES)
    for kind in ("people", "organisations", "places"):  # no page for each of three hundred names
        shorten(tmp_path / f"content/entities/{kind}.yaml")
    for topic in (tmp_path / "content/topics").iterdir():
        topic.unlink()
    built = ours.build(tmp_path)
    assert built.counts["articles"] == ARTICLES
    assert built.pages == built.counts["pages"]
    assert built.cost.stages.keys() >= {"start", "read", "pages"}
    assert built.cost.processors > 0.8 * sum(used.processors for used in built.cost.stages.values())
    assert ours.differences(tmp_path) == 0
    (tmp_path / ours.PUBLIC / "index.html").write_text("altered")
    assert ours.differences(tmp_path) == 1


def shorten(path: Path) -> None:
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8")


def test_a_site_that_can_not_be_verified_is_no_site_that_differs(tmp_path):
    with pytest.raises(measure.FailedError):
        ours.differences(tmp_path)
