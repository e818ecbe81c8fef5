"""Somebody is told: mails to the GGD that the post may be collected, and that nobody did.

No mail says whether anything waits, or anything of an envelope, a link or a person. Mails go over TLS, to a server
whose certificate is verified, or not at all.
"""
