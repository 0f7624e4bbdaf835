# ruff: noqa: E501 - a row of the table is one line, however long its pattern
"""The furniture of news pages as a table: lines that belong to the page and not to the article.

A line comes in, the label of its furniture goes out. The one idea: what a newsroom's template repeats under every
article can be told from the line alone, so every kind is a row of label, pattern and example, and nothing is code.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from sitegen.corpus.phrases import caseless, phrase

LONGEST = 1000  # characters; longer lines are prose whatever they begin with
SHORT = 200  # the most of what most rows cover


class Pattern(NamedTuple):
    """A row: the label of the furniture, a case-blind pattern that covers the whole line, a line that it covers.

    A pattern is written in lower case. One that begins with anything at all is tried only where a line holds one of the
    words ``holds``, without which it covers none: looking for a word costs a hundredth of trying the pattern. The others
    are tried on lines of up to ``longest`` characters.
    """

    label: str
    regex: str
    example: str
    holds: tuple[str, ...] = ()
    longest: int = SHORT


# Where each kind of furniture stands on a page. ``start`` and ``end`` are evidence of a new page, ``after`` of an
# article's end; ``within`` may interrupt any part of an article, and after ``inset`` it always goes on. Labels are tried in this order.
PLACE: dict[str, str] = {
    "navigation": "start",
    "copyright": "end",
    "legal": "end",
    "share": "within",
    "menu": "within",
    "advert": "within",
    "newsletter": "within",
    "cookies": "within",
    "media": "within",
    "reading-time": "within",
    "list": "inset",
    "counter": "within",
    "marker": "within",
    "wait": "within",
    "related": "aside",
    "most-read": "after",
    "comments": "after",
    "form": "after",
    "tags": "after",
    "licence": "after",
}

_NETWORK = (
    r"(?:facebook|twitter|x|x \(twitter\)|whats ?app|telegram|linked ?in|pinterest|reddit|flipboard|tumblr|viber|messenger|"
    r"(?:facebook )?messenger|e-?mail|instagram|you ?tube|tik ?tok|threads|bluesky|mastodon|snapchat|print|pocket|line|"
    r"google\+|google plus|vk|rss|rss feeds?|sms|copy(?: link)?|copylink|link|click to copy|more|xing|skype|weibo|wechat|gmail|soundcloud|spotify)"
)

_FOOT = (
    r"(?:terms (?:of|and|&) (?:use|service|conditions|sale|business|privacy)|terms|conditions of use|conditions|t&cs?|privacy (?:policy|notice|statement|rights|cent(?:er|re)|settings|(?:and|&) cookies?(?: policy)?)|privacy|"
    r"(?:your |california |ca )+privacy (?:rights|choices)|cookie (?:policy|notice|settings|preferences)|cookies|legal(?: notice| terms| information)?|imprint|impressum|datenschutz|disclaimer|accessibility(?: statement| help| policy)?|"
    r"do not sell(?: or share)?(?: my (?:personal )?(?:info|information|data))?|interest[- ]based ads|about(?: us| our ads)|about|contact(?: us)?|advertis(?:e|ing)(?: with us)?|careers|jobs|work (?:for|with) us|press|media kit|site ?map|"
    r"help(?: cent(?:er|re))?|faqs?|feedback|support|corrections|code of (?:ethics|conduct)|ethics statement|editorial standards|modern slavery statement|copyright|dmca|rss|subscribe|newsletters?|store|shop|archives?|complaints|mobile|apps?|"
    r"reprints|licensing|staff|masthead|our team|company|investors?|eula|fcc (?:public|online|applications).{0,30}|eeo.{0,20}|closed captioning.{0,20}|public (?:inspection )?file.{0,20}|customer (?:service|care)|submit a \w{1,12}|tip us|ad choices|sponsorship)"
)

PATTERNS: tuple[Pattern, ...] = (
    # ---- the start of a page
    Pattern("navigation", r"(?:skip|jump|go) (?:directly )?to (?:the )?(?:main )?(?:content|article|navigation|site index|search|footer|body|story|menu|primary navigation|sidebar).*", "Skip to main content", longest=LONGEST),
    Pattern("navigation", r"skip (?:navigation|links|nav|advertisement)", "Skip navigation"),
    Pattern("navigation", r"(?:pular|ir) para o conteúdo|saltar al contenido|aller au contenu(?: principal)?|zum inhalt springen|vai al contenuto|langsung ke konten(?: utama)?|naar de inhoud|gå til innhold|تخط(?:ي)? إلى المحتوى", "Aller au contenu principal"),
    Pattern("navigation", r"(?:show|toggle|open|close|hide|show/hide) (?:the )?(?:main )?(?:navigation|navigation menu|menu|side ?bar|mobile menu|search(?: bar)?|site navigation)", "Toggle navigation"),
    Pattern("navigation", r"(?:main|primary|site|secondary|top|english main|footer|header|mobile) (?:navigation|menu|nav)|navigation(?: menu)?|accessibility (?:links|help)", "Main navigation"),
    Pattern("navigation", r"(?:document|article|record|doc\.?) \d+ of \d+(?: documents?| results?)?", "Document 1 of 2"),
    Pattern("menu", r"menu|close|open|search|search (?:for|the site|here)[:.…]*|search \w+|sections|all sections|home|home ?page|go to home ?page ?»?|live|live tv|watch live|listen live|live now|edition|editions?:? ?\w*|languages?|choose (?:your )?edition", "Search"),
    Pattern("menu", r"(?:log|sign) (?:in|out|up|on)(?: ?[/|] ?(?:register|sign up|join|subscribe|log in))?|register(?: now)?|my account|your account|manage (?:your |my )?(?:account|profile|subscription)s?|subscribe(?: now| today)?|sign in subscribe|account|my profile|profile|dashboard|newsletters?|e-?paper|e-?edition|donate(?: now)?|become a member|support us|join us|get the app|download (?:the|our) app|apps?", "Sign in"),
    Pattern("menu", r"(?:back|return) to (?:top|top button|the top|home|homepage|reading|article|news|search results)|scroll (?:to top|down|up)|to top|↑.{0,20}|top ?↑?|go to top", "Back to top button"),
    Pattern("menu", r"(?:previous|next|older|newer|prev)(?: (?:article|post|story|entry|page|posts|slide|image))?[:»«<> ]*|(?:«|<<?|←|‹) ?(?:previous|prev|older|back).{0,12}|(?:next|newer).{0,8} ?(?:»|>>?|→|›)|[«»‹›<>←→]+", "Next article »"),
    Pattern("menu", r"(?:read|see|view|show|load|hide|learn|find out|discover|see all|click here|tap here|view all|show all|load more|watch)(?: (?:more|all|less|full (?:story|article|bio|post)|the full (?:story|article)|now|next|here|stories|comments|photos?|gallery|videos?|results|for more(?: information)?|posts))?[ .…»>:→]*", "Read more »"),
    Pattern("menu", r"continue reading(?: (?:the main story|below|this story|main content).{0,20})?|continue|keep reading|expand(?: all)?|collapse(?: all)?|(?:read|continue to) (?:full|the rest of the) (?:article|story)", "Continue reading the main story"),
    Pattern("menu", r"font (?:size|resizer)|text size|(?:increase|decrease|reset) (?:font|text) size|change (?:font|text) size|a{1,3} ?[-+]|a ?[-+] ?a ?[-+]?|[+-] ?a ?[-+]?|(?:small|medium|large) text|dark mode|light mode|night mode", "Text size"),
    Pattern("menu", r"topics?[:]?|explore|trending|latest|popular|featured|newest|oldest|highlights|recent|recommended|shortcuts|quick links|useful links|footer(?: menu)?|breadcrumbs?|site ?map|archives?|rss(?: feeds?)?|feeds?|tags?|author|authors|categories|blog(?:roll)?|video|videos|photos?|gallery|galleries|podcasts?|pictures|audio", "Quick links"),
    # ---- share bars
    Pattern("share", r"(?:" + _NETWORK + r"[ ,|/·•]*){1,14}", "Facebook Twitter WhatsApp Email", longest=LONGEST),
    Pattern("share", r"(?:share|send|post|tweet|pin|save|e-?mail|print|forward|recommend|bookmark|copy|like|follow)(?: (?:(?:this|the|your|our) )?(?:article|story|page|post|entry|link|news|video|content|selection|page link|url|options?|buttons?))?(?: (?:on|via|to|with|by|in|using|now|later|through) (?:" + _NETWORK + r"|friends?|a friend|social media|your friends))*[:! ]*", "Share this article on Facebook"),
    Pattern("share", r"(?:share|save|print|comment|comments|gift|give|listen|copy link|copied|bookmark|follow|like|tweet|e-?mail|add|play|close|cite|download|whatsapp|facebook|twitter)(?:[ ,|/·•]+(?:share|save|print|comments?|gift|give|listen|copy link|copied|bookmark|follow|like|tweet|e-?mail|close|cite|download|whatsapp|facebook|twitter|article|\d{1,6}|this))+", "Share Save Comment"),
    Pattern("share", r"(?:click|tap|press) (?:to|here to) (?:share|print|e-?mail|copy|tweet|follow|pin).{0,80}", "Click to share on WhatsApp (Opens in new window)"),
    Pattern("share", r"(?:\(?opens in (?:a )?new (?:window|tab)\)?|link copied(?: to clipboard)?|url copied|copied(?: to clipboard)?|copy link to (?:clipboard|article)|get short url|short ?link.{0,60})[.!]?", "Link copied to clipboard"),
    Pattern("share", r"(?:share|spread the word|shares?|total shares|social(?: media)? (?:links|share|sharing)|share (?:options|tools|buttons|it|on|close|full article|via|with|icon)|sharing|share & save|stay connected|connect(?: with us)?|get social|find us on.{0,40}|social)[:.! ]*", "Share options"),
    Pattern("share", r"(?:like|liked) (?:this|it|loading|what you).{0,40}|(?:sukai ini|bagikan(?: ini)?|compartir|compartilhe|compartilhar|partager|teilen|condividi|paylaş|delen|dela|шарить|поделиться|شارك|مشاركة|partilhar|udostępnij)[:.! ]*", "Compartir"),
    Pattern("share", r"follow (?:us|me|our|the|rt|\w+(?: \w+){0,3}) (?:on|at|via|in|page).{0,60}|follow(?: us)?[:]?|follow @?\w+", "Follow us on Google News"),
    Pattern("share", r"(?:add|set) .{1,40} (?:as (?:a |your )?preferred source|on google|to google).{0,30}", "Add the Courier as a preferred source on Google"),
    # ---- newsletters and subscriptions
    Pattern("newsletter", r"(?:sign|signed) up (?:here|now|today|free|for|to|below|with).{0,240}", "Sign up for our daily newsletter", longest=LONGEST),
    Pattern("newsletter", r"you(?:'ve|’ve| have) (?:reached|hit|used|read) (?:your|all|the|\d+).{0,40}(?:limit|free).{0,80}", "You've reached your limit of free articles."),
    Pattern("newsletter", r"after newsletter promotion|privacy notice: .{0,400}newsletters? .{0,400}", "after newsletter promotion", longest=LONGEST),
    Pattern("newsletter", r"subscribe (?:to|for|here|now|today|with|and|on|via|by).{0,200}", "Subscribe to our channel for the latest", longest=LONGEST),
    Pattern("newsletter", r"(?:get|receive|have) (?:our|the|all the|more|daily|breaking|free|weekly|instant|exclusive|essential|your|top|latest|email|updates|news|a)\b.{0,120}(?:inbox|newsletters?|by e-?mail|to your (?:phone|e-?mail)|e-?mail updates|notifications|alerts|app)[.! ]*", "Get the day's stories in your inbox"),
    Pattern("newsletter", r".{0,80}\b(?:newsletters?|inbox|mailing list)\b.{0,20}(?:sign ?up|subscribe|register|enter your e-?mail).{0,80}", "Our newsletter: sign up below", ("newsletter", "inbox", "mailing list")),
    Pattern("newsletter", r"(?:enter|your|type your|provide|e-?mail) (?:your )?(?:e-?mail|address)(?: address)?(?: here| \(required\))?[ .:*]*|e-?mail(?: address)?[ :*]+|(?:join|be the first).{0,60}(?:newsletter|subscribers|whatsapp|telegram|channel).{0,40}", "Enter your email address"),
    Pattern("newsletter", r"(?:(?:daily|weekly|morning|evening|free|our|the) )?(?:newsletters?|e-?mail alerts|breaking news alerts?)(?: sign-?ups?| signup)?|by (?:signing up|subscribing|submitting|clicking|registering|entering your e-?mail),? .{0,240}|you (?:can|may) unsubscribe at any time.{0,60}|thank(?:s| you) for (?:subscribing|signing up|contacting us|your submission).{0,100}|please (?:check your|enter a valid|provide) .{0,20}e-?mail.{0,100}", "By signing up, you agree to our terms", longest=LONGEST),
    Pattern("newsletter", r"(?:already )?(?:a )?(?:subscriber|member)\?.{0,40}|already (?:a subscriber|have an account|registered)\??.{0,40}|this (?:article|content|story) is (?:for|available to|reserved for) (?:our )?(?:subscribers|members).{0,60}|start your free trial.{0,60}|to continue reading.{0,120}|you have (?:reached|used|read) .{0,40}(?:free )?(?:articles?|limit).{0,80}|subscribers only|for subscribers|subscriber(?:-| )only|premium", "Already a subscriber? Log in"),
    # ---- related and most read
    Pattern("related", r"(?:related|similar|connected|recommended|suggested|featured|other|further|more)(?: (?:articles?|stor(?:y|ies)|news|posts?|content|topics?|links?|reading|coverage|videos?|headlines?|items|reports?|reads?|stuff|stories (?:for you|like this)|galleries|media|searches|tags))[: ]*(?:for you|from us|around the web|you may like|by author)?", "Related Articles"),
    Pattern("related", r"(?:you (?:may|might|could|may also|might also|will|'ll|could also)|we think you(?:'ll| will| may)|readers) (?:also )?(?:be interested in|like|love|enjoy|want to read|read)[ .:…]*|people (?:also|are) .{0,20}(?:read|watch|search)(?:ing|ed)?.{0,10}|what (?:to )?(?:others|people) (?:are )?read(?:ing)?", "You may also like"),
    Pattern("related", r"(?:more|other)(?: (?:on|from|in|about|like|by|coverage|to read|for you|around|news|stories|headlines|latest)\b.{0,50})|(?:also|see also|read also|also read|also see|also on|read next|up next|next up|don'?t miss|don't miss this|what to read next|watch next|now on|editor'?s? (?:picks?|choice)|editors' picks?|must[- ]reads?|recommended(?: for you| by| reading)?|promoted(?: stories| links)?|sponsored(?: content| stories| by| links)?|from (?:around the web|the web|our partners|our network)|around the web|elsewhere|paid content|taboola|outbrain|in case you missed it|keep on reading|for you|top picks|picked for you|in this (?:story|article)|on this story|story timeline|explore more|in other news|more top stories|you may have missed)[ .:…]*", "More on this story"),
    Pattern("related", r"(?:more|other|our|read) (?:(?:great|top|recent|latest|new|must-read) )?(?:[\w&'’.-]+ ){1,3}(?:stories|articles|headlines|reads)[: ]*", "More Great Meridian Stories"),
    Pattern("related", r"(?:related|read (?:more|also|next|this)|also read|see also|watch(?: also| now| this)?|listen|opinion|don'?t miss|in pictures|in photos|explainer|live updates|more|must read|also on [\w.]+|don't miss)(?: ?:| ?[»>|]|: ?\|) ?\S.{0,160}", "READ MORE: Council votes on the new harbour wall"),
    Pattern("related", r"(?:artikel terkait|terkait|baca juga.{0,140}|artigos relacionados|leia (?:também|mais).{0,140}|te puede interesar.{0,60}|noticias relacionadas|lee también.{0,140}|à lire aussi.{0,140}|lire aussi.{0,140}|sur le même (?:sujet|thème)|mehr zum thema|lesen sie auch.{0,140}|leggi anche.{0,140}|lees ook.{0,140}|читайте также.{0,140}|اقرأ أيضا.{0,140}|مواضيع ذات صلة|ilgili haberler|les også.{0,140}|läs också.{0,140}|czytaj też.{0,140})[: ]*", "Lire aussi : Le port fermé deux jours"),
    Pattern("most-read", r"(?:the )?(?:most|top|latest|recent|popular|trending|breaking|editor'?s|today'?s|this week'?s)(?:[ -](?:read|popular|viewed|watched|shared|commented|recent|discussed|emailed|clicked|stories|news|headlines|posts?|articles?|videos?|topics|picks|comments|updates|now|trending|in \w+|on \w+|this week|today))+[ .:…]*(?:on [\w.]+|in [\w ]{1,20})?", "Most Read"),
    Pattern("most-read", r"(?:mais lidas|mais lidos|lo más (?:leído|visto)|les plus lus|meistgelesen(?:e artikel)?|più letti|meest gelezen|terpopuler|top posts? .{0,30}|los más leídos|самое читаемое|الأكثر قراءة|en çok okunanlar)", "Meistgelesen"),
    # ---- comments
    Pattern("comments", r"\[ ?\d[\d,.]* (?:comments?|replies) ?\]|(?:new, )?\d[\d,.]* (?:new |post )?comments?(?: \(\+\))?|(?:rating|score|karma)[: ]+[+-]?\d+(?: (?:votes?|points?))?", "Rating: 36 Votes"),
    Pattern("comments", r"(?:\(?\d[\d,.]*\)? |no |view |show |see |read |all |post |add |write |hide |join |your |latest |load |the |be the first to |leave |zero )*(?:an? )?(?:comments?|replies|responses?|discussions?|conversations?)(?: ?\(?\d[\d,.]*\)?| off| closed| policy| \(\)| below| guidelines| here| section| now| \(disabled\)| on this story| yet| 0)?[ .:»]*", "12 Comments"),
    Pattern("form", r"leave (?:a|your) (?:reply|comment|response|feedback).{0,40}|cancel reply|post (?:a |your )?(?:comment|reply)|(?:write|add|type|submit|share) (?:a|your) (?:comment|reply|thoughts|response|opinion|views?)(?: (?:here|below))?[ .…]*|join the (?:discussion|conversation|debate).{0,60}|want to join the (?:discussion|conversation)\??|feel free to contribute!?", "Leave a Reply"),
    Pattern("form", r"your e-?mail (?:address )?(?:will|is|won't|would) (?:not|never)?.{0,20}(?:be )?(?:published|shared|required).{0,80}|required fields are marked.{0,6}|save my name.{0,120}|notify me (?:of|when|by).{0,80}|this site uses akismet.{0,120}|(?:name|e-?mail|website|comment|your name|your email|message|subject|captcha|phone) ?\*+|(?:you must|please|you need to|you have to) (?:be )?(?:log(?:ged)?[ -]?in|sign(?:ed)?[ -]?in|register).{0,60}(?:comment|reply|post|account|discussion|read|continue|follow|methods).{0,50}", "Your email address will not be published. Required fields are marked *"),
    Pattern("form", r"you are commenting using your .{0,60}|connecting to %s|%d bloggers? (?:like|menyukai).{0,10}|(?:post was not sent|email check failed|sorry, your blog cannot share).{0,80}|comments (?:are|have been|on this (?:story|article) are) (?:closed|disabled|moderated|turned off|not available|now closed|off|welcome|for subscribers only).{0,100}|(?:view|read) (?:our )?(?:comment|commenting|community) (?:policy|guidelines|rules|standards)|please (?:enable javascript to view|read our) .{0,60}comment.{0,60}|be the first to (?:comment|know|share|respond|reply).{0,40}|(?:log in|sign in|login|register) to (?:comment|reply|post|leave|join|view|continue|save|like).{0,40}|what do you think\??|rate this (?:article|story)|was this (?:article|page|information) helpful\??|report (?:a |an |this )?(?:comment|abuse|error|typo|mistake|correction).{0,30}|(?:found|spotted|see|noticed) (?:a |an )?(?:mistake|error|typo|something wrong).{0,80}|suggest a correction|submit (?:a )?correction.{0,20}|send (?:us )?(?:feedback|tips|a tip).{0,30}|have a (?:news )?tip\?.{0,80}|got a tip\?.{0,80}", "Comments are closed."),
    # ---- cookies and advertisements
    Pattern("cookies", r"(?:our|the|this) (?:web ?site|site|page) (?:also )?(?:uses|is using|stores?) cookies.{0,300}", "This website uses cookies to improve your experience", longest=LONGEST),
    Pattern("cookies", r"(?:we|(?:we|the courier) and (?:our|its) (?:\d+ )?partners) (?:also )?(?:use|store|process|collect|set|ask|need|value|care about)\b.{0,200}\b(?:cookies?|your consent|privacy (?:settings|preferences|choices|notice|manager)|your privacy|gdpr|trackers?|tracking technologies)\b.{0,200}|(?:by (?:continuing|using|clicking|browsing)|manage|accept|reject|allow|decline|to (?:continue|improve|give you|help))\b.{0,160}\b(?:cookies?|privacy (?:settings|preferences|choices|notice|manager|policy))\b.{0,200}", "We use cookies to personalise content", longest=LONGEST),
    Pattern("cookies", r"(?:this (?:web ?site|site) uses cookies|(?:strictly )?necessary cookies are|we use (?:necessary |functional |analytical )?cookies|any cookies that may not be|functional cookies help|analytical cookies are|performance cookies are|advertisement cookies are|our partners use cookies).{0,900}", "Necessary cookies are essential for the website to work. They store nothing about you.", longest=LONGEST),
    Pattern("cookies", r"(?:accept|reject|allow|decline|agree)(?: (?:all|cookies|and close|and continue|necessary|selected))*|got it!?|i (?:agree|accept|understand|consent)|ok, (?:got it|i agree)|cookies?(?: (?:policy|notice|settings|preferences|statement|list|declaration|consent|banner))?|consent preferences|manage (?:consent|preferences|options)|privacy preference cent(?:er|re)|update your preferences ?»?|we value your privacy.{0,40}", "Accept all cookies"),
    Pattern("advert", r"(?:- ?)?(?:advertisements?|advertising|advertisement[:.]?|adverts?|ad|ads|anzeige|werbung|publicidad|publicidade|publicité|pubblicità|iklan|reklama?|annonse?|advertentie|реклама|إعلان|sponsored|promoted|paid (?:post|content)|paid advertisement|sponsor(?:ed)? (?:message|content))(?: ?- ?| feedback| \d)?[: ]*", "Advertisement"),
    Pattern("advert", r"(?:story|article|content|post) (?:continues|continued|resumes) (?:below|after|under).{0,60}|(?:scroll|continue) (?:down )?(?:below |for |to )(?:.{0,20}(?:advertisement|ad|continue|more|article)).{0,30}|(?:remove|hide|report|skip|close) (?:this )?(?:ads?|advertisement|advert)|(?:why|about) (?:these|this|our) ads?\??|supported by|ad choices|adchoices|advertise(?: with us| here)?|advertisement ?[-–—] ?.{0,40}|the ad (?:below|above).{0,40}|(?:play )?(?:video )?ad will .{0,40}", "Story continues below advertisement"),
    Pattern("advert", r"ad ?-?block(?:er)? (?:detected|is on|enabled)!?.{0,60}|.{0,100}\b(?:disabl\w+|turn(?:ing)? off|paus\w+|whitelist\w*|switch(?:ing)? off) (?:your |the )?(?:ad|advert)[- ]?block\w*.{0,100}|.{0,80}(?:using|use) an? ad[- ]?blocker.{0,120}", "Adblock Detected", ("block",)),
    Pattern("advert", r"(?:shop|buy|order|get) (?:now|it now|here)|buy (?:now )?on amazon|special offer|limited time offer.{0,40}|sale ends .{0,30}", "Shop now"),
    Pattern("advert", r".{0,60}(?:as an amazon associate|affiliate (?:links?|commission)|we may (?:earn|receive) a? ?.{0,20}commission).{0,200}", "The Courier may earn an affiliate commission on what you buy.", ("amazon associate", "affiliate", "commission")),
    # ---- media players and galleries
    Pattern("media", r"(?:(?:play|watch|listen|hear|pause|mute|unmute|replay|stream)(?: (?:the )?(?:video|audio|clip|live|to (?:this|the) (?:article|story|podcast)|full (?:episode|video)|again|now))?|full ?screen|video (?:duration|player|loading|unavailable)|loading(?: (?:content|video|player|comments|more|the player|\.\.\.))?|autoplay|video player is loading.*|this (?:video|content|media|audio|feature) (?:file |clip )?(?:is (?:not|no longer|un)|cannot|can't|can not|could not|requires).{0,80}|current time.{0,20}|duration ?(?:time)?:? ?[\d:]{0,8}|remaining time.{0,20}|volume(?: \d+%)?|now playing|up next|subtitles(?: off)?|captions(?: off)?|playback .{0,20}|your browser (?:does not|doesn't) support.{0,100}|media playback .{0,60}|to play this (?:video|audio).{0,100}|please enable javascript.{0,80}|javascript (?:is )?(?:required|disabled|must be).{0,60}|listen to (?:this )?(?:article|story).{0,30}|listen ?[-–(]? ?\d+ min.{0,10}|\d{1,2}:\d{2}(?: ?/ ?\d{1,2}:\d{2})?(?: now playing)?)[ .…]*", "Listen to this article"),
    Pattern("media", r"(?:enlarge|expand|zoom|full ?size|view|hide|show|see|open|click to (?:enlarge|expand|view|open|zoom))(?: (?:this )?(?:image|photo|picture|caption|gallery|full ?size|larger|full ?screen|slide ?show|map|chart|graphic)s?)(?: \(?\d+.{0,12})?|toggle caption|hide caption|view (?:\d+ )?(?:images?|photos?|pictures)(?: \d+)?|(?:image|photo|slide|item|picture|page) ?\d+ (?:of|/|out of) ?\d+.{0,20}|photo gallery|slide ?show|\d+ (?:photos?|images?|pictures?|slides?|videos?)|view slide ?show|embed(?:ded)?(?: code)?|in (?:pictures|photos|video)[: ]*|photos?:? ?\d{0,3}|swipe .{0,40}|image|caption", "Click to enlarge image"),
    Pattern("media", r"(?:view|see) (?:this |the )?(?:post|tweet|photo|profile|original|more) on (?:instagram|facebook|twitter|x|tiktok|threads)|a post shared by .{0,100}|pic\.twitter\.com/\S+|(?:https?://)?t\.co/\S+|this (?:post|tweet|content) (?:was deleted|is unavailable|is hosted).{0,60}", "View this post on Instagram"),
    Pattern("media", r"(?:this|our) (?:live ?)?(?:blog|page|coverage) (?:is|has|has been|has now|is now)(?: now)? (?:closed|ended|finished)\b.{0,120}|(?:that'?s|that is) (?:all|it) (?:from|for) (?:our|the|this) live (?:blog|coverage|page).{0,80}", "This live blog is now closed"),
    # ---- reading times, counters, lists, markers, waits
    Pattern("reading-time", r"length: \d+ words", "LENGTH: 71 words"),
    Pattern("reading-time", r"(?:estimated |approx\.? |approximate )?(?:(?:reading|read) time|time to read|length)[:\-– ]*(?:less than |about |under |~ ?|< ?)?(?:\d+|an?|one|two|three|four|five)?[ -]*(?:min(?:ute)?s?|mins?\.?|seconds?|secs?|words)?(?: read)?[ .]*", "Reading time: 4 minutes"),
    Pattern("reading-time", r"(?:~ ?|about |less than |< ?|under )?(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)[ -]?(?:min(?:ute)?s?|mins?\.?|m|seconds?|secs?)[ -](?:to )?(?:read|listen|watch|video|audio)(?:ing)?(?: time)?[ .]*|(?:tempo de leitura|waktu baca|tiempo de lectura|temps de lecture|lesezeit|lesedauer|tempo di lettura|leestijd)[: ]*\d+ \w+\.?|lecture \d+ min\.?|\d+ min(?:uten)? (?:lesezeit|de lectura|de lecture|leitura|okuma)", "4 min read"),
    Pattern("counter", r"\(?[\d,.]+[km]?\+? ?(?:shares?|views?|likes?|reads?|fans?|followers?|subscribers?|followersfollow|fanslike|subscriberssubscribe|hits|visits|votes?|reactions?|retweets?|downloads?|visitors?|points?)\)?(?: ?follow| ?like| ?subscribe)?(?: ?[|·•/] ?[\d,.]+[km]? \w+)*|(?:views?|shares?|likes?|reads?|hits|visitors?|viewed|post views)[: ]+[\d,.]+[km]?|this (?:story|article|post) has been (?:shared|viewed|read) [\d,]+ times\.?(?: [\d,]+)?", "1,204 shares"),
    Pattern("counter", r"\(?\d{1,3}(?:[ /|]+| of )\d{1,3}\)?|[\d,.]+|\[\d+/\d+\]|#\d+|\d+[km]\+?|\(\d+\)", "1 of 6"),
    Pattern("list", r"list \d+ of \d+|end of list|list of \d+ items|.{0,4}\d+ of \d+ in (?:the )?(?:list|series)", "list 1 of 3"),
    Pattern("marker", r"[A-Z]{1,2}|[a-z]{1,2}|[aA][+-]?[aA][+-]?|[aA]{2,3}|[|·•*+×✕✖›»>▶►▼▲◀◄■□●○~^_=…. –—-]{1,12}|\W{1,3}", "TT"),
    Pattern("wait", r"(?:please )?(?:wait|processing|updating|refresh|refreshing|checking your browser|just a moment|verifying)[ .…!]*|enable (?:javascript|cookies)(?: and cookies)? to continue|something went wrong.{0,60}|an error (?:has )?occurred.{0,60}|try again(?: later)?[.!]?|page not found|error|ok|okay|yes|no|submit|send|cancel|cancelar|batal|apply|reset|clear|done|edit|delete|reply|flag|report|vote|poll|poll results|options?|settings|help|faqs?|go|filter|sort(?: by)?|share:|relevance|undo|balas", "Please wait…"),
    # ---- under the article
    Pattern("tags", r"(?:tags?|topics?|filed under|filed in|keywords?|labels?|categories|category|in this story|related tags|posted in|trends|hashtags?|read more about|more about|explore topics|tagged(?: with| as)?|schlagwörter|etiquetas|étiquettes|kategori|теги|وسوم|companies|people|places)(?: ?:| ?#| ?») ?.{0,200}", "Tags: harbour, council, budget", longest=LONGEST),
    Pattern("tags", r"(?:filed under|filed in|posted in|tagged) .{1,160}|(?:#\w+[ ,]*){1,20}", "Filed under Local News", longest=LONGEST),
    Pattern("licence", r"(?:request (?:a )?(?:reprint|correction)s?.{0,100}|(?:purchase|get|buy) (?:licen[cs]ing rights|reprints?|rights).{0,60}|licen[cs]e this (?:article|content|image).{0,60}|republish(?: this (?:article|story))?|rights (?:and|&) permissions?|reprints? (?:and|&) permissions?|order reprints.{0,40}|our standards: .{0,100}|read our (?:editorial|ethics|standards|fact-?check).{0,60}|editorial (?:standards|guidelines|policy|process|code).{0,60}|(?:why|how) (?:you can )?trust .{0,40}|about (?:the )?(?:our )?(?:author|writer|reporter|journalist)s?|about us|about this (?:site|website|article|story)|(?:view|see|read) (?:author )?(?:archive|bio|profile|all posts by .{0,40})|e-?mail the author|get author rss feed|contact (?:the )?(?:author|reporter|newsroom|us|info).{0,60}|view author archive|more by this author|all posts by .{0,40}|meet the .{0,30})[ .]*", "Purchase Licensing Rights"),
    Pattern("licence", r"(?:load[- ]date|publication[- ]type|language|journal[- ]code|document[- ]type|graphic|subject|geographic|accession number): .{1,120}", "LOAD-DATE: January 13, 2026"),
    Pattern("licence", r".{2,60} website contains only a portion of the news (?:stories|items).{0,300}", "Coast Press website contains only a portion of the news stories offered to subscribers.", ("portion",)),
    Pattern("licence", r"(?:the )?(?:views?|opinions?)(?: and opinions| and views| and ideas)? expressed (?:in this|here|by|are|herein|above|on this).{0,300}|the above article (?:has been )?.{0,200}|disclaimer[:.].{0,300}|this (?:material|content|article|story|report|document) (?:may not be|is protected|is copyrighted|cannot be) .{0,240}|not edited by .{0,80}staff.{0,80}|(?:reproduction|republication|copying|republishing)\b.{0,120}(?:prohibited|forbidden|permission|consent).{0,80}", "This material may not be published, broadcast, rewritten or redistributed.", longest=LONGEST),
    Pattern("licence", r".{2,120}\b(?:may|can) be (?:reached|contacted) (?:at|on|by) .{0,60}\w@\w.{0,200}", "Anna Vale may be reached at vale@courier.example.", ("be reached", "be contacted")),
    Pattern("advert", r"\[[a-z_]{3,20} [a-z_]{2,20}=.{1,300}\]", "[button link=”https://courier.example/” type=”big”]Write to us[/button]", ("[",)),
    Pattern("licence", r"(?:all |the )?(?:information|content|material|statements?|opinions?)s? (?:provided|contained|presented|published|found|given) (?:on|in|at|by) (?:this|our|the) (?:web ?site|site|blog|article|page|post|newsletter)\b.{0,900}", "The information provided on this website is no substitute for advice.", longest=LONGEST),
    Pattern("licence", r"\W{0,3}these statements have not been evaluated.{0,400}|\W{0,3}(?:individual )?results (?:may )?vary\b.{0,400}|(?:always )?consult (?:with )?(?:your|a) (?:own )?(?:physician|doctor|health ?care|qualified).{0,60}\bbefore\b.{0,500}|we (?:may|can|might) (?:earn|receive|get) .{0,30}commissions?.{0,300}", "*These statements have not been evaluated by the harbour board.", longest=LONGEST),
    Pattern("licence", r".{0,80}\bcontains? affiliate links.{0,300}", "The tide table that we print at the foot of each of our pages contains affiliate links.", ("affiliate links",)),
    Pattern("advert", r"(?:get|read|watch|see|download|click) .{2,80} by clicking here[.! ]*", "Get Harbour Business on the go by clicking here"),
    Pattern("advert", r".{0,200}\bclick here (?:for|to)\b.{0,80}", "Harbour Monthly comes through your letterbox. Click here for more.", ("click here",)),
    Pattern("newsletter", r".{0,160}\b(?:subscribe to|sign up (?:for|to)) (?:our|the) .{0,60}\b(?:newsletters?|mailing list|podcast|channel)\b.{0,80}", "Stay up to date. Subscribe to our newsletter.", ("subscribe to", "sign up")),
    # ---- the end of a page
    Pattern("copyright", r"(?:copyrights?[ :]*)?(?:©|\(c\)|&copy;).{0,80}|(?:copyrights?[ :]*)?(?:©|\(c\)|&copy;).{0,60}\b(?:19|20)\d\d\b.{0,260}|copyrights?[ :,]*(?:by )?(?:19|20)\d\d\b.{0,260}|copyright.{0,80}all rights reserved.{0,160}", "© 2024 The Harbour Courier. All rights reserved.", longest=LONGEST),
    Pattern("copyright", r"(?:copyright )?(?:©|\(c\)).{0,160}(?:19|20)\d\d.{0,120}(?:all rights reserved|terms|trademark|permission|registered).{0,700}", "© 2023 Radio Meridian. All rights reserved. Use of this site means that you accept our terms, and its text may not be copied.", longest=LONGEST),
    Pattern("copyright", r".{0,160}(?:all rights reserved|tous droits réservés|todos los derechos reservados|todos os direitos reservados|alle rechte vorbehalten|tutti i diritti riservati|все права защищены|جميع الحقوق محفوظة|tüm haklari saklidir|alle rechten voorbehouden).{0,200}", "The Harbour Courier. All rights reserved.", ("reserv", "réserv", "vorbehalten", "riservati", "защищены", "محفوظة", "saklidir", "voorbehouden")),
    Pattern("copyright", r".{0,60}(?:©|copyright|\(c\)) ?(?:©|\(c\))? ?(?:19|20)\d\d(?: ?[-–—] ?(?:19|20)?\d\d)?\b.{0,120}", "The Harbour Courier © 2024", ("©", "copyright", "(c)")),
    Pattern("copyright", r"(?:proudly )?(?:powered|hosted|designed|developed|built|crafted) (?:by|with|on) .{1,60}|(?:blog|site|website|web) (?:at|di|by|design(?:ed)? by|hosted by|theme by) .{1,50}|theme: .{1,50}|(?:quotes|data|market data) delayed .{0,200}", "Powered by WordPress", longest=LONGEST),
    Pattern("legal", r"(?=" + _FOOT + r")(?=.*\b(?:terms|conditions|t&cs?|privacy|cookies?|legal|imprint|impressum|datenschutz|disclaimer|do not sell|interest[- ]based|ad choices|eula|dmca|fcc|closed captioning|modern slavery)\b)(?:" + _FOOT + r"(?: ?[|/,·•&–-] ?| and | +|$)){1,16}", "Terms of Service Privacy Policy", longest=LONGEST),
    Pattern("menu", r"(?:" + _FOOT + r"(?: ?[|/,·•&–-] ?| and | +|$)){1,16}", "Contact us | Advertise with us | Careers", longest=LONGEST),
    Pattern("legal", r"(?:part of|member of|a member of|a division of|published by|owned by|operated by|a product of) (?:the )?.{1,60}(?:network|group|company|media|ltd|llc|inc|gmbh|corporation|holdings|publishing)\.?|(?:registered (?:office|in|number|charity)|company (?:number|registration|no)|vat (?:number|no)).{0,160}", "Part of the Meridian media network"),
)  # fmt: skip

# Passages between two such lines are furniture whatever they hold; the second number is the most lines between them.
ENCLOSED: tuple[tuple[str, str, int], ...] = ((r"list (?:1 )?of \d+(?: items?)?|list 1 of \d+", r"end of list", 40),)

_LABELS = tuple(PLACE)
_MARKER = "marker"  # the stray signs of a page builder, in capitals or lower-case letters as they stand: case counts
_LONGEST_MARKER = 12  # characters


def _group(label: str, length: int) -> str:
    regexes = (
        row.regex for row in PATTERNS if row.label == label != _MARKER and row.longest >= length and not row.holds
    )
    return "|".join(regexes) or r"(?!)"


def _labels(length: int) -> re.Pattern[str]:
    """Return the labels of lines of a length as one pattern, an empty group behind each: before it, it costs a row."""
    return re.compile("|".join(f"(?:{_group(label, length)})()" for label in _LABELS))


# All labels, and those of long lines; apart from them the rows that ask for a word: label's number and pattern.
_ALL, _LONG = _labels(0), _labels(LONGEST)
_HOLDING = tuple((_LABELS.index(row.label), row.regex) for row in PATTERNS for _ in row.holds)
_WORDS = AhoCorasick([word for row in PATTERNS for word in row.holds], implementation=Implementation.DFA)
_compiled = lru_cache(maxsize=None)(re.compile)  # only those of which a line holds the word
_MARKERS = re.compile("|".join(f"(?:{row.regex})" for row in PATTERNS if row.label == _MARKER))


def furniture(line: str) -> str | None:
    """Return the label of the furniture that a line (stripped, without its bullet) is, None for any other line.

    >>> furniture("Skip to main content")
    'navigation'
    >>> furniture("The harbour reopened on Sunday.") is None
    True
    """
    if len(line) > LONGEST:
        return None
    bare = caseless(line)
    if known := phrase(bare):
        return known
    match = (_LONG if len(line) > SHORT else _ALL).fullmatch(bare)
    first = match.lastindex - 1 if match and match.lastindex else len(_LABELS)
    for row, _, _ in _WORDS.find_matches_as_indexes(bare, overlapping=True):
        number, regex = _HOLDING[row]
        if number < first and _compiled(regex).fullmatch(bare):
            first = number
    if len(line) <= _LONGEST_MARKER and first > _LABELS.index(_MARKER) and _MARKERS.fullmatch(line):
        return _MARKER
    return _LABELS[first] if first < len(_LABELS) else None
