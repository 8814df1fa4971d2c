"""A desk on Matrix whose daemon and whose homeserver are killed by the hundred."""
