"""What both sides of the wall speak: formats, public-key sealing, signatures.

No web, no database, no private halves.

An envelope is sealed here (`sealing`), parsed here (`format`), and opened elsewhere: only `intake.desk.opening` can.
"""
