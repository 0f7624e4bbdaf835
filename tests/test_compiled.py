import os
from pathlib import Path

import pytest

from tests import compiled
from tests.digests import digests

pytestmark = pytest.mark.skipif(
    "SITEGEN_COMPILED" not in os.environ,
    reason="make compiled runs it: what was compiled before may be of older sources",
)


def test_the_readers_are_compiled_ones():
    folder = Path(compiled.output("print(sitegen.__path__[0])").strip())
    assert {path.name.partition(".")[0] for path in folder.glob("reading/*.so")} >= {"timex", "events", "statements"}


def test_compiled_readers_read_what_the_sources_read():
    code = "from tests.digests import digests\nprint(*digests(), sep='\\n')"
    assert compiled.output(code).splitlines() == list(digests())
