"""sitegen turns a folder of scraped news documents into a static explainer archive."""

__version__ = "0.1.0"
