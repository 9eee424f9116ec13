"""What people meet: the window and the command line."""
