"""Disconnects by the hundred: a conversation each, cut somewhere, carried on and judged."""
