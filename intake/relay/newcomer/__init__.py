"""The form and the pages around it: fixed bytes, the same for everybody, made before the first request.

Nothing here reads a request beyond its path: no cookie, no session, no log of its own. What is answered never
depends on who asks. The browser's half is in browser/; it is bundled into assets/ (scripts/setup).
"""
