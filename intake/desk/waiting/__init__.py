"""Waiting for care: since when, against which norm, what bridges the time, and who asks how it goes.

A wait follows its referral, and never the other way round by itself. Past the norm it rises in every list. Software
counts days; what is done about them a nurse decides.
"""
