"""The network book: who can help, kept by a coordinator at a local organisation. Knows no case and no envelope.

Guarantees: its database is encrypted, what leaves it is signed, and nobody's name leaves it but to the desk that asks.
"""
