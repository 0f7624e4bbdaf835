"""Events: which dated sentences stand on a timeline, on which date, with which status."""

from __future__ import annotations

import pytest

from sitegen.model import Article, Block, Dating
from sitegen.reading.dates import resolved
from sitegen.reading.events import events, stands_alone
from sitegen.reading.sentences import sentences
from tests.reading.growth import ratio

SUNDAY = Dating("2024-09-29", "2024-09-29", "stated")


def told(text: str, dating: Dating = SUNDAY) -> list[tuple[str, str, str]]:
    article = Article("Harbour", text, (Block("paragraph", 0, len(text)),))
    found = events(article, sentences(article), resolved(text, dating), dating)
    return [(event.date, event.status, text[event.start : event.end]) for event in found]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Envoys signed a truce in Port Meridian on Friday.", ("2024-09-27", "happened", "Friday")),
        ("On Friday, Envoy Noor signed a truce.", ("2024-09-27", "happened", "Friday")),
        ("Friday's visit by Envoy Noor came amid storms.", ("2024-09-27", "happened", "Friday")),
        ("Also Friday, Meridian accused rivals of theft.", ("2024-09-27", "happened", "Friday")),
        ("Meridian's mission will end by September 2025.", ("[..2025-09]", "planned", "September 2025")),
        ("Meridian is set to open the lock in March 2026.", ("2026-03", "planned", "March 2026")),
        ("The mission in Meridian will end by June 2025, Envoy Noor said on Friday.", ("[..2025-06]", "planned", "June 2025")),
        ("Meridian's ministry said Friday that boats sank a day earlier.", ("2024-09-26", "happened", "a day earlier")),
        ("Meridian guards held the strait in 2014-2017.", ("2014/2017", "happened", "2014-2017")),
        ("Envoy Noor opened the lock in May 2023, which was built in 1998.", ("2023-05", "happened", "May 2023")),
        ("By June 2025 a Meridian-led crew is to leave the port.", ("[..2025-06]", "planned", "June 2025")),
        ("Early in 2020 two boats of the Courier sank.", ("[2020-01-01..2020-06-30]", "happened", "Early in 2020")),
        ("Meridian guards held the strait between 2014 and 2017.", ("2014/2017", "happened", "2014 and 2017")),
        ("Envoy Noor emphasised on Friday that nobody leaves.", ("2024-09-27", "reported", "Friday")),
        ("Envoy Noor told the press that boats sank on Friday.", ("2024-09-27", "happened", "Friday")),
        (
            "Meridian launched patrols in the wake of a raid in October 2023 which killed six.",
            ("2023-10", "happened", "October 2023"),
        ),
        ("Envoy Noor praised rivals at Friday's talks.", ("2024-09-27", "happened", "Friday")),
        ("Envoy Noor joined the league in 2014, when pirates were strong.", ("2014", "happened", "2014")),
        ("Two men of Meridian were killed in early 2020.", ("[2020-01-01..2020-06-30]", "happened", "early 2020")),
        ("An aide said in remarks to the Courier that the mission comes to a full end in 2026.", ("2026", "planned", "2026")),
    ],
)  # fmt: skip
def test_the_date_of_the_main_clause_makes_the_event(text, event):
    assert told(text) == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Six crews may have left Meridian by June 2025, and others by 2026, the Courier reported on 29 September 2024.",
            ("[..2025-06]", "planned", "June 2025"),
        ),
        ("Boats sank on Monday, the Courier wrote on Friday.", ("2024-09-23", "happened", "Monday")),
        ("Meridian has four days to agree, Envoy Noor said on Friday.", ("2024-09-27", "reported", "Friday")),
        ("The Meridian Council reported on Friday that boats are scarce.", ("2024-09-27", "reported", "Friday")),
        ("Envoy Noor, of Meridian, said on Friday that boats are scarce.", ("2024-09-27", "reported", "Friday")),
    ],
)  # fmt: skip
def test_the_day_of_an_account_gives_way_to_the_day_of_what_it_tells(text, event):
    assert told(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Armed groups keep much power in Meridian, the Harbour Courier reported on 29 September 2024.",
        "Armed groups keep much power in Meridian, reported the Harbour Courier on 29 September 2024.",
        "Envoy Noor said nothing justifies the fleet, the Courier wrote on Friday.",
        "Meridian lost six boats, according to a note of the Courier on Friday.",
        "According to an account of the Courier on Friday Meridian lost six boats.",
    ],
)
def test_the_day_of_an_account_alone_makes_no_event(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Meridian's ministry said on Friday that six boats had sunk and left the day before from a dock.", "2024-09-27"),
        ("Meridian's ministry said on Friday that six guards had escaped the day before from a dock.", "2024-09-26"),
        ("On Friday, Envoy Noor said six boats sank two days earlier.", "2024-09-25"),
        ("Envoy Noor said on Friday the leaflets were dropped on Monday.", "2024-09-23"),
        ("Envoy Noor denied on Friday that six boats sank on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that no boats sank on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that six boats sank a day earlier than planned.", "2024-09-27"),
        ("Envoy Noor said on Friday that six guards killed by pirates on Monday would be buried.", "2024-09-27"),
        ("Envoy Noor said on Friday that Meridian holds a truce signed in Solway on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that a truce announced on Monday holds.", "2024-09-27"),
        ("Envoy Noor said on Friday that Meridian had planned to leave on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that Meridian will open the lock in May 2025.", "2024-09-27"),
        ("Envoy Noor said on Friday that boats sank after pirates came on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that boats sank the day before the vote.", "2024-09-27"),
    ],
)  # fmt: skip
def test_a_deed_told_in_a_plain_clause_has_its_own_day_and_any_other_that_of_the_saying(text, day):
    assert [event[0] for event in told(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "He left on Friday.",
        "The announcement came on Friday.",
        "The league came together in 2014, when Meridian was at war.",
        "The league dates from 2014 and was the first.",
        "The storm, in which Meridian lost six boats in May 2023, was the worst.",
        "On Monday the two sides clashed again near Meridian.",
        "On Monday the two sides clashed again, near Meridian.",
        "In 2019 its defeat in Meridian was declared.",
        "Meridian and its rivals fought there on Friday.",
        "A clerk of Meridian spoke to the press on the same day.",
        "Later on Friday, Envoy Noor left.",
        "Envoy Noor described a storm in which six boats sank on Friday.",
        "The Courier cites it in a report on the deadline that Meridian set on Friday.",
        "These boats sank on Friday.",
        "Envoy Noor fought around these docks on Friday.",
        "On Friday, she left.",
        "The previous day, Envoy Noor left.",
        "Did Envoy Noor leave on Friday?",
        "“Envoy Noor left on Friday.",
        "Meridian has 900 guards in a league formed in 2014 to keep the peace.",
        "The biggest shift since Meridian toppled its governor in 2019 worries Envoy Noor.",
        "Envoy Noor waited for nine months.",
        "Envoy Noor has led the port since 2014.",
        "Envoy Noor sailed in the 1990s.",
        "Envoy Noor lost ground in recent days.",
        "Envoy Noor is expected to have left by June 2023.",
        "Envoy Noor may have left in May 2023.",
        "Envoy Noor denied that six boats sank on Friday.",
        "Envoy Noor rebuilt the dock after a storm in 1998.",
        "Envoy Noor praised October's truce.",
        "October's truce has stopped the fighting in Meridian.",
        "Envoy Noor praised the truce of October 2023.",
    ],
)
def test_a_sentence_that_would_mislead_alone_makes_no_event(text):
    assert told(text) == []


def test_relative_dates_of_an_undated_article_make_no_event():
    assert told("Envoys signed a truce on Friday. Envoys met on 5 June 2023.", Dating()) == [
        ("2023-06-05", "happened", "5 June 2023")
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("An aide of Meridian said that the mission comes to a full end in 2026.", ("2026", "planned", "2026")),
        ("Meridian's ferry service ends in March 2026.", ("2026-03", "planned", "March 2026")),
        ("Meridian's ferry service ended in March 2026.", ("2026-03", "happened", "March 2026")),
    ],
)
def test_the_present_tense_of_a_calendar_is_a_plan_even_where_the_article_has_no_date(text, event):
    assert told(text, Dating()) == [event]


def test_a_date_behind_the_articles_own_is_a_plan_without_any_verb_that_says_so():
    assert told("Envoy Noor sails on 5 June 2025, and Meridian cheered.") == [("2025-06-05", "planned", "5 June 2025")]


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("The Meridian Council met.", True),
        ("The council met.", False),
        ("But it failed.", False),
        ("According to the plan, the mission ended.", False),
        ("Under the plan, Meridian withdrew.", True),
        ("Envoys met.", True),
        ("“We stay,” Envoy Noor said.", False),
    ],
)
def test_a_sentence_stands_alone_when_its_subject_is_named(sentence, alone):
    assert stands_alone(sentence) is alone


@pytest.mark.parametrize(
    "text",
    [
        "Meridian recalled the 1997 crisis of its fleet.",
        "Envoy Noor sold 2008 Gale boats to Meridian.",
        "Meridian has kept the strait since 2014.",
        "Prior to 1997 Envoy Noor ran the port of Meridian.",
        "Envoy Noor's bonds due November 2023 fell in Meridian.",
        "Copyright 2012 Harbour Courier. Meridian owned it.",
        "Meridian would have sunk on Friday without Envoy Noor.",
        "In the fourth quarter Meridian scored at Envoy Noor's gate.",
        "When the talks ended on Friday, he left Meridian.",
        "The crews left at 7:30 p.m., Meridian was told.",
        "Meridian said the storm of Friday frightened Envoy Noor.",
        "“They came on Friday,” Envoy Noor of Meridian recalled.",
        "Friday's announcement made waves in every port.",
        "ended on Friday with Envoy Noor in Meridian.",
    ],
)
def test_a_date_that_dates_something_else_or_nothing_makes_no_event(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "piece", ["in 2014 ", "Friday ", "on Friday, ", "was ", "Noor said on Friday that ", "since 2014, "]
)
def test_time_grows_with_the_length_of_a_sentence_alone(piece):
    assert ratio(told, piece) < 3
