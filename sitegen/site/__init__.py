"""The archive in, files out: pages, feeds, open data, search."""
