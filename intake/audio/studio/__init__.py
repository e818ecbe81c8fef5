"""The page on which people read aloud what the form says, and hear and approve what others read.

It runs on one computer, for the browser of that computer, while `intake audio record` runs; no relay serves it.
"""
