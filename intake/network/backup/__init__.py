"""Backups of a network book: one file, encrypted as it lies, made while people work, and brought back from it.

    backup.json       which book, when, and the digests of what follows, under the book's own seal
    network.locked    all keys, behind each person's passphrase
    network.sqlite    encrypted with a key that stands in network.locked

Whoever finds the file reads the names of the slots, a date, and how large the database is.
"""
