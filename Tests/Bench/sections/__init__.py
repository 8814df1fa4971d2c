"""What is measured, a section for each question of the bench."""
