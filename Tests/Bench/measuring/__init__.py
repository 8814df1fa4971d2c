"""What a figure is: samples, criteria, the table and the document they end in."""
