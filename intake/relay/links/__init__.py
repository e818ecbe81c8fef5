"""Links: handed out, found, and never marked. What a link's row says does not depend on what was done with it."""
