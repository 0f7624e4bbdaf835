"""Which version of a library is installed: what the folders' names say is what the packages say."""

import importlib.metadata

import pytest

from sitegen.versions import version

INSTALLED = sorted({one.name for one in importlib.metadata.distributions()})


@pytest.mark.parametrize("name", INSTALLED)
def test_the_version_is_the_one_that_the_distribution_states(name):
    assert version(name) == importlib.metadata.version(name)


@pytest.mark.parametrize("name", ["Jinja2", "JINJA2", "python_slugify", "python-slugify", "charset.normalizer"])
def test_a_name_is_known_in_each_of_its_spellings(name):
    assert version(name) == importlib.metadata.version(name)


def test_what_is_not_installed_has_no_version():
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        version("no-such-library-of-averel")


def test_two_of_one_name_are_told_apart_by_their_place(tmp_path, monkeypatch):
    for place, number in (("near", "2.0"), ("far", "1.0")):
        (tmp_path / place / f"averel_tides-{number}.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(str(tmp_path / place))
    version.__globals__["_installed"].cache_clear()
    try:
        assert version("averel-tides") == "1.0"
    finally:
        version.__globals__["_installed"].cache_clear()
