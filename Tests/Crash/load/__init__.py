"""What goes on at the desk meanwhile: customers write, people answer, all of it recorded."""
