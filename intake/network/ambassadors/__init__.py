"""Ambassadors: who they are, what they can do, until when their papers hold, and what rules them out.

They are at risk themselves. Nothing of one leaves but in the signed book; no name stands in a log, an address or an
error; and whoever left can be erased for good.
"""
