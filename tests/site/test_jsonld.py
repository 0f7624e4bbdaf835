"""Structured data: whole when it is read back, and unable to end the script element that holds it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.jsonld import dumped

TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('<>&"\\/\u2028'))


@given(
    st.dictionaries(TEXT.filter(lambda key: key not in ("", "@context")), TEXT | st.floats(-180, 180) | st.lists(TEXT))
)
def test_what_is_said_comes_back_and_cannot_end_its_element(thing):
    text = dumped(thing)
    assert not set("<>&") & set(text)
    held = {key: value for key, value in thing.items() if value not in ("", [])}
    assert json.loads(text) == {"@context": "https://schema.org", **held}
