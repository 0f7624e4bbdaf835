"""Timelines: what is said of an event, and what the row before, the page or its heading said already."""

from dataclasses import replace

import pytest
import samples
from lxml import html
from speaking import ENGLISH, PLACE

from sitegen.site import timelines
from sitegen.site.place import Place
from sitegen.site.views import Cite, EventGroup, EventRow, HomeDay, TopicLink

TOPIC = TopicLink("Strike", "topics/strike/", "petrol")
CITE = Cite("Courier", "A Title of Many Words Indeed", 4, "articles/b/#s-1", "on Friday")
EVENT = EventRow("2024-09-27", "dates/2024/09/27/", "happened", "A thing.", (), first_said=None)


def test_a_row_does_not_say_again_what_the_row_before_said():
    one = replace(EVENT, topics=(TOPIC,), first_said="2024-10-01")
    made = html.fragment_fromstring(timelines.timeline(PLACE, [one, one, replace(one, topics=(samples.RIVER,))]))
    assert [len(row.xpath(".//a[contains(@href, 'topics/')]")) for row in made] == [1, 0, 1]
    assert [len(row.xpath(".//details")) for row in made] == [1, 0, 0]


def test_the_first_report_is_named_unless_the_page_or_the_date_says_so():
    event = replace(EVENT, first_said="2024-10-01")
    assert "First in this archive" in timelines.timeline(PLACE, [event])
    assert "First in this archive" not in timelines.timeline(PLACE, [replace(event, first_said=EVENT.date)])
    day = Place("dates/2024/10/01/", "../../../../", "pretty", ENGLISH, "en")
    assert "First in this archive" not in timelines.timeline(day, [event])


def test_two_citations_stand_with_their_words_and_the_others_by_name():
    made = html.fragment_fromstring(timelines.timeline(PLACE, [replace(EVENT, cites=(CITE,) * 4)]))
    assert made.xpath("string(.//summary)") == "Courier and 3 more"
    assert len(made.xpath(".//q")) == 2
    assert made.xpath("string(.//details/p[3])") == "Also: Courier, sentence\u00a04; Courier, sentence\u00a04"


def test_the_first_citation_gives_its_reports_title():
    made = html.fragment_fromstring(timelines.timeline(PLACE, [replace(EVENT, cites=(CITE,) * 2)]))
    assert [cite.text for cite in made.xpath(".//cite")] == ["A Title of Many Words Indeed"]


FORMS = [
    ("happened", "2024-09-27", "happened key"),
    ("happened", "[..2024]", "happened loose key"),
    ("planned", "2024-09-27", "planned loose key"),
]


@pytest.mark.parametrize(("status", "date", "expected"), FORMS)
def test_what_is_not_settled_is_drawn_open(status, date, expected):
    made = html.fragment_fromstring(timelines.timeline(PLACE, [replace(EVENT, status=status, date=date)]))
    assert made[0].get("class") == expected


def test_without_its_date_an_event_is_no_key():
    made = timelines.timeline(PLACE, [EVENT], with_date=False)
    assert made.startswith('<ol class="tl">\n<li class="happened"><div class="what">')


def test_happened_and_planned_stand_under_their_headings():
    plan = replace(EVENT, status="planned")
    assert timelines.both(PLACE, (), ()) == ""
    assert timelines.both(PLACE, (EVENT,), ()).count("<h3") == 1
    assert "Outcomes after" not in timelines.both(PLACE, (EVENT,), (plan,))
    assert timelines.both(PLACE, (EVENT,), (plan, replace(plan, open_end=True))).count("Outcomes after") == 1


def test_plans_say_once_that_their_outcome_is_not_held():
    plan = replace(EVENT, status="planned", open_end=True)
    assert "Outcomes" not in timelines.plans_note(ENGLISH, [EventGroup(None, (EVENT,))])
    assert timelines.plans_note(ENGLISH, [EventGroup(None, (plan,)), EventGroup(TOPIC, (plan,))]).count("Outcomes") == 1


def test_a_group_is_named_after_its_topic_which_its_events_do_not_name_again():
    event = replace(EVENT, topics=(TOPIC, samples.RIVER))
    made = timelines.groups(PLACE, [EventGroup(TOPIC, (event,)), EventGroup(None, (event,))], with_date=True)
    first, second = html.fragments_fromstring(made)
    assert first.get("class") == "full group dated petrol"
    assert [" ".join(group.xpath("h3//text()")) for group in (first, second)] == ["Strike", "In no topic"]
    assert [len(group.xpath(".//p[@class='src']/a")) for group in (first, second)] == [1, 2]


DAYS = [
    (HomeDay("2024-09-27", "dates/2024/09/27/", (), 0, 0), "27 September 2024 No event of this day is reported."),
    (HomeDay("2024-09-27", "dates/2024/09/27/", (EVENT,), 1, 2), "27 September 2024 2 reports published A thing."),
    (
        HomeDay("2024-09", "dates/2024/09/", (EVENT,), 1201, 1),
        "September 2024 1 report published 27 September 2024 A thing. and 1,200 more on September 2024",
    ),
    (HomeDay("2024-09", "dates/2024/09/", (EVENT,), 1, 0), "September 2024 27 September 2024 A thing."),
]


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_a_day_in_a_list_shows_its_first_events_and_the_way_to_the_rest(day, expected):
    made = html.fragment_fromstring(timelines.days(PLACE, [day]))
    assert " ".join(" ".join(made.itertext()).split()) == expected
