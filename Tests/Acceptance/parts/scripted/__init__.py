"""What the scripted IRC server is made of; `parts/scripted_ircd.py` is its door."""
