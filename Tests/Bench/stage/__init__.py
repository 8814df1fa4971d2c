"""Real servers with people on them, and the daemon on a desk of the bench's own."""
