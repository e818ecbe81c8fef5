"""What programs with data of their own on one computer share: the desk and the network book.

Files that are there whole or not at all, databases that are made and opened by steps, people with roles, CSV that works
nothing out. Knows no zone, no web and nobody.
"""
