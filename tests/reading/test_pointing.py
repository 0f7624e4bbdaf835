"""What a sentence speaks of that only another one tells."""

from __future__ import annotations

import pytest

from sitegen.reading.pointing import is_aside, points
from tests.reading.growth import ratio


@pytest.mark.parametrize(
    "text",
    [
        "Guards placed the facility under quarantine.",
        "Envoy Noor was asked to do the same.",
        "Envoy Noor said the breach appeared to date from spring.",
        "The Courier first told of Vale's comments.",
        "Envoy Noor said his remarks were meant as a joke.",
        "Guards cut off water to a mansion that is rented by the pair.",
        "Meridian licensed the new vaccine.",
        "Guards shut the crossing over the incident.",
        "Envoy Noor raised the issue with Norland.",
        "Envoy Noor took the case to the council.",
        "Envoy Noor said on Friday it was simply not true.",
        "The Council announced she would visit Meridian.",
        "Envoy Noor announced a similar trend.",
        "Guards said that two of them were from Meridian.",
        "The same docker left Meridian.",
        "Meridian held similar talks with Norland.",
        "A previous truce of Meridian fell apart.",
        "Before that, Meridian left Ostrel.",
        "Marches also took place in Ostrel.",
        "Envoy Noor struck a very different tone.",
        "Envoy Noor made an announcement.",
        "Judge Noor ruled on Friday that it was.",
        "Mr Noor said on Monday it would cover Ostrel.",
        "Meridian sent crews to join that effort.",
        "On Friday, the museum's director left.",
        "Last week, Ada Noor, the firm's chief, wrote to Omar Vale.",
        "Meridian Oil said that Tern was to sell its stake in the firm.",
        "Ada Noor, who runs the company, left Meridian.",
        "Envoy Noor played down the idea, which arose in Ostrel.",
        "Envoy Noor believes she has that power as well.",
        "Omar Vale said Friday that they appeared to be in good health.",
        "The Courier reported last week that he left Meridian.",
        "An identical note was sent by Ada Noor.",
        "City officials shut Port Ostrel.",
        "The Council of Ostrel approved a similar note.",
        "Envoy Noor reiterated that position in Ostrel.",
        "Envoy Noor said that crews had not been told how that could happen.",
        "Tern Bay, near Ostrel, was named in his honour.",
        "Envoy Noor told crews of Meridian they should not attempt it.",
        "On Monday, a court of Ostrel rejected his plea.",
        "The Tern Press announced Thursday that her memoir will come out.",
        "Envoy Noor spoke about the third bill.",
        "Envoy Noor blamed Norland for the two children's deaths.",
        "Judge Noor ruled that the law must go.",
        "Noor stuck to her decision in the face of a storm.",
        "Envoy Noor signed the bill on the floor of Ostrel's council.",
        "Envoy Noor said on Friday Vale would sign a law to give them a port.",
        "In a Courier essay, Envoy Noor acknowledged their plight.",
        "The episode involving Omar Vale came in May.",
        "Envoy Noor is to do something she has not done in years.",
        "Envoy Noor rejected Omar Vale's characterization.",
        "Tern's lawyers said the company is poor.",
        "Envoy Noor had no part in what the Council sent out.",
        "Judge Noor ruled that the 2018 law must go.",
        "Envoy Noor led that category.",
    ],
)
def test_a_noun_that_another_sentence_tells_points_there(text):
    assert points(text)


@pytest.mark.parametrize(
    "text",
    [
        "Guards shut the camp near Port Ostrel.",
        "Ada Noor bought a mill, then sold the mill.",
        "Meridian Shipping said the company would leave.",
        "Envoy Noor left the country.",
        "Envoy Noor won the first round.",
        "Envoy Noor won the second round.",
        "Ada Noor asked a court of Ostrel to hear her plea.",
        "Envoy Noor signed the Tern agreement.",
        "Meridian Oil opened the company's accounts.",
        "The Harbour Guard said it would leave Ostrel.",
        "President Noor said it would be good to leave.",
        "Envoy Noor said that a case against Meridian is shut.",
        "Meridian licensed the vaccine made in Solway.",
        "Envoy Noor opened the port of Ostrel, which had been shut.",
        "Envoy Noor was tried under the law.",
        "Dockers of Ostrel said they would leave.",
        "Envoy Noor left in the same year.",
        "Envoy Noor called it “the breach”.",
        "Envoy Noor denied his claims of theft.",
        "Envoy Noor signed the deal with Norland.",
        "Envoy Noor defended the plan to leave.",
        "Envoy Noor said it was clear that crews had left.",
        "Envoy Noor made a request that is similar to Vale's.",
    ],
)
def test_a_noun_that_all_know_or_the_sentence_tells_points_nowhere(text):
    assert not points(text)


def test_what_the_title_of_its_report_names_is_known():
    text = "Envoy Noor said the mission would go on."
    assert points(text)
    assert not points(text, title="Port Ostrel's mission ends in May")
    text = "Envoy Noor spoke of the museum's future."
    assert points(text)
    assert not points(text, title="A museum in Port Ostrel")


def test_a_title_that_says_this_bill_says_not_which():
    text = "Envoy Noor will sign the bill."
    assert not points(text, title="Council passes harbour bill")
    assert points(text, title="Noor: This bill is good")


def test_an_aside_shares_little_with_its_title_and_the_less_may_be_shared_the_less_it_leans():
    text = "The mill of Ostrel was sold to Tern on Friday."
    assert is_aside(text, "Storm shuts all schools")
    assert not is_aside(text, "Ostrel elects a mayor")
    assert not is_aside(text, "Ostreler mills sold", leans=1)
    assert is_aside(text, "Ostrel elects a mayor", leans=2)
    assert not is_aside(text, "Ostreler mills sold", leans=3)
    assert not is_aside(text, "", leans=2)


def test_a_phrase_behind_the_day_tells_which():
    text = "Envoy Noor condemned the attack on Friday in Ostrel."
    start = text.index("Friday")
    assert not points(text, [(start, start + len("Friday"))])
    text = "Envoy Noor condemned the attack on Friday."
    assert points(text, [(start, start + len("Friday"))])


@pytest.mark.parametrize("piece", ["the mill ", "“the ", "the same ", "his comments ", "the a b c "])
def test_time_grows_with_the_length_of_a_sentence_alone(piece):
    assert ratio(points, piece) < 8
