"""What goes, when, and on whose word: cases after a term or by request, and sealed envelopes that nobody could use."""
