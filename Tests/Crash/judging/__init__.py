"""What must be so after a calamity, judged from what people and other systems saw."""
