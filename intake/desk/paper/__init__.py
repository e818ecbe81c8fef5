"""Forms on paper: typed in by a nurse, then a case like one that came sealed.

The same gate (the envelope's own rules for what it may hold), the same judgement, the same queue. What is typed goes
into the encrypted database and nowhere else; who typed it stands in the audit trail. No envelope belongs to it, so no
receipt names it.
"""
