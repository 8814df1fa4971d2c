"""What the scripted homeserver is made of; `parts/scripted_homeserver.py` is its door."""
