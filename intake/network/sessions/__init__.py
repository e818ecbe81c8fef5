"""Information sessions: ambassadors tell a group something. How many were reached, never who."""
