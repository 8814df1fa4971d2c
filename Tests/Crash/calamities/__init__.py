"""What can befall a running desk, and how it is mended."""
