"""A site in English without a catalogue, and the page of one of its articles."""

import gettext

from sitegen.site import wording
from sitegen.site.place import Place
from sitegen.site.speech import Speech
from sitegen.site.wording import Wording

ENGLISH = Speech(gettext.NullTranslations(), Wording(wording.locale("en"), str))
PLACE = Place("articles/a-1/", "../../", "pretty", ENGLISH, "en")
