"""Documents in other languages pass through whole; what is read in English only is left out of them, and pages say so."""

import json
import re

import pytest

from tests.conftest import COURIER

TOPIC = """\
---
title: Ferry strike
summary: Crews of the ferries of Port Averel stopped work in March 2026.
match:
  threshold: 3
  entities: {averel-ferry-company: 3, mira-oland: 3}
---
"""
ORGANISATIONS = """\
- id: averel-ferry-company
  name: Averel Ferry Company
  aliases:
    - {text: شركة عبارات أفيريل, language: ar}
    - {text: חברת המעבורות אבירל, language: he}
    - {text: Averel Feribot Şirketi, language: tr}
    - {text: کۆمپانیای کەشتی ئەڤێرێل, language: ckb}
    - {text: شرکت کشتیرانی اورل, language: fa}
    - {text: 阿韦雷尔轮渡公司, language: zh}
- id: averel-council
  name: Averel Council
"""
PEOPLE = """\
- id: mira-oland
  name: Mira Oland
  aliases:
    - {text: ميرا أولاند, language: ar}
    - {text: מירה אולנד, language: he}
    - {text: میرا ئۆلاند, language: ckb}
    - {text: میرا اولاند, language: fa}
    - {text: 米拉·奥兰德, language: zh}
"""
# language -> direction, title, two sentences
REPORTS = {
    "ar": (
        "rtl",
        "أطقم العبارات توقف العمل",
        (
            "أعلنت شركة عبارات أفيريل يوم الأربعاء أن أطقم السفن غادرت سفنها بسبب خلاف حول نوبات الليل. "
            "وقالت رئيسة البلدية ميرا أولاند إن اثنتين من ست سفن ستواصلان الإبحار، وانتظر نحو 400 راكب على الرصيف."
        ),
    ),
    "he": (
        "rtl",
        "צוותי המעבורות שבתו",
        (
            "חברת המעבורות אבירל הודיעה ביום רביעי כי הצוותים עזבו את הספינות בשל מחלוקת על משמרות לילה. "
            "ראש העיר מירה אולנד אמרה כי שתיים מתוך שש ספינות ימשיכו להפליג, וכ-400 נוסעים המתינו על הרציף."
        ),
    ),
    "tr": (
        "ltr",
        "Feribot mürettebatı iş bıraktı",
        (
            "Averel Feribot Şirketi çarşamba günü mürettebatın gece vardiyaları yüzünden teknelerini terk ettiğini bildirdi. "
            "Belediye Başkanı Mira Oland, altı tekneden ikisinin seferlerine devam edeceğini söyledi; 400 yolcu bekliyor."
        ),
    ),
    "ckb": (
        "rtl",
        "ستافی کەشتییەکان کاریان ڕاگرت",
        (
            "کۆمپانیای کەشتی ئەڤێرێل ڕۆژی چوارشەممە ڕایگەیاند کە ستافەکان بەهۆی ناکۆکی کەشتییەکانیان بەجێهێشتووە. "
            "سەرۆکی شارەوانی میرا ئۆلاند وتی دوو لە شەش کەشتی بەردەوام دەبن لە گەشتەکانیان و ٤٠٠ سەرنشین چاوەڕێ بوون."
        ),
    ),
    "fa": (
        "rtl",
        "خدمه کشتی‌ها دست از کار کشیدند",
        (
            "شرکت کشتیرانی اورل روز چهارشنبه اعلام کرد که خدمه به دلیل اختلاف بر سر شیفت‌های شب کشتی‌ها را ترک کرده‌اند. "
            "شهردار میرا اولاند گفت که دو کشتی از شش کشتی به سفر ادامه می‌دهند و حدود ۴۰۰ مسافر منتظر بودند."
        ),
    ),
    "zh": (
        "ltr",
        "阿韦雷尔港渡轮船员停工",
        "阿韦雷尔轮渡公司周三表示，由于夜班问题的争议，船员们离开了船只。市长米拉·奥兰德说，六艘船中有两艘将继续航行，约有400名乘客在码头等候。",
    ),
}


def front(title, body):
    return f"---\ntitle: {title}\npublished: 2026-03-04\nsource: The Harbour Courier\n---\n\n{body}\n"


@pytest.fixture
def abroad(desk):
    desk.write("topics/ferry-strike.md", TOPIC)
    desk.write("entities/organisations.yaml", ORGANISATIONS)
    desk.write("entities/people.yaml", PEOPLE)
    for name in ("courier/strike-again.txt", "meridian/boats.md", "wire.jsonl", "lighthouse.txt"):
        desk.drop(f"documents/{name}")
    for language, (_, title, body) in REPORTS.items():
        desk.document(f"{language}.md", front(title, body))
    return desk


def rows(desk):
    lines = [
        line for path in desk.public.glob("data/articles/*.jsonl") for line in path.read_text("utf-8").splitlines()
    ]
    return {row["language"]: row for row in map(json.loads, lines)}


def test_a_report_passes_through_whole_in_any_language(abroad):
    abroad.built()
    held = rows(abroad)
    assert held.keys() == {"en", *REPORTS}
    for language, (direction, title, body) in REPORTS.items():
        row = held[language]
        page = abroad.page(f"articles/{row['id']}/index.html")
        assert (row["title"], row["text"], row["direction"], row["read"]) == (title, body, direction, False)
        assert len(row["sentences"]) == 2
        assert row["entities"] == ["averel-ferry-company", "mira-oland"], language
        assert f'<div class="text" lang="{language}" dir="{direction}">' in page
        assert "Dates, statements and figures are read in English only" in page


def test_a_topic_says_how_many_of_its_articles_were_not_read_and_in_which_languages(abroad):
    abroad.built()
    page = abroad.page("topics/ferry-strike/index.html")
    assert "6 not read" in page
    assert "6 are in other languages and were not read" in page
    assert re.search(r"Arabic 1, .*Turkish 1", page)
    assert json.loads((abroad.public / "topics/ferry-strike/index.json").read_text("utf-8"))["unread"] == dict.fromkeys(
        sorted(REPORTS), 1
    )
    (topic,) = [
        one
        for one in json.loads((abroad.public / "data/topics.json").read_text("utf-8"))["topics"]
        if one["id"] == "ferry-strike"
    ]
    assert (topic["articles"], topic["unread"]) == (7, 6)


def test_a_report_that_goes_or_turns_english_is_no_longer_counted_as_unread(abroad):
    abroad.built()
    abroad.drop("documents/tr.md")
    abroad.document("he.md", front("Crews walk out", COURIER.split("\n\n", 3)[3]))
    abroad.built()
    assert "4 not read" in abroad.page("topics/ferry-strike/index.html")
    assert abroad.tree() == abroad.clean()


def test_a_topic_all_in_english_says_nothing_of_reading(copied):
    assert "not read" not in copied.page("topics/ferry-strike/index.html")


def test_a_copy_is_known_in_any_language(abroad):
    _, title, body = REPORTS["ar"]
    abroad.document("again.md", front(title, body))
    abroad.document("cut.md", front(title, body.partition(". ")[0] + "."))
    abroad.built()
    row = rows(abroad)["ar"]
    assert [(copy["document"], copy["kind"]) for copy in row["copies"]] == [
        ("again.md", "copy"),
        ("ar.md", "copy"),
        ("cut.md", "excerpt"),
    ]
