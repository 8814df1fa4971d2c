"""People at chat clients that cost next to nothing, so that what is measured is the bot."""
