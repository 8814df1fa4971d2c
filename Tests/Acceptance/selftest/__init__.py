"""Do the parts themselves hold? These tests need no daemon."""
