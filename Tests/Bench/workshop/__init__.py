"""What a run needs before it can measure: places, packages, compiled programs, the daemon."""
