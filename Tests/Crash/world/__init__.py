"""The real things that a crash run breaks: a daemon, its disk, its network, its receiver."""
