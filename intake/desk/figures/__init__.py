"""Figures: how often something happened in a quarter, and how long it took. Exact, and so never shown as they are.

`counting.read_counts` gives `Counts`; whoever shows or prints them goes through `intake.desk.disclosure`.
"""
