"""The desk's pages, on 127.0.0.1 only: the same deeds as the commands, for people who work here all day.

Nothing comes from elsewhere and nothing goes out. What a page shows of a person was opened in memory, and is gone from
it when the desk is locked.
"""
