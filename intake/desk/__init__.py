"""OFFLINE: the GGD's workstation. Private keys, opened answers, flags, the referral queue.

Nothing here opens a network connection, and nothing that is online imports it.
"""
