"""The words from which newsrooms build names: tables that the readers of names share, each row with its example."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# words before a person's surname that are no first name
TITLES = _words("""
    president vice prime minister premier pm mp mps senator sen rep representative congressman congresswoman
    governor gov mayor chancellor king queen prince princess emir sheikh shaikh sultan caliph ayatollah imam mullah
    grand mufti pope cardinal archbishop bishop patriarch rabbi reverend rev father
    general gen lieutenant lt colonel col major maj captain capt sergeant sgt brigadier brig admiral marshal commander
    mr mrs ms miss dr prof professor sir lord lady dame judge justice chief director chairman chairwoman chair
    secretary undersecretary ambassador envoy spokesman spokeswoman spokesperson leader deputy adviser advisor aide
    analyst speaker attorney lawyer officer official head chief interim former acting late ex opposition rebel
    activist journalist author actor actress singer coach striker dictator strongman warlord martyr comrade
    foreign defence defense interior finance state commissioner correspondent manager dj minority majority
    """)

# titles that are written as part of a name
HONORIFICS = _words(
    "mr mrs ms miss dr prof professor gen lt col sgt capt rev king queen prince princess sir lord lady dame pope st"
)

TIMES = _words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb aug sept oct nov dec today yesterday tomorrow
    """)

# words that open a sentence and are no first name
OPENERS = _words("""
    about above according across after afterwards again against ahead alongside also although amid among and another
    any are as asked at aware because before behind below besides both but by calling citing concerned critics despite
    during earlier either elsewhere even ever every everyone except few finally first following for former from had has
    have he her here his how however if in indeed inside instead into is it its just last later like many meanwhile more
    most much neither never next no nobody none nor not nothing now of off often on once one only or other others
    our outside over perhaps quoting recently reports second several she should similarly since so some soon speaking
    still such telling than that the their then there therefore these they this those though through throughout thus to
    together too toward towards two under unless unlike until upon usually was we were what when where whether which
    while who whom whose why with within without would yet you your
""")

# capitalised words after a surname that leave it a person's name
AFTER_PERSON = _words("administration government cabinet doctrine plan allies aide adviser advisor era")

# particles that belong to the surname behind them: "al-Sudani", "bin Salman", "von der Leyen"
PARTICLES = _words(
    "al el an ar as ash at ad az ul bin ibn ben bint abu abd von van der den de del della di da du la le ter"
)

# words before a place that leave it a place
COMPASS = _words("north south east west northern southern eastern western central greater mandatory modern")

# endings of words that say where someone is from: ("ending", example)
DEMONYMS: tuple[tuple[str, str], ...] = (
    ("ian", "Syrian"),
    ("ish", "Turkish"),
    ("ese", "Lebanese"),
    ("aqi", "Iraqi"),
    ("aeli", "Israeli"),
    ("meni", "Yemeni"),
    ("audi", "Saudi"),
    ("atari", "Qatari"),
    ("rati", "Emirati"),
    ("waiti", "Kuwaiti"),
    ("can", "American"),
    ("ench", "French"),
    ("erman", "German"),
    ("utch", "Dutch"),
    ("reek", "Greek"),
    ("amist", "Islamist"),
    ("hiite", "Shiite"),
    ("unni", "Sunni"),
)

# a place directly before one of these is part of another name: ("word", example)
NOT_THE_PLACE: tuple[tuple[str, str], ...] = (
    ("valley", "Jordan Valley"),
    ("river", "Jordan River"),
    ("sea", "Oman Sea"),
    ("street", "Baghdad Street"),
    ("avenue", "Paris Avenue"),
    ("road", "Damascus Road"),
    ("times", "Erbil Times"),
    ("post", "Jerusalem Post"),
    ("herald", "Paris Herald"),
    ("tribune", "Tehran Tribune"),
    ("observer", "Cairo Observer"),
    ("gazette", "Beirut Gazette"),
    ("chronicle", "Erbil Chronicle"),
    ("fc", "Baghdad FC"),
    ("hilton", "Paris Hilton"),
)

# a place directly behind one of these and "of" or "for" is part of another name
NOT_OF_THE_PLACE: tuple[tuple[str, str], ...] = (
    ("bank", "Bank of England"),
    ("times", "Times of Israel"),
    ("voice", "Voice of America"),
    ("gulf", "Gulf of Oman"),
    ("strait", "Strait of Oman"),
    ("sea", "Sea of Oman"),
    ("prince", "Prince of Wales"),
    ("duke", "Duke of York"),
    ("lawrence", "Lawrence of Arabia"),
)

# places that are also first names, where a capitalised word beside them makes a person: "Jordan Peters"
GIVEN_NAMES = _words(
    "jordan paris chad georgia israel florence charlotte sydney austin victoria virginia madison chelsea america india "
    "kenya dallas sofia asia brooklyn carolina milan vienna alexandria london cyprus"
)

# capitalised common nouns that follow a place in prose without making it a person's name
COMMON_HEADS = _words(
    "prime president minister foreign war strip government army forces defense defence office embassy parliament "
    "command region province governorate city state republic peace open olympic talks deal accord crisis study"
)

# longer names that are not the shorter name inside them, wherever the authority file doesn't hold them: ("name", "not")
LONGER_NAMES: tuple[tuple[str, str], ...] = (
    ("Kataib Hezbollah", "Hezbollah"),
    ("Kataeb Hezbollah", "Hezbollah"),
    ("Kata'ib Hizballah", "Hizballah"),
    ("Ansar Hezbollah", "Hezbollah"),
    ("Jordan Valley", "Jordan"),
    ("Jordan River", "Jordan"),
    ("South Sudan", "Sudan"),
    ("Northern Ireland", "Ireland"),
    ("New England", "England"),
    ("New Mexico", "Mexico"),
    ("Papua New Guinea", "Guinea"),
    ("Equatorial Guinea", "Guinea"),
    ("Guinea-Bissau", "Guinea"),
    ("British Columbia", "Columbia"),
    ("District of Columbia", "Columbia"),
    ("New York Times", "New York"),
    ("Latin America", "America"),
    ("South America", "America"),
    ("Central America", "America"),
    ("Bank of America", "America"),
    ("Bank of England", "England"),
    ("Times of Israel", "Israel"),
    ("Baghdad Bob", "Baghdad"),
    ("Turkey Day", "Turkey"),
    ("Washington Post", "Washington"),
    ("Washington Times", "Washington"),
    ("Jerusalem Post", "Jerusalem"),
    ("George Washington", "Washington"),
    ("Denzel Washington", "Washington"),
    ("Washington State", "Washington"),
    ("Washington Institute", "Washington"),
    ("Tehran Times", "Tehran"),
    ("Tripoli Street", "Tripoli"),
    ("USA Today", "USA"),
    ("US Open", "US"),
    ("US Airways", "US"),
)

# words that make a name an organisation's
INSTITUTIONS = _words("""
    university college institute school academy department ministry office agency bureau commission committee council
    court bank party union association federation society foundation organisation organization league club church
    hospital museum library army navy force forces police guard guards brigade brigades corps command parliament
    congress senate assembly house board authority service services fund alliance coalition front movement group
    government administration centre center chamber embassy secretary international united
""")
CORPORATE = _words("""
    inc co corp ltd llc plc gmbh company corporation holdings partners associates systems technologies industries
    motors airlines bank media press news times post journal herald tribune telegraph magazine network television radio
    records pictures studios entertainment sports fc united team
""")
LANDFORMS = _words("""
    river lake sea ocean gulf bay strait island islands isle mount mountain mountains valley desert coast cape peninsula
    city town village county province district region state states republic kingdom street avenue road square bridge
    airport park beach port north south east west northern southern eastern western
""")

# what stands behind a town and a comma: "Denver, Colorado"
STATES = frozenset(
    (
        *("Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida"),
        *("Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine"),
        *("Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska"),
        *("Nevada", "New", "North", "South", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode", "Tennessee"),
        *("Texas", "Utah", "Vermont", "Virginia", "Washington", "West", "Wisconsin", "Wyoming", "Ontario", "Quebec"),
        *("Calif.", "Fla.", "Mass.", "Pa.", "Wis.", "Ariz.", "Conn.", "Mich.", "Minn.", "Tenn.", "Va.", "Wash."),
    )
)

# Words that may stand in capitals for stress and are acronyms, too ("IS", "WHO"), and what then stands beside them.
EMPHASISED = frozenset(("is", "who", "it", "are"))
BEFORE_A_VERB = frozenset(
    {
        *("it", "this", "that", "he", "she", "what", "there", "here", "which", "where", "how", "why", "who"),
        *("everything", "nothing"),
    }
)
BEHIND_A_VERB = frozenset(("it", "he", "she", "this", "not"))
DETERMINERS = frozenset(("a", "an", "the", "this", "that", "his", "her", "its", "their", "our", "my", "your", "no"))
FIGHTERS = frozenset(("group", "groups", "militants", "jihadists", "extremists", "terrorists", "fighters"))
