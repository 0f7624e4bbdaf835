"""Events: which dated sentences stand on a timeline, on which date, with which status."""

from __future__ import annotations

import pytest

from sitegen.model import Article, Block, Dating
from sitegen.reading.dates import resolved
from sitegen.reading.events import LONGEST_SENTENCE, events
from sitegen.reading.sentences import sentences
from tests.reading.growth import ratio

KNOWN = "Crews of Meridian waited."
SUNDAY = Dating("2024-09-29", "2024-09-29", "stated")


def told(text: str, dating: Dating = SUNDAY, title: str = "") -> list[tuple[str, str, str]]:
    text = f"{KNOWN}\n\n{text}"  # names are known from within a sentence
    article = Article(title, text, (Block("paragraph", 0, len(KNOWN)), Block("paragraph", len(KNOWN) + 2, len(text))))
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
        ("Meridian is set to open a lock in March 2026.", ("2026-03", "planned", "March 2026")),
        ("The mission in Meridian will end by June 2025, Envoy Noor said on Friday.", ("[..2025-06]", "planned", "June 2025")),
        ("Meridian's ministry said Friday that boats sank off Solway a day earlier.", ("2024-09-26", "happened", "a day earlier")),
        ("Meridian guards held Ostrel in 2014-2017.", ("2014/2017", "happened", "2014-2017")),
        ("Envoy Noor opened a lock on Friday, which was built in 1998.", ("2024-09-27", "happened", "Friday")),
        ("By June 2025 a Meridian-led crew is to leave Ostrel.", ("[..2025-06]", "planned", "June 2025")),
        ("Early in 2020 two boats of the Courier sank.", ("[2020-01-01..2020-06-30]", "happened", "Early in 2020")),
        ("Meridian guards held the strait between 2014 and 2017.", ("2014/2017", "happened", "2014 and 2017")),
        ("Envoy Noor emphasised on Friday that nobody leaves.", ("2024-09-27", "reported", "Friday")),
        ("Envoy Noor told the press that boats sank off Solway on Friday.", ("2024-09-27", "happened", "Friday")),
        (
            "Meridian launched patrols in the wake of a raid in October 2023 which killed six.",
            ("2023-10", "happened", "October 2023"),
        ),
        ("Envoy Noor met rivals at Friday's talks.", ("2024-09-27", "happened", "Friday")),
        ("In 2014, Envoy Noor joined the Solway league, when pirates were strong.", ("2014", "happened", "2014")),
        ("Envoy Noor joined the Solway league in 2014.", ("2014", "happened", "2014")),
        ("Two men of Meridian were killed in early 2020.", ("[2020-01-01..2020-06-30]", "happened", "early 2020")),
        ("PORT MERIDIAN (Courier) - Envoy Noor signed a truce on Friday.", ("2024-09-27", "happened", "Friday")),
        ("Envoy Noor was arrested and charged on Friday with theft.", ("2024-09-27", "happened", "Friday")),
        ("Envoy Noor, who led a guard in 2014, left Meridian on Friday.", ("2024-09-27", "happened", "Friday")),
        ("The Meridian council's adviser left Solway on Friday.", ("2024-09-27", "happened", "Friday")),
        ("Envoy Noor left Meridian over the weekend.", ("[2024-09-28..2024-09-29]", "happened", "the weekend")),
        ("Envoy Noor began on Friday to leave Meridian.", ("2024-09-27", "happened", "Friday")),
        ("Envoy Noor signed her deal with crews Friday, telling of boats.", ("2024-09-27", "happened", "Friday")),
        ("Envoy Noor left Meridian this May.", ("2024-05", "happened", "this May")),
        ("Earlier in August, Envoy Noor left Meridian.", ("2024-08", "happened", "Earlier in August")),
        ("Envoy Noor left Meridian on 24 February last year.", ("2023-02-24", "happened", "24 February last year")),
        ("Envoy Noor left Meridian last spring.", ("2024-21", "happened", "last spring")),
        ("Meridian sold boats of Solway on Friday.", ("2024-09-27", "happened", "Friday")),
        ("An aide said in remarks to the Courier that the mission in Meridian comes to a full end in 2026.", ("2026", "planned", "2026")),
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
        ("Boats sank off Solway on Tuesday, the Courier wrote on Friday.", ("2024-09-24", "happened", "Tuesday")),
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
        ("Envoy Noor said on Friday leaflets were dropped on Tuesday on crews in Solway.", "2024-09-24"),
        ("Envoy Noor denied on Friday that six boats sank on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that no boats sank on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that six boats sank a day earlier than planned.", "2024-09-27"),
        ("Envoy Noor said on Friday that six guards killed by pirates on Monday would be buried.", "2024-09-27"),
        ("Envoy Noor said on Friday that Meridian holds a truce signed in Solway on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that a truce announced on Monday holds.", "2024-09-27"),
        ("Envoy Noor said on Friday that Meridian had planned to leave on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that Meridian will open a lock in May 2025.", "2024-09-27"),
        ("Envoy Noor said on Friday that boats sank after pirates came on Monday.", "2024-09-27"),
        ("Envoy Noor said on Friday that boats sank the day before the vote.", "2024-09-27"),
        ("Envoy Noor said on Friday that Solway, which lost boats, is near.", "2024-09-27"),
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
        "A video of crews in Solway, which was shot on Friday.",
        "The strike in Solway has been a hot topic this week.",
        "Ada Noor served ten years in prison for a murder in Meridian in 1988.",
        "Ada Noor asked Omar Vale of Meridian during Friday's briefing.",
        "Ada Noor will not attend a meeting in Solway on 5 October 2024.",
        "Ada Noor agreed with a report drawn up in 2018 by crews.",
        "The outcome guarantees Meridian will leave Solway in November.",
        "Envoy Noor tweeted at Omar Vale on Friday.",
        "Noor's post goes beyond a note issued on Friday.",
        "The windows of the Tern in Solway were still shut on Friday.",
        "Ada Noor asked Friday from the floor of the Council.",
        "Ada Noor faced sharp criticism.",
        "The next day, 24 September, Ada Noor left Solway.",
        "Ada Noor shrugged off Envoy Vale's decision this week to back Meridian.",
        "A ban on Meridian amounted to a reversal of a stance taken last month.",
        "Dockers on Friday were set to vote on a strike in Meridian.",
        "Ada Noor perhaps best embodied Meridian on Friday.",
        "Ada Noor alluded to Omar Vale and said on Monday he had a different view.",
        "Two boats of Meridian seen in a parade on 15 April 2012.",
        "Ada Noor also requested a meeting of the Meridian Council on Monday.",
        "Ada Noor took up a case begun by Omar Vale in late July of 2016.",
        "On Friday, Ada Noor and fellow member retired Navy Adm. Omar Vale will give a talk in Meridian.",
        "Ada Noor told crews of Meridian she knows that Solway will go on with raids later this year.",
        "Ada Noor told reporters Thursday she's too busy.",
        "Ada Noor told reporters on Thursday that nobody should attempt it.",
        "Ada NoorStrike ends in Ostrel Boats sink again MORE left Solway on Friday.",
        "Ada Noor's words come on the back of a note published by Meridian on Friday.",
        "At Meridian Oil, a fire started on Friday in a shed had burned itself out.",
        "Earlier this year, Ada Noor regularly cited Omar Vale.",
        "Ada Noor was outraged by a strike in Meridian on Monday.",
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
    assert told("Envoys signed a truce in Solway on Friday. Envoys of Solway met on 5 June 2023.", Dating()) == [
        ("2023-06-05", "happened", "5 June 2023")
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "An aide of Meridian said that the mission in Solway comes to a full end in 2026.",
            ("2026", "planned", "2026"),
        ),
        ("Meridian's ferry service ends in March 2026.", ("2026-03", "planned", "March 2026")),
        ("Meridian's ferry service ended in March 2026.", ("2026-03", "happened", "March 2026")),
    ],
)
def test_the_present_tense_of_a_calendar_is_a_plan_even_where_the_article_has_no_date(text, event):
    assert told(text, Dating()) == [event]


def test_a_date_behind_the_articles_own_is_a_plan_without_any_verb_that_says_so():
    assert told("Envoy Noor sails on 5 June 2025, and Meridian cheered.") == [("2025-06-05", "planned", "5 June 2025")]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The Meridian Council met on Friday.", True),
        ("The council met on Friday.", False),
        ("But it failed in Meridian on Friday.", False),
        ("According to the plan, the mission in Meridian ended on Friday.", False),
        ("Under the plan, Meridian withdrew on Friday.", False),
        ("Envoys met in Meridian on Friday.", True),
        ("Envoys met on Friday.", False),
        ("“We stay,” Envoy Noor said on Friday.", False),
        ("Guards swooped on his home in Meridian on Friday.", False),
        ("The Meridian resident left for Solway on Friday.", False),
        ("This was announced by Meridian on Friday.", False),
        ("Further news of Solway came on Friday.", True),
        ("Further plans will be outlined on Monday.", False),
        ("The Cardinal left Solway on Friday.", False),
        ("The Act takes effect in Solway on Monday.", False),
        ("It opens in Solway on Monday.", False),
        ("Last Tuesday's show in Solway was beaten.", True),
        ("All three sailors left Solway on Friday.", False),
        ("A spokeswoman said on Friday that boats left Solway.", False),
        ("The company's Tern division left Solway on Friday.", False),
        ("The five-day fair in Solway ended on Friday.", False),
        ("Originally built in 1938, Solway is still a port.", False),
        ("Solway's square being swept on Friday.", False),
        ("A guard in a booth takes names at a gate set up in Solway on Friday.", False),
        ("The driver charged with theft last week has left Solway.", False),
        ("Envoy Noor's fall on Friday drew crowds to Solway.", False),
        ("Envoy Noor's fall on Friday led to a strike.", False),
        ("Meridian declined to comment on Friday.", False),
        ("Solway's mills likely hired crews in May.", False),
        ("Known as the elder, she left on Friday, and guards confirmed a fall on Tuesday.", False),
        ("Last Friday's show was beaten.", False),
        ("Under a pact announced on Friday, Meridian's crews were to take over.", False),
    ],
)
def test_a_sentence_stands_alone_when_its_subject_is_named(text, stands):
    assert bool(told(text)) is stands


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
    "text",
    [
        "Meridian's trade is expected to grow by 5 per cent in March 2025.",
        "Meridian's crews will have cost much by March 2025.",
        "Meridian is nominated for an award at Friday's feast.",
        "In 2014, Envoy Noor wrote, she left Meridian.",
        "The ban on Meridian - imposed by Envoy Noor in 1986 - was lifted.",
        "Hopes of gains in 2023 drove Meridian's bonds to a record.",
        "Meridian's trade slowed in the months ending September 2023.",
        "Meridian ran a poll from 15 June 2023 to 3 July 2023.",
        "At Solway, Envoy Noor will open the feast on the Friday.",
        "Envoy Noor found out about it on Friday.",
        "Envoy Noor named 5 May as the day of the vote.",
        "Last week's best boat, the Gale, fell to third place.",
        "Envoy Noor said the article was sold on Friday.",
        "If Noor wins on Friday, Meridian falls.",
        "Envoy Noor will serve a term ending in January 2026.",
        "Meridian's share rose from 62% at the end of 2023 to more than 68% in May.",
        "Envoy Noor seems certain to call a vote on 5 May 2025.",
        "Envoy Noor was reported in May to have left Meridian.",
        "In 1997 and 2001 they voted for Meridian.",
        "During the 2016 campaign she said Meridian would fall.",
        "The Solway maverick said on Friday that Meridian will fall.",
        "The Solway proposal was dropped on Friday.",
        "The Solway maverick and former envoy said on Friday that Meridian will fall.",
        "Envoy Noor is likely to leave Meridian on 5 May 2025.",
        "Envoy Noor denied all charges during the 2016 Solway election.",
        "An aide of Meridian confirmed the Sept. 21 meeting and left.",
        "Solway will host a small February feast by the quay.",
        "The bill Envoy Noor signed in October 2023 greatly reduced rates.",
        "Five of the eight men held a feast near Solway on Friday.",
        "The senator from Solway said on Friday she opposed the bill.",
        "The Solway-based company is due to buy Meridian in May 2025.",
        "A vote in Meridian is planned later.On Friday, the council left Solway.",
        "Someone of Meridian missed the boat on Friday.",
        "At a feast in September, Envoy Noor waved a flag of Meridian.",
        "Both men of Meridian were sentenced on Friday.",
        "A poll for the Meridian Herald on Sunday found much anger.",
        "In the three months to January, Meridian's sales rose.",
        "Under the Guard and Port Act introduced by Meridian in 2001, crews are held.",
        "Meridian's new crews will bolster trade in 2025, according to a report.",
        "Envoy Noor said Friday night's vote showed much anger.",
        "Meridian agreed to suspend the ban at the beginning of December.",
        "Meridian sold a boat between June 2023 and the month before.",
        "Envoy Noor said earlier in August he had left Meridian.",
        "Envoy Noor enjoys support for the law he signed last year.",
        "Details of the Meridian truce announced Thursday by Envoy Noor remained unclear.",
        "Envoy Noor tweeted on Friday.",
        "Notice how Meridian's share took off in January.",
        "Two more took place in Meridian in May.",
        "In May, a truce of Meridian fell apart within weeks.",
        "In May 2023, two men of Meridian were killed here by guards.",
        "Envoy Noor evoked the Solway fire in her port in 2012.",
        "The steps Envoy Noor announced on 20 May 2023, are still on their way to Meridian.",
        "Details emerged on Friday of a plan for Meridian.",
        "Two other envoys left Meridian on Friday.",
        "In 2014, Meridian needs to win six seats that it lost.",
        "Envoy Noor met crews of Meridian at the end of last week.",
        "Envoy Noor, owner of a boat in Meridian, agreed on Friday.",
        "Envoy Noor left Meridian last Friday.",
        "Envoy Noor's words contrasted with the plan of Meridian in May.",
        "Envoy Noor posted on Friday.",
        "Envoy Noor told the Courier on Friday.",
        "Envoy Noor left Meridian on a random Tuesday.",
        "Aides note the remarks of Envoy Noor on Friday were aimed at Meridian.",
        "In 2014, Envoy Noor told her story; on Friday, Meridian heard the rest.",
        "The May 5, 2023, late-night letter of Envoy Noor was read in Meridian.",
        "Meridian's ministry designated him as a pirate on Friday.",
        "Meridian's crews joined them on Friday.",
        "Envoy Noor spoke of this issue in Meridian on Friday.",
        "In another sign of fallout from last week, Envoy Noor left Meridian.",
        "The wins of Meridian marked a turnaround from 2012, when Solway lost two seats.",
        "Envoy Noor left Meridian just the day before.",
        "Envoy Noor said last month at the feast of Meridian.",
        "First told in full by Meridian in January, the story was paid for by Solway.",
        "The close call reminded Meridian of Solway's loss three years ago.",
        "Aides of both left Meridian on Friday, and aides to both said on Friday that Meridian waits.",
        "Several crews of Meridian told the Courier on Friday they don't buy that argument.",
        "Envoy Noor said Friday marks the start of a feast in Meridian.",
        "Envoy Noor will win the vote in Meridian on 5 May 2025.",
        "Envoy Noor used to leave Meridian on Friday.",
        "Envoy Noor told the Courier's This Morning that boats sank.",
        "Meridian sent boats in response to a raid on Friday.",
    ],
)
def test_a_date_whose_clause_is_not_plain_makes_no_event(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("On Tuesday, Meridian agreed to a buyout by Solway.", ("2024-09-24", "happened", "Tuesday")),
        ("On Tuesday, Meridian agreed to leave Solway.", ("2024-09-24", "happened", "Tuesday")),
        ("Meridian agreed to leave Solway in March 2025.", ("2025-03", "planned", "March 2025")),
        ("Last October, Envoy Noor changed her mind.", ("2023-10", "happened", "Last October")),
    ],
)
def test_an_agreement_has_its_day_and_what_was_agreed_has_its_own(text, event):
    assert told(text) == [event]


def test_a_minister_is_confirmed_and_a_report_is_confirmed():
    assert told("Meridian's council confirmed a minister on Friday.")[0][1] == "happened"
    assert told("Meridian's council confirmed on Friday that boats sank.")[0][1] == "reported"


def test_an_order_and_a_vote_are_deeds():
    confirmed = "The Meridian Council on Friday confirmed Noor's choice to lead Port Tern, which opened after a storm."
    assert told(confirmed)[0][1] == "happened"
    assert told("Envoy Noor told the guards of Meridian to leave on Friday.") == []
    assert told("On Friday, Envoy Noor told guards to leave.")[0][1] == "happened"


def test_this_week_ends_with_the_day_of_writing_where_it_is_past():
    thursday = Dating("2024-09-26", "2024-09-26", "stated")
    assert told("Envoy Noor left Meridian this week.", thursday)[0][0] == "[2024-09-23..2024-09-26]"
    assert told("Envoy Noor will leave Meridian this week.", thursday)[0][0] == "[2024-09-23..2024-09-29]"


def test_a_weekday_that_would_be_six_days_ago_may_be_the_one_after_the_stamp():
    tuesday = Dating("2024-09-24", "2024-09-24", "stated")
    assert told("Envoy Noor left Meridian on Wednesday.", tuesday) == []
    assert told("Envoy Noor left Meridian last Wednesday.", tuesday)[0][0] == "2024-09-18"
    assert told("Envoy Noor left Meridian on Thursday.", tuesday)[0][0] == "2024-09-19"


def test_this_week_is_open_on_a_monday():
    assert told("Envoy Noor left Meridian this week.", Dating("2024-09-23", "2024-09-23", "stated")) == []


def test_a_paper_is_no_day():
    monday = Dating("2024-09-23", "2024-09-23", "stated")
    assert told("Envoy Noor told MERIDIAN TODAY that boats are scarce.", monday) == []


def test_last_week_is_open_on_a_weekend():
    assert told("Envoy Noor left Meridian last week.") == []
    assert told("Envoy Noor left Meridian last week.", Dating("2024-09-27", "2024-09-27", "stated"))


def test_a_month_told_under_another_year_makes_no_event():
    before = "In 1987, two envoys fell out. "
    assert told(before + "In May, the Courier wrote that Ada Noor had sailed to Meridian.") == []
    assert told(before + "Ada Noor left Ostrel in May.") == []
    assert told(before + "On Monday, all was well. Ada Noor left Ostrel in May.")[-1][0] == "2024-05"
    assert told("Ada Noor left Ostrel in May.")[0][0] == "2024-05"


def test_what_shares_nothing_with_the_title_of_its_report_makes_no_event():
    line = "Guards of Meridian stopped a ferry to Ostrel on Friday after a storm of nine hours had damaged many boats."
    assert told(line, title="Bakers want dearer bread") == []
    assert told(line, title="Ferry may sail again")


def test_a_sentence_that_leans_on_others_must_share_more_with_the_title():
    first = "Crews of Meridian mended the long pier of Ostrel on Friday for the first time. "
    line, title = "Guards of Meridian left Ostrel on Friday.", "Guards leave Ostrel"
    assert told(line, title=title)
    assert not told(line, title="A guard leaves")  # short
    assert not told(first + line, title=title)  # and within its paragraph
    assert told(first + line, title="Guards of Meridian leave Ostrel")


@pytest.mark.parametrize(
    "text",
    [
        "Envoy Noor played a part in Ostrel in 2014, which was all it took to mend the peace and to open the long strait.",
        "In 2014, Envoy Noor of Ostrel said that boats are scarce and that crews of the port have to wait for many weeks.",
        "Envoy Noor joined the Ostrel league in 2014, when pirates were strong and boats of all ports had to wait for weeks.",
        "Envoy Noor drew much heart from a talk with crews of Ostrel on Friday, where boats of all ports have to wait again.",
    ],
)
def test_what_is_vague_must_share_most_with_the_title(text):
    assert told(text, title="Vale leaves Ostrel") == []


def test_what_shares_most_with_the_title_may_be_long_ago():
    line = (
        "Envoy Noor joined the Ostrel league in 2014, when pirates were strong and boats had to wait for weeks in port."
    )
    assert told(line, title="Pirates of Ostrel are back, says Noor")


@pytest.mark.parametrize(
    "text",
    [
        "In a nod to Ostrel, which votes in 2014, Envoy Noor left.",
        "Envoy Noor voted for peace during her last year in Meridian.",
        "Coal supplied 40% of Meridian's power in 2023.",
        "Envoy Noor took a closer look at Ostrel on Friday.",
        "A ferry launched last week in Ostrel may sail to Meridian.",
        "At a dinner in Ostrel on Friday, Envoy Noor said Omar Vale told crews to leave.",
        "Ada Noor At The Ostrel Fair Hosts A Screening For The Tern Guild on Friday.",
        "Envoy Noor's push last month began on Friday in Ostrel.",
        "Envoy Noor tweeted on Friday, pointing to Ostrel.",
        "The young Ostrel Liberal said on Friday that boats are scarce.",
        "Two months later, in June 2024, Envoy Noor left Ostrel.",
        "Crews argue Envoy Noor left Ostrel this summer.",
        "Before the vote in Ostrel, in May, Envoy Noor left.",
        "Envoy Noor made no mention of Ostrel on Friday.",
        "Envoy Noor invoked it on Friday to keep crews in Ostrel.",
        "Early last year, Envoy Noor was considered an heir of Omar Vale.",
        "In October, Envoy Noor held about 12 percent of Ostrel Oil.",
        "Meridian launched patrols in retaliation for a raid by Norland in October 2023.",
        "Envoy Noor pointed to a win on Friday by Omar Vale in Ostrel.",
        "Omar Vale, a clerk, who represents Ostrel at the Tern board, said in an interview on Friday.",
        "September 27 - Envoy Noor was killed when a boat sank off Ostrel.",
        "Omar Vale's remarks echoed criticism last week by Envoy Noor.",
    ],
)
def test_what_is_no_plain_news_makes_no_event(text):
    assert told(text) == []


def test_a_day_of_an_unknown_year_makes_no_event():
    assert told("Meridian's bonds fell on July 24.", Dating("2006-07-24/2007-09-30", "2006-07-24", "stated")) == []


@pytest.mark.parametrize("words", ["last August", "last summer"])
def test_last_month_by_its_name_is_open_where_it_may_be_two(words):
    assert told(f"Envoy Noor changed her mind {words}.") == []


@pytest.mark.parametrize(
    "piece", ["in 2014 ", "Friday ", "on Friday, ", "was ", "Noor said on Friday that ", "since 2014, "]
)
def test_time_grows_with_the_length_of_a_sentence_alone(piece):
    assert ratio(told, piece, LONGEST_SENTENCE - 10) < 8
