"""How the desk speaks on a terminal. Whatever an envelope says is made harmless before it is printed."""
