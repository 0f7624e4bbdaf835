"""Raw files in, articles out, each article once. Pure: no clock, disk, network or randomness."""
