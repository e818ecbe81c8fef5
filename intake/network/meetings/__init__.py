"""Meetings: the network's own, every month, and intervision, which everybody needs twice a year."""
