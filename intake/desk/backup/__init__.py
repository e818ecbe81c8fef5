"""Backups of a desk: one file, made while people work, tried as soon as it is written, and brought back from it."""
