"""Disclosure control: which numbers of a table may be told, so that nobody is found in them.

It knows counts and tables, no case, no web; only the ledger (ledger.py) knows the database. It guarantees that after
a release, whoever has every table that was ever released, and a computer, still finds each hidden number possible
within a span of at least ``threshold``. What cannot be proven so is not released.
"""
