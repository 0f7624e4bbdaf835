"""The words from which newsrooms build names: tables that the readers of names share, each row with its example."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, by which tables are written."""
    return frozenset(text.split())


# words before a person's surname that are no first name
TITLES = word_set("""
    president vice prime minister premier pm mp mps senator sen rep representative congressman congresswoman
    governor gov mayor chancellor king queen prince princess emir sheikh shaikh sultan caliph ayatollah imam mullah
    grand mufti pope cardinal archbishop bishop patriarch rabbi reverend rev father
    general gen lieutenant lt colonel col major maj captain capt sergeant sgt brigadier brig admiral marshal commander
    mr mrs ms miss dr prof professor sir lord lady dame judge justice chief director chairman chairwoman chair
    secretary undersecretary ambassador envoy spokesman spokeswoman spokesperson leader deputy adviser advisor aide
    analyst speaker attorney lawyer officer official head chief interim former acting late ex opposition rebel
    activist journalist author actor actress singer coach striker dictator strongman warlord martyr comrade
    sheriff inspector superintendent constable detective trooper coroner engineer baron count archduke
    founder founding executive senior pastor monsignor dean provost editor columnist presenter
    foreign defence defense interior finance state commissioner correspondent manager dj minority majority
    """)

# what tells an office's rank or field, and is no title alone: "Prime Minister", "Minister of State", "Prime Works"
OF_OFFICES = word_set("""
    prime vice grand crown senior executive founding minority majority
    affairs agriculture commerce culture defence defense economy education electricity energy environment finance
    foreign health home housing industry information interior justice migration oil planning state tourism trade
    transport treasury water
""")

# titles that are written as part of a name
HONORIFICS = word_set(
    "mr mrs ms miss dr prof professor gen lt col sgt capt rev king queen prince princess sir lord lady dame pope st"
)

TIMES = word_set("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb aug sept oct nov dec today yesterday tomorrow
    """)

# first names, of those that are hardly anything else
FIRST_NAMES = word_set("""
    aaron abbas abdul abdullah abdulrahman abigail adam adel adrian ahmad ahmed alan albert alejandro aleksandr alex
    alexander alexei alfred ali alice alicia alison allison amal amanda amir amy ana anas andre andrea andrei andrew
    andy angela angus ann anna anne annie anthony antonio antony anwar ariel arthur ashraf ayman aziz barack barbara
    barry bashar ben benjamin bernard beth bilal binyamin brad bradley brenda brendan brian bruce bryan carl carla
    carlos carol caroline catherine cathy charles charlie chris christian christina christine christopher claire
    claudia colin connor craig cynthia daniel danielle danny darren dave david deborah denis dennis derek diana
    diane dmitry dominic donald donna dorothy douglas duncan dylan ed eddie edward edwin eileen elena eli elizabeth
    ellen emily emma emmanuel enrique eric erik erin ernest ethan eugene eva evan fadi fahad faisal farouk fatima
    felix fernando fiona fouad francesca francis francisco frank fred frederick gabriel gareth gary gavin geoffrey
    george gerald gerard giovanni gordon graham greg gregory guillermo habib hadi hakan hannah harold harry hashim
    hassan hayder heather hector heidi helen helena henry hisham hugh hugo hussein ian ibrahim igor ilham imran
    irina isaac isabel ismail ivan jack jacob jacqueline jake jalal jamal james jamie jane janet jason javier jean
    jeff jeffrey jennifer jenny jeremy jerome jerry jesse jessica jill jim jimmy joan joanna joanne joe joel
    johannes john johnny jonathan jorge jose joseph josh joshua juan judith julia julian julie justin kamal karen
    karim karl kate katherine kathleen kathryn katie keith kelly ken kenneth kevin khaled khalid kim kimberly kyle
    laila lara larry laura lauren lawrence leila leo leon leonard leslie lewis leyla liam linda lisa liz louis
    louise lucas lucy luis luke lynn maher mahmoud mahmud majid malcolm manuel marc marco marcus margaret maria
    mariam marie mario marko martha martin marwan mary masoud masrour matt matthew maurice max mazloum megan mehmet
    melanie melissa meredith michael michel michelle miguel mike mikhail mohamed mohammad mohammed molly monica
    moses mostafa muhammad muqtada mustafa nabil nadia nancy naomi nasser natalia natalie natasha nathan nechirvan
    neil nicholas nick nicolas nicole nigel nikolai noah noor norman nouri olaf oleg olga oliver olivia omar oscar
    oskar osama owen pablo pamela patricia patrick paul paula pedro peggy pete peter phil philip phillip pierre
    qasem qasim rachel rafael ralph rami rana randy raymond rebecca recep ricardo richard rick rob robert roberto
    robin roger roland ron ronald rosa rosie ross roy ruth ryan saad sabah sadiq saeed said salah saleh salem sally
    salman sam samantha samir samuel sandra sara sarah scott sean sebastian selim serge sergei sergey seth shane
    shannon sharon shaun sheila shirley simon sofia sophie stacey stanley stefan stella stephanie stephen steve
    steven stuart suleiman susan suzanne sylvia talal tamara tammam tariq tayyip ted teresa terry theresa thomas tim
    timothy tina todd tom tommy toni tony tracy trevor ursula valerie vanessa vera veronica victor vincent virginia
    vladimir volodymyr walid walter warren wayne wendy william yahya yasser yasmin yosef yousef yusuf zainab zoe
""")

# words that open a sentence and are no first name
OPENERS = word_set("""
    about above according across after afterwards again against ahead alongside also although amid among and another
    any are as asked at aware because before behind below besides both but by calling citing concerned critics despite
    during earlier either elsewhere even ever every everyone except few finally first following for former from had has
    have he her here his how however if in indeed inside instead into is it its just last later like many meanwhile more
    most much neither never next no nobody none nor not nothing now of off often on once one only or other others
    our outside over perhaps quoting recently reports second several she should similarly since so some soon speaking
    still such telling than that the their then there therefore these they this those though through throughout thus to
    together too toward towards two under unless unlike until upon usually was we were what when where whether which
    while who whom whose why with within without would yet you your
    click dear file hello hey image join oh photo photos picture pictures please scroll share sorry source thank thanks
    video well yes
""")

# words that end no name, with a capital from a headline or a missing space: "Lomen Herons From"
NO_ENDS = word_set("""
    a about after an and as at before but by for from her his however if image in into is it meanwhile my of on or our
    photo picture since source that the their then they this through to until we when where while with your
""")

# capitalised words after a surname that leave it a person's name
AFTER_PERSON = word_set("administration government cabinet doctrine plan allies aide adviser advisor era")

# particles that belong to the surname behind them: "al-Sudani", "bin Salman", "von der Leyen"
PARTICLES = word_set(
    "al el an ar as ash at ad az ul bin ibn ben bint abu abd von van der den de del della di da du la le ter"
)

# words before a place that leave it a place
COMPASS = word_set("north south east west northern southern eastern western central greater mandatory modern")

# the first words of places' names: "New Ostrel"
BEFORE_A_PLACE = word_set("""
    new north south east west saint st san santa los las el long lake mount port fort cape puerto rio villa
    ain ayn bab bani beit deir jabal kfar khan qasr ras tel tell umm wadi
""")

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
GIVEN_NAMES = word_set(
    "jordan paris chad georgia israel florence charlotte sydney austin victoria virginia madison chelsea america india "
    "kenya dallas sofia asia brooklyn carolina milan vienna alexandria london cyprus"
)

# capitalised common nouns that follow a place in prose without making it a person's name
COMMON_HEADS = word_set(
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
INSTITUTIONS = word_set("""
    university college institute school academy department ministry office agency bureau commission committee
    council court bank party union association federation society foundation organisation organization league club
    church hospital museum library army navy force forces police guard guards brigade brigades corps command
    parliament congress senate assembly house board authority service services fund alliance coalition front
    movement group government administration centre center chamber embassy secretary international united regiment
    battalion division militia brotherhood tribunal trust conference project initiative orchestra operation islamic
    jihad resistance
""")
CORPORATE = word_set("""
    inc co corp ltd llc plc gmbh company corporation holdings partners associates systems technologies industries
    state motor motors airlines bank media press news times post journal herald tribune telegraph magazine network
    television radio records pictures studio studios entertainment sports fc united team publishing publishers
    airways railway railroad lines works stores supermarkets brothers airlines software mail sun star guardian
    mirror express chronicle gazette observer courier standard examiner bulletin
""")
LANDFORMS = word_set("""
    river lake sea ocean gulf bay strait island islands isle mount mountain mountains valley desert coast cape
    peninsula city town village county province district region states republic strip kingdom street avenue road
    square bridge airport park beach port station base field harbour harbor creek brook pond hill hills forest
    plateau cave dock junction parish empire highway lane theatre stadium arena gardens castle pass peak canal dam
    border crossing camp governorate basin falls hotel prison quarter neighbourhood suburb north south east west
    northern southern eastern western oval palace
""")

# capitals that stand for common nouns, so that they name nothing
COMMON_ACRONYMS = word_set("""
    TV PR CEO CEOs CFO COO CTO VP DJ DVD DVDs CD CDs PC PCs GDP IPO FAQ PDF ID IDs SUV SUVs ATM UFO VIP VIPs HR IT
    AI QC NGO NGOs IED IEDs WMD PhD MBA BA MA AM PM EST GMT UTC EDT PT OK HD LED USB GPS ET CT CET BST IST HKT DNA
    RNA IQ SMS URL AKA Q&A
""")

# what is counted with a capital: "Category 2"
NUMBERED = word_set("""
    category phase article chapter page figure table section part volume level type class grade group week season
    episode stage round step day room gate lot item number no nos paragraph clause appendix verse line lane pier
    kilometre milepost resolution unit train exit highway interstate
""")

# what stands before an amount of money: "BGN 20", "R500"
CURRENCIES = word_set("""
    AED AUD BGN BRL CAD CHF CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR IQD JPY KES KRW KWD LBP MXN MYR NGN NOK NZD
    PHP PKR PLN QAR R RM RMB RON Rs RUB SAR SEK SGD SYP THB TRY UAH USD ZAR
""")

# what a name goes on behind with "of": "Battle of Ostrel"
OF_SOMETHING = word_set("""
    battle siege war treaty declaration hall tower temple gate palace museum diocese archdiocese cathedral order
    knights sons daughters friends doctors reporters scouts guardians voice day year book lord duke duchess prince
    princess earl kingdom republic emirate sultanate dominion commonwealth people man woman player medal legion act
    bill game games series heights horn rock tomb dome cradle isle
""")

# what a name goes on behind with "for" or "on": "Committee on Fisheries"
ABOUT_SOMETHING = word_set("""
    council committee subcommittee commission center centre institute agency department ministry organisation
    organization association foundation society campaign movement coalition conference fund board bureau school network
    administration service authority executive
""")

# what bears a number for a name: "65th Air Division"
UNITS = word_set("army airborne battalion battery brigade cavalry corps division fleet infantry regiment squadron wing")

# whose names organisations bear in the possessive: "Lomen Workers' Party", "People's Assembly"
OWNERS = word_set("""
    people peoples women men children workers farmers teachers students veterans lawyers doctors nurses girls boys
    mothers king queen bishop sheriff coroner
""")

# what "General" is the first word of, and no rank: "General Electric"
OF_GENERAL = word_set("electric motors mills dynamics atomics")

# common nouns that stand beside an organisation's name: "the Ostrel group", "the newspaper Lomen Times"
OF_ORGANISATIONS = word_set("""
    news group movement militia party agency newspaper newspapers magazine company channel television website club
    band team union organisation organization forces fighters militants officials shares journal broadcaster network
    alliance faction factions army airline bank brand charity retailer
""")

# common nouns before a person's name: "her daughter Ada"
KIN = word_set("""
    daughter son wife husband brother sister mother father uncle aunt cousin nephew niece grandfather grandmother
    partner girlfriend boyfriend fiance fiancee widow friend colleague neighbour neighbor teenager pensioner resident
    midfielder striker defender goalkeeper winger actor actress singer rapper lawyer journalist
""")

# parties that are called by one word
PARTIES = word_set("""
    republican republicans democrat democrats democratic conservative conservatives tory tories labour labor liberal
    liberals gop greens
""")

# endings of places' names: ("ending", example)
PLACE_ENDINGS: tuple[tuple[str, str], ...] = (
    ("stan", "Pakistan"),
    ("ville", "Knoxville"),
    ("burg", "Hamburg"),
    ("shire", "Yorkshire"),
    ("abad", "Islamabad"),
    ("pur", "Jaipur"),
    ("grad", "Volgograd"),
    ("polis", "Annapolis"),
)

# what stands behind a town and a comma: "Denver, Colorado"
STATES = frozenset(
    (
        *("Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida"),
        *("Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine"),
        *("Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska"),
        *("Nevada", "New", "North", "South", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode", "Tennessee"),
        *("Texas", "Utah", "Vermont", "Virginia", "Washington", "West", "Wisconsin", "Wyoming", "Ontario", "Quebec"),
        *("Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Del.", "Fla.", "Ga.", "Ill.", "Ind.", "Kan.", "Ky."),
        *("La.", "Mass.", "Md.", "Mich.", "Minn.", "Mont.", "Neb.", "Nev.", "Okla.", "Ore.", "Pa.", "Tenn.", "Va."),
        *("Vt.", "Wash.", "Wis.", "Wyo."),
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

# What a state does by its capital's name: "Baghdad said", "Damascus agreed". What befalls a city is not among them.
STATE_VERBS = word_set("""
    said says stated announced declared confirmed denied denies rejected rejects accused accuses agreed agrees refused
    refuses insisted insists demanded demands called calls urged urges warned warns condemned condemns welcomed welcomes
    wants wanted hopes hoped expects expected plans planned intends vowed vows pledged pledges promised threatened
    threatens fears feared considers regards views sees believes backs backed supports supported opposes opposed signed
    offered proposed proposes requested requests asked asks argues argued claims claimed blames blamed described
    describes summoned recalled expelled recognised recognized recognises recognizes suspended approved ratified
    maintains seeks sought decided decides ordered acknowledged admitted reiterated responded replied
    """)
