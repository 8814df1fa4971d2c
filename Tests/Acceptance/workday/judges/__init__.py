"""What must hold after the day, beside what the judges of the crash runs look at."""
