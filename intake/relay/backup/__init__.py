"""Backups of a relay: made while it serves, as secret as the relay itself, and tried by bringing one back."""
