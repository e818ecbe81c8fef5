"""What nurses do with a case: decide, try to reach the person, refer, note. Nothing here happens by itself.

Each deed is one transaction: the rows, the case's new revision, and the entry in the audit trail.
"""
