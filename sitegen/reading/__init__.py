"""An article in, what it says out: stand-off annotations by character offset. Pure."""
