"""Hours and allowance: entries that nobody changes, months that add them up, and caps that hold."""
