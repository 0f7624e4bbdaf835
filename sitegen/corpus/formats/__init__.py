"""One file a format, one function each: bytes in, Documents and Problems out."""
