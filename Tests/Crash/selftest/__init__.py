"""The judge itself is tested: on made-up evidence, and on stores that a doctor has been at."""
