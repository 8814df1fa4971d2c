"""The bots that are measured beside, each with its flood limits off and one command: ping."""
