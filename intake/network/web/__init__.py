"""The network book's pages, for the people of a local organisation, on the computer they sit at."""
