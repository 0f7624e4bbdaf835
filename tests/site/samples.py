"""A view for every kind of page, in words of our own: fictional outlets, names in several scripts, hostile text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sitegen.model import Settings
from sitegen.site.views import (
    ArticleList,
    ArticleRow,
    ArticlesView,
    ArticleView,
    BlockView,
    Brief,
    Calendar,
    Change,
    Cite,
    CopyRow,
    DataView,
    DatesView,
    DayCell,
    DayView,
    Derived,
    Digest,
    DisputeView,
    EntityLink,
    EntityView,
    EventGroup,
    EventRow,
    EventsView,
    Feed,
    FigureRow,
    FigureValue,
    Head,
    HomeDay,
    HomeTopic,
    HomeView,
    Line,
    Link,
    MentionBar,
    MonthCell,
    MonthView,
    MovedView,
    NameGroup,
    NamesView,
    Note,
    NotFoundView,
    Part,
    PeriodRow,
    Point,
    Position,
    RoleRow,
    SearchView,
    Section,
    SentenceView,
    Site,
    SourceRow,
    SourcesView,
    SourceView,
    StatementRow,
    TextView,
    TopicLink,
    TopicScore,
    TopicsView,
    TopicView,
    WithdrawnView,
    YearView,
)

HOSTILE = '<script>alert("1")</script> {{ 7*7 }} {% raw %} &amp; \u202eesrever\u202c'
LONG = (
    "Harbour Authority and Dockworkers’ Union Sign Framework Agreement on Night Shifts, Crane Safety and the Future of "
    "the Old Grain Terminal after Eleven Weeks of Talks in Three Cities"
)

SETTINGS = Settings(
    title="The Meridian Archive",
    tagline="News reports, each kept once; every line leads to its sentence.",
    description="What happened, why it matters, what is disputed and what nobody knows. Every line leads to the words "
    "of a report.",
    base_url="https://archive.example/news/",
    contact="desk@archive.example",
)
SITE = Site(
    SETTINGS.title,
    SETTINGS.tagline,
    SETTINGS.description,
    SETTINGS.language,
    SETTINGS.base_url,
    SETTINGS.contact,
    private=False,
    pages=(Link("About", "about/"), Link("Method", "method/"), Link("Corrections", "corrections/")),
)

STRIKE = TopicLink("Harbour strike", "topics/harbour-strike/", "petrol")
RIVER = TopicLink("River treaty", "topics/river-treaty/", "madder")
COURIER = Link("The Harbour Courier", "sources/harbour-courier/")
MERIDIAN = Link("Radio Meridian", "sources/radio-meridian/")
UNKNOWN = Link("Outlet not named", "")
DEAL = "articles/union-and-port-agree-1a2b3c4d/"


def note(number: int, state: str = "ok", words: str = "a pause of forty days") -> Note:
    return Note(
        number,
        words if state == "ok" else "",
        "The Harbour Courier",
        "Union and Port Agree",
        "2024-09-27",
        number + 2,
        f"{DEAL}#s-00000{number}",
        state,  # type: ignore[arg-type]
    )


def mark(number: int) -> str:
    return f'<a class="c" id="m{number}" href="#n{number}" aria-label="Source {number}">{number}</a>'


def line(first: int, text: str, marks: int = 2) -> Line:
    """A line of an explainer whose notes count from ``first``."""
    numbers = range(first, first + marks)
    return Line(f"<p>{text}{''.join(mark(n) for n in numbers)}</p>", tuple(note(n) for n in numbers))


def cite(words: str = "on Friday", sentence: int = 4) -> Cite:
    return Cite("The Harbour Courier", "Union and Port Agree", sentence, f"{DEAL}#s-00000a", words)


def event(day: str, text: str, status: str = "happened", **more: object) -> EventRow:
    url = f"dates/{day.replace('-', '/')}/" if day.replace("-", "").isdigit() else ""
    return EventRow(day, url, status, text, (cite(),), **more)  # type: ignore[arg-type]


HAPPENED = (
    event("2014", "Dockworkers and crane drivers found a common union."),
    event("2023-12", "The port moves its night shift to the northern quay, and the union objects."),
    event("2024-09-27", "Union and port sign a framework agreement; the strike is suspended for forty days.",
          first_said="2024-09-29"),
    event("[2024-09-29..2024-10-02]", "The first ship is unloaded again at the grain terminal.", "reported"),
    event("2024-11-06", HOSTILE, first_said="[2026-01-20..2026-01-26]"),
)  # fmt: skip
PLANNED = (
    event("[..2025-09]", "The old grain terminal is to close, and its cranes are to go to the northern quay.",
          "planned", open_end=True),
    event("2026", "A second review of night work follows.", "planned", open_end=True),
)  # fmt: skip

ROWS = (
    ArticleRow(DEAL, "Union and Port Agree on a Pause of Forty Days", "2024-09-29", "stated", ("29 September 2024",),
               COURIER, (STRIKE,), copies=2),
    ArticleRow("articles/long-5e6f7a8b/", LONG, "[2024-09-27..2024-10-03]", "weekday", ("on Friday", "next month"),
               MERIDIAN, (STRIKE, RIVER), agency="Coastwire"),
    ArticleRow("articles/digest-9c0d1e2f/", "Digest: what the framework says on cranes", "2024-09-27", "story",
               ("on Friday",), Link("sitegen digest of Radio Meridian", "sources/digests/"), (STRIKE,),
               Digest("Radio Meridian", "Cranes, Nights and Grain", "2024-09-27")),
    ArticleRow("articles/ruled-5c6d7e8f/", "The pier, in a piece without a day", "[2024-09..2024-12]", "ruling",
               ("the talks that it names ended in December",), MERIDIAN),
    ArticleRow("articles/given-6d7e8f9a/", "A pier for the new ferry", "2024-12-02", "metadata", ("2024-12-02",), MERIDIAN),
    ArticleRow("articles/arabic-3a4b5c6d/", "اتفاق في الميناء بعد أسابيع من المحادثات", "2024-10", "caption", (), UNKNOWN,
               language="ar"),
    ArticleRow("articles/hostile-7e8f9a0b/", HOSTILE, None, "none", (), UNKNOWN),
)  # fmt: skip

PEOPLE = (
    EntityLink("ana-ruiz", "Ana Ruiz", "entities/ana-ruiz/", "person", "Chair of the dockworkers’ union", 4, 5),
    EntityLink("yusuf", "يوسف الحربي", "entities/yusuf/", "person", "Speaks for the port authority", 2, 5),
)
ORGANISATIONS = (
    EntityLink("union", "Dockworkers’ Union", "entities/union/", "organisation", "Represents 2,300 port workers", 5, 5),
    EntityLink("port", "Port Authority", "entities/port/", "organisation", "Runs both quays", 3, 5),
)
PLACES = (EntityLink("old-harbour", "Old Harbour", "entities/old-harbour/", "place", "Seat of the talks", 5, 5),)
POINTS = tuple(
    Point(name, f"entities/{name.lower().replace(' ', '-')}/", latitude, longitude, 5 - n)
    for n, (name, latitude, longitude) in enumerate((
        ("Old Harbour", 43.3, 16.4), ("Northern Quay", 43.5, 16.5), ("Grain Terminal", 43.31, 16.45),
        ("Lake Town", 44.8, 17.2), ("Southern Light", 42.6, 18.1),
    ))
)  # fmt: skip


SAID = (
    StatementRow(Link("Ana Ruiz", "entities/ana-ruiz/"), "", "told", "the pause may be renewed", "the Courier",
                 "Ana Ruiz told the Courier that the pause may be renewed.", "2024-09-27", said=True, cite=cite("", 2)),
    StatementRow(Link("Dockworkers’ Union", "entities/union/"), "It", "said", HOSTILE, "", HOSTILE, None, said=False, cite=cite("", 5)),
    StatementRow(Link("Dockworkers’ Union", "entities/union/"), "", "warned", "of " + LONG, HOSTILE, LONG,
                 "[2026-01-20..2026-01-26]", said=False, cite=cite("", 6)),
)  # fmt: skip
FIGURES = (
    FigureRow("dockworkers, Old Harbour", (
        FigureValue("some 2,300 dockworkers", (Link("Dockworkers’ Union", "entities/union/"),),
                    (cite("Some 2,300 dockworkers in the old harbour wait.", 2), cite(HOSTILE, 3))),
        FigureValue("2,150 dockworkers", (), (cite("The port counts 2,150 dockworkers in the old harbour.", 9),)),
    )),
)  # fmt: skip
NUMBERS = (FigureValue("seven of the nine cranes", (), (cite("Seven of the nine cranes were repaired.", 4),)),)


def head(url: str, title: str, part: str = "", **more: object) -> Head:
    return Head(
        url,
        title,
        "What this page holds, in one sentence for search engines and previews.",
        part,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def calendar(current: str = "") -> Calendar:
    """January 2026 with a few days held."""
    first, weeks = date(2025, 12, 29), []
    counts = {15: (2, 0, 0), 19: (3, 0, 0), 20: (7, 0, 3), 24: (0, 1, 0)}
    possible = {15: 2, 20: 1}
    for week in range(5):
        days = [first + timedelta(7 * week + n) for n in range(7)]
        weeks.append(tuple(
            DayCell(str(day), f"dates/2026/01/{day.day:02}/" if day.day in counts else "", *counts.get(day.day, (0, 0, 0)),
                    held=8 < day.day < 22, current=str(day) == current, possible=possible.get(day.day, 0),
                    covered=14 < day.day < 18) if day.month == 1 else None
            for day in days
        ))  # fmt: skip
    return Calendar("2026-01", "dates/2026/01/", tuple(weeks))


def months(year: str) -> tuple[MonthCell, ...]:
    held = {"01": (12, 1, 4), "09": (3, 0, 12), "12": (0, 2, 0)}
    return tuple(
        MonthCell(
            f"{year}-{n:02}", f"dates/{year}/{n:02}/" if f"{n:02}" in held else "", *held.get(f"{n:02}", (0, 0, 0))
        )
        for n in range(1, 13)
    )


TOPICS = (
    HomeTopic("Harbour strike", STRIKE.url, "petrol", "Union and port paused a strike of eleven weeks in September 2024.",
              4, 3, line(21, "Whether night work ends in 2025 or in 2026.", 1),
              line(22, "What became of the grain terminal.", 0), "2024-10-03",
              (("2024-09-27", 1), ("2024-09-29", 1), ("[2024-09-27..2024-10-03]", 1), (None, 1))),
    HomeTopic("River treaty", RIVER.url, "madder", "Three states signed a treaty on the river’s water in January 2026.",
              3, 3, None, line(23, "Whether the upper basin is covered.", 0), "2026-01-20",
              (("2024-12-22", 1), ("2026-01-20", 2))),
    HomeTopic("Lighthouse sale", "topics/lighthouse-sale/", "indigo", "A buyer is named for the southern lighthouse.",
              1, 1, None, None, "2026-01-20", (("2026-01-20", 1),)),
)  # fmt: skip

HOME = HomeView(
    head("", SETTINGS.title, "home", feeds=(Feed("application/atom+xml", "All articles (Atom)", "feed.atom"),)),
    TOPICS,
    line(1, "The union suspends its strike for forty days,", 1),
    "petrol",
    (
        HomeDay("2026-01-20", "dates/2026/01/20/", HAPPENED[2:4], 7, 3, 1),
        HomeDay("2026-01-19", "dates/2026/01/19/", (), 0, 0, 2),
    ),
    PEOPLE,
    ORGANISATIONS,
    PLACES,
    (Change("2026-01-21", (Link("Union and Port Agree on a Pause of Forty Days", DEAL),), (), 1),),
    8,
)

EXPLAINER = (
    Section("", "", (line(9, "The port and its workers have argued over night shifts since 2014."),)),
    Section("what-the-agreement-says", "What the agreement says", (
        line(11, 'Cranes move to the <a href="../../entities/northern-quay/"><bdi>northern quay</bdi></a>; the '
                 '<a href="../../dates/2024/09/27/"><time datetime="2024-09-27">27 September 2024</time></a> framework '
                 "sets a review after forty days.", 3),
        Line(f"<ul><li>Night work is limited to two quays.{mark(14)}</li><li>Crane drivers get a new roster.</li></ul>",
             (note(14, "changed"),)),
        Line(f"<p>A third review was announced.{mark(15)}</p>", (note(15, "withdrawn"),), incomplete=True),
    )),
)  # fmt: skip

TOPIC = TopicView(
    head("topics/harbour-strike/", "Harbour strike", "topics", kind="topic", accent="petrol",
         crumbs=(Link("Topics", "topics/"),), published="2024-09-27", modified="2026-01-21",
         feeds=(Feed("application/atom+xml", "Harbour strike (Atom)", "topics/harbour-strike/feed.atom"),
                Feed("application/feed+json", "Harbour strike (JSON Feed)", "topics/harbour-strike/feed.json"))),
    "Harbour strike",
    "Union and port paused a strike of eleven weeks in September 2024.",
    5,
    3,
    3,
    "2026-01-21",
    (
        Brief("happened", line(1, "On 27 September 2024 union and port signed a framework agreement; the strike of eleven "
                                  "weeks is suspended for forty days.")),
        Brief("matters", line(3, "Half of the region’s grain passes through the old terminal, and 2,300 people work there.")),
        Brief("disputed", line(5, "When night work ends. The union says 2025, the port says 2026.")),
        Brief("unknown", line(7, "What happens if the review fails: neither side’s statement says.", 1)),
    ),
    EXPLAINER,
    HAPPENED,
    PLANNED,
    (),
    (DisputeView("When does night work end?", (Position("by the end of 2025", (cite("before the year is out"),)),
                                               Position("in 2026", (cite("no earlier than 2026", 9), cite("", 0))))),),
    FIGURES,
    NUMBERS,
    PEOPLE,
    ORGANISATIONS,
    PLACES,
    POINTS,
    tuple((row.date, row.title) for row in ROWS),
    ArticleList(ROWS, (), len(ROWS)),
    (SourceRow("The Harbour Courier", COURIER.url, "newspaper", 3), SourceRow("Radio Meridian", MERIDIAN.url, "broadcaster", 2)),
    (),
    "topics/harbour-strike/index.json",
    1,
)  # fmt: skip

PERIODS = (
    *(
        PeriodRow(f"{year}-{n:02}", f"topics/big/{year}-{n:02}/", 10 + n)
        for year in (2025, 2024, 2023)
        for n in range(12, 0, -1)
    ),
    PeriodRow(None, "topics/big/undated/", 3),
)
DAYS_200 = tuple(str(date(2023, 3, 1) + timedelta(days=n * n % 1100)) for n in range(200))
BIG_TOPIC = replace(
    TOPIC,
    head=replace(TOPIC.head, url="topics/big/", title="River treaty", accent="madder"),
    title="River treaty",
    articles_count=200,
    outlets=12,
    origins=140,
    brief=(),
    explainer=(),
    happened=tuple(event(day, f"The commission meets for the {n}th time.") for n, day in enumerate(DAYS_200[:60])),
    event_periods=(),
    disputes=(),
    people=tuple(
        replace(PEOPLE[0], id=f"p{n}", text=f"Delegate {n}", url=f"entities/p{n}/", articles=200 - n, of=200)
        for n in range(9)
    ),
    dates=tuple((day, "Report", 1) for day in DAYS_200),
    articles=ArticleList((), PERIODS, 200),
    missing=0,
)  # fmt: skip
EMPTY_TOPIC = replace(
    TOPIC,
    head=replace(TOPIC.head, url="topics/empty/", title="An empty topic", feeds=()),
    title="An empty topic",
    articles_count=0, outlets=0, origins=0, changed=None, brief=(), explainer=(), happened=(), planned=(), disputes=(),
    figures=(), numbers=(), people=(), organisations=(), places=(), points=(), dates=(), articles=ArticleList(), sources=(), missing=0,
)  # fmt: skip

ENTITY = EntityView(
    head("entities/union/", "Dockworkers’ Union", "names", accent="petrol",
         crumbs=(Link("People and places", "entities/"), Link("Organisations", "entities/organisations/"))),
    "union",
    "organisation",
    "Dockworkers’ Union",
    "The union of dockworkers and crane drivers at both quays.",
    (
        NameGroup("", "ltr", ("Dockworkers’ Union", "DU")),
        NameGroup("ar", "rtl", ("نقابة عمال الميناء", "عمال الميناء")),
        NameGroup("tr", "ltr", ("Liman İşçileri Sendikası",)),
    ),
    (RoleRow("Member of the harbour council", Link("Port Authority", "entities/port/"), "2014/.."),),
    "Q42",
    POINTS[0],
    23,
    5,
    (STRIKE,),
    "2024-09-27",
    "2026-01-20",
    (
        *(MentionBar(row.date, row.title, row.url, 3 + 2 * n) for n, row in enumerate(ROWS)),
        MentionBar("2026-01-20", "Later", DEAL, 8),
        MentionBar("2026-01-20", "Later still", DEAL, 9),
    ),
    HAPPENED[:3],
    PLANNED[:1],
    (),
    SAID,
    50,
    PEOPLE + PLACES,
    ArticleList(ROWS[:3], (), 3),
    "entities/union/index.json",
)  # fmt: skip

UNNAMED = replace(
    ENTITY,
    head=replace(ENTITY.head, url="entities/unnamed/", title="Harbour Museum"),
    name="Harbour Museum", mentions=0, articles_count=0, topics=(), first=None, last=None, bars=(), happened=(),
    planned=(), statements=(), together=(), articles=ArticleList(), names=(), roles=(), wikidata=None, point=None,
)  # fmt: skip
NAMES = NamesView(
    head("entities/", "People, organisations and places", "names"),
    None,
    "",
    (
        Link("People", "entities/people/"),
        Link("Organisations", "entities/organisations/"),
        Link("Places", "entities/places/"),
    ),
    (),
    (("person", PEOPLE), ("organisation", ORGANISATIONS), ("place", PLACES)),
)
LETTERS = NamesView(
    head("entities/people/", "People", "names", crumbs=(Link("People and places", "entities/"),)),
    "person",
    "",
    NAMES.kinds,
    (Link("A", "entities/people/#a"), Link("ي", "entities/people/#x64a")),
    (("A", PEOPLE[:1]), ("ي", PEOPLE[1:])),
)

DAY = DayView(
    head("dates/2026/01/20/", "Tuesday 20 January 2026", "dates",
         crumbs=(Link("Days", "dates/"), Link("2026", "dates/2026/"), Link("January", "dates/2026/01/"))),
    "2026-01-20",
    (EventGroup(STRIKE, HAPPENED[:3]), EventGroup(RIVER, HAPPENED[3:4]), EventGroup(None, HAPPENED[4:])),
    (EventGroup(RIVER, PLANNED[1:]),),
    HAPPENED[1:3],
    ArticleList(ROWS[:2], (), 2),
    calendar("2026-01-20"),
    Link("January 2026", "dates/2026/01/"),
    DayCell("2026-01-19", "dates/2026/01/19/", 3, 0, 0, held=True),
    None,
    "dates/2026/01/20/index.json",
)  # fmt: skip
MONTH = MonthView(
    head("dates/2026/01/", "January 2026", "dates", crumbs=(Link("Days", "dates/"), Link("2026", "dates/2026/"))),
    "2026-01",
    calendar(),
    (EventGroup(STRIKE, HAPPENED[3:4]),),
    (EventGroup(None, PLANNED),),
    ArticleList(ROWS[:2], (), 2),
    Link("2026", "dates/2026/"),
    PeriodRow("2025-12", "dates/2025/12/", 3),
    PeriodRow("2026-02", "dates/2026/02/", 1),
    "dates/2026/01/index.json",
    HOME.days,
)
YEAR = YearView(
    head("dates/2026/", "2026", "dates", crumbs=(Link("Days", "dates/"),)),
    "2026",
    months("2026"),
    (EventGroup(STRIKE, HAPPENED[:1]),),
    (EventGroup(STRIKE, PLANNED),),
    PeriodRow("2024", "dates/2024/", 9),
    None,
    "dates/2026/index.json",
    (
        HomeDay("2026-01", "dates/2026/01/", HAPPENED[2:], 9, 2, 3),
        HomeDay("2026-02", "dates/2026/02/", HAPPENED[:1], 1, 0),
    ),
)
DATES = DatesView(
    head("dates/", "Days, months and years", "dates"),
    ((Link("2026", "dates/2026/"), months("2026")), (Link("2024", "dates/2024/"), months("2024"))),
    (PeriodRow(None, "articles/undated-3f/", 4),),
)


def sentence(number: int, *parts: Part, quoted: bool = False) -> SentenceView:
    return SentenceView(f"s-{number:06x}", number, parts, quoted)


TEXT = (
    BlockView("standfirst", (sentence(1, Part("A pause of forty days begins at both quays.")),)),
    BlockView("paragraph", (
        sentence(2, Part("Union and port signed a framework agreement "),
                 Part("on Friday", "date", "dates/2024/09/27/", "2024-09-27"), Part(", said "),
                 Part("Ana Ruiz", "entity", "entities/ana-ruiz/", "", "Chair of the dockworkers’ union"),
                 Part(", who leads the union’s talks in the town hall by the old harbour.")),
        sentence(3, Part("It runs for forty days and may be renewed "), Part("by the end of next year", "date", "", "[..2025]"),
                 Part(" if both sides wish.")),
    ), dateline="OLD HARBOUR, North Coast – "),
    BlockView("subheading", (), "What the cranes have to do with it"),
    BlockView("paragraph", (
        sentence(4, Part("The cranes at the grain terminal are forty years old, and their drivers work through the night.")),
        sentence(5, Part(HOSTILE)),
        sentence(6, Part("Both sides call the roster the hardest part of the talks; neither says in public what it gave up.")),
    )),
    BlockView("item", (sentence(7, Part("Night work is limited to two quays.")),)),
    BlockView("item", (sentence(8, Part("Crane drivers get a new roster.")),)),
    *(BlockView("paragraph", tuple(
        sentence(9 + 3 * n + k, Part("The port counts ships by the hour and the union counts hours by the ship; the framework "
                                     "asks for one table that both can read.")) for k in range(3)))
      for n in range(4)),
)  # fmt: skip

ARTICLE = ArticleView(
    head(DEAL, "Union and Port Agree on a Pause of Forty Days", "topics", kind="article", accent="petrol",
         crumbs=(Link("Topics", "topics/"), Link("Harbour strike", STRIKE.url)), published="2024-09-29",
         citation=(("citation_title", "Union and Port Agree"), ("citation_publication_date", "2024/09/29")),
         json_ld='{"@context": "https://schema.org", "headline": "</script><script>alert(1)</script>"}'),
    "union-and-port-agree-1a2b3c4d",
    "Union and Port Agree on a Pause of Forty Days",
    "en",
    "ltr",
    "Economy",
    "Mira Holt",
    "Coastwire",
    COURIER,
    "https://courier.example/union-and-port",
    None,
    "2024-09-29",
    "2024-09-29",
    "dates/2024/09/29/",
    "stated",
    ("29 September 2024",),
    "full",
    TEXT,
    False,  # noqa: FBT003 - the view's own order
    412,
    (CopyRow("harbour/bundle.txt", (3, 41), 1.0, "Union and Port Agree on a Pause of Forty Days"),
     CopyRow("harbour/a-very-long-folder-name/copy-of-the-bundle-as-received.txt", (1, 38), 0.973, "Union, Port Agree on Pause")),
    PEOPLE,
    ORGANISATIONS,
    PLACES,
    (TopicScore(STRIKE, 4.5, 3.0, (("Dockworkers’ Union", 2.0), ("“framework agreement”", 2.5))),),
    ROWS[1:3],
    2,
    ROWS[3:4],
    (HAPPENED[2], PLANNED[0]),
    tuple(replace(one, text="") for one in SAID),
    derived=Derived(
        "Coastwire",
        "HAVN (Coastwire)",
        (1, TEXT[0].sentences[0].id),
        Link(ROWS[1].title, ROWS[1].url),
        credited=True,
    ),
)  # fmt: skip
EXCERPT = replace(
    ARTICLE,
    head=replace(ARTICLE.head, url="articles/long-5e6f7a8b/", title=LONG),
    title=LONG,
    rights="excerpt",
    cut=True,
    blocks=(TEXT[0], TEXT[1], BlockView("paragraph", (sentence(17, Part("The review comes first."), quoted=True),))),
    date="[2024-09-27..2024-10-03]", day="2024-09-27", date_url="dates/2024/09/27/", basis="weekday",
    evidence=("on Friday", "next month"), copies=ARTICLE.copies[:1],
    digest=Digest("Radio Meridian", "Cranes, Nights and Grain", "2024-09-27"),
    derived=Derived("Coastwire", report=Link(ROWS[1].title, ROWS[1].url)),
)  # fmt: skip
ARABIC = replace(
    ARTICLE,
    head=replace(ARTICLE.head, url="articles/arabic-3a4b5c6d/", title=ROWS[3].title, json_ld="", accent=""),
    title=ROWS[3].title, language="ar", direction="rtl", source=UNKNOWN, original="javascript:alert(1)", section=None,
    byline=None, agency=None, date=None, day=None, date_url="", basis="none", evidence=(), topics=(), story=(), related=(),
    events=(), statements=(), people=(), organisations=(), places=(), rights="link", cut=True, derived=None,
    blocks=(BlockView("paragraph", (sentence(1, Part("وقع الطرفان اتفاقا إطاريا في قاعة البلدية قرب الميناء القديم.")),)),),
)  # fmt: skip

ARTICLES = ArticlesView(
    head("topics/big/2024-09/", "River treaty: September 2024", "topics", crumbs=(Link("River treaty", "topics/big/"),),
         previous=Link("August 2024", "topics/big/2024-08/"), next=Link("October 2024", "topics/big/2024-10/")),
    "2024-09",
    Link("River treaty", "topics/big/"),
    ArticleList(ROWS, (), len(ROWS)),
)  # fmt: skip
EVENTS = EventsView(
    head(
        "topics/big/timeline/2024/",
        "River treaty: timeline 2024",
        "topics",
        crumbs=(Link("River treaty", "topics/big/"),),
    ),
    "2024",
    Link("River treaty", "topics/big/"),
    HAPPENED,
    PLANNED,
)
SOURCE = SourceView(
    head("sources/harbour-courier/", "The Harbour Courier", "sources", crumbs=(Link("Sources", "sources/"),)),
    "harbour-courier",
    "The Harbour Courier",
    "newspaper",
    "Northland",
    "https://courier.example/",
    "A daily paper of the harbour towns.",
    "excerpt",
    ArticleList(ROWS[:2], (), 2),
    "2024-09-27",
    "2026-01-20",
)
SOURCES = SourcesView(
    head("sources/", "Sources", "sources"),
    (
        *TOPIC.sources,
        SourceRow("Outlet not named", "", "other", 1),
        SourceRow("Coastwire", "sources/coastwire/", "agency", 0),
    ),
)
SEARCH = SearchView(
    head("search/", "Search", "search"),
    "search/index/",
    (Link(STRIKE.text, STRIKE.url), Link(RIVER.text, RIVER.url)),
    (COURIER, MERIDIAN),
)
TEXT_PAGE = TextView(
    head("method/", "Method", "pages"),
    "Method",
    "How a document becomes an article, a date and a line.",
    "2026-01-21",
    (
        Section("", "", (Line("<p>Every document is read once; what it says is kept apart from what is said about it.</p>"),)),
        Section("dates", "Dates", (
            Line("<p>A weekday bounds a date from below. <code>[2024-09-27..2024-10-03]</code> is such a date.</p>"),
            Line("<table><thead><tr><th>Basis</th><th>Meaning</th></tr></thead><tbody><tr><td>stated</td><td>The document says so."
                 "</td></tr></tbody></table>"),
            Line("<blockquote><p>Silence is the archive’s, not the world’s.</p></blockquote>"),
            Line("<ol><li>Cut.</li><li>Read.</li><li>Link.</li></ol>"),
            Line("<pre><code>sitegen why ID\n</code></pre>"),
        )),
    ),
)  # fmt: skip
DATA = DataView(
    head("data/", "Open data", "pages"),
    (("data/index.json", "What there is", 12), ("data/topics.json", "Topics with counts", 3)),
    (("data/articles/", "A line an article, by month", 14),),
)
NOT_FOUND = NotFoundView(head("404.html", "No such page", noindex=True), "search/index/")
MOVED = MovedView(head("articles/old-1a2b3c4d/", "Moved", noindex=True), Link("Union and Port Agree", DEAL))
WITHDRAWN = WithdrawnView(head("articles/1a2b3c4d/", "Withdrawn", noindex=True), "2026-01-21")

PAGES = {
    "home": HOME,
    "topics": TopicsView(head("topics/", "Topics", "topics"), TOPICS),
    "topic": TOPIC,
    "topic-200": BIG_TOPIC,
    "topic-empty": EMPTY_TOPIC,
    "entity": ENTITY,
    "entity-unnamed": UNNAMED,
    "names": NAMES,
    "letters": LETTERS,
    "day": DAY,
    "month": MONTH,
    "year": YEAR,
    "dates": DATES,
    "article": ARTICLE,
    "excerpt": EXCERPT,
    "arabic": ARABIC,
    "articles": ARTICLES,
    "events": EVENTS,
    "source": SOURCE,
    "sources": SOURCES,
    "search": SEARCH,
    "text": TEXT_PAGE,
    "data": DATA,
    "notfound": NOT_FOUND,
    "moved": MOVED,
    "withdrawn": WITHDRAWN,
}
