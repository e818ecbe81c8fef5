"""What the pages of staff share, online and at the desk: their words in Dutch and English, days in words, and waiting.

It knows no zone: neither an envelope nor an account.
"""
