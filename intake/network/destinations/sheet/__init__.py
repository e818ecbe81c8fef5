"""Destinations as CSV: out as a spreadsheet opens it, and back in with a look at what would change first.

What was written out comes back in as it was. Nothing is written before somebody confirmed what they saw; then all of
it, or nothing.
"""
