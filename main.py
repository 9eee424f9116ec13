"""Starts it: with a verb, the command line; without one, the window."""

import sys

from ui.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
