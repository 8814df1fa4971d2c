"""What the desk says of itself in figures, counted again from its events and from nothing else.

The formulas are those of the manual, written down a second time; they share no code with the
product. `told` reads the lines of the chat and fails loudly at one that it does not know.
"""
