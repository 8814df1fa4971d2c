"""What is promised and does not hold yet; see the README."""
