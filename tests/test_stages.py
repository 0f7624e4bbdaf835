"""What reading and filing keep from one document to the next is made once, beforehand where somebody waits."""

from __future__ import annotations

from sitegen import content, stages


def test_what_is_made_ready_is_not_made_again(desk):
    editors, _ = content.load(desk.content)
    stages._authority.cache_clear()
    stages._rules.cache_clear()
    stages.warm(editors.entities, editors.topics)
    again, _ = content.load(desk.content)
    stages._authority(again.entities)
    stages._rules(again.topics)
    assert [kept.cache_info().misses for kept in (stages._authority, stages._rules)] == [1, 1]
