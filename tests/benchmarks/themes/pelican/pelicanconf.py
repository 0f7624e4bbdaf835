"""What Pelican renders: a page an article, lists of each tag (entity), category (topic), author (outlet), day, month, year.

Lists of tags, categories and authors are cut into pages of 200; those by date can't be. One feed of the latest 50, no
drafts, no other page. Names come from one map; the lists of an article's neighbours are read from its front matter.
"""

import json
from pathlib import Path

HERE = Path(__file__).parent
SITENAME = "A generated archive"
SITEURL = "https://archive.example"
PATH = "content"
THEME = "theme"
TIMEZONE = "UTC"
PLUGINS: list[str] = []
DEFAULT_PAGINATION = 200
ARTICLE_URL, ARTICLE_SAVE_AS = "articles/{slug}/", "articles/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "entities/{slug}/", "entities/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "topics/{slug}/", "topics/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "outlets/{slug}/", "outlets/{slug}/index.html"
TAGS_SAVE_AS, CATEGORIES_SAVE_AS, AUTHORS_SAVE_AS = "entities/index.html", "topics/index.html", "outlets/index.html"
YEAR_ARCHIVE_SAVE_AS = "dates/{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "dates/{date:%Y}/{date:%m}/index.html"
DAY_ARCHIVE_SAVE_AS = "dates/{date:%Y}/{date:%m}/{date:%d}/index.html"
ARCHIVES_SAVE_AS = ""
PAGINATED_TEMPLATES = {"tag": None, "category": None, "author": None}
FEED_ALL_ATOM, FEED_MAX_ITEMS = "feed.xml", 50
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
MARKDOWN = {"extensions": ["meta"], "output_format": "html5"}
JINJA_GLOBALS = {"names": json.loads((HERE / "names.json").read_bytes()) if (HERE / "names.json").exists() else {}}
JINJA_FILTERS = {"given": json.loads}
