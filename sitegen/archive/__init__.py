"""One SQLite file: the only state between documents and pages."""
