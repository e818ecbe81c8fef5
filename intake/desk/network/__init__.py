"""The network book at the desk: brought in as a signed file, believed by a key that people compared, read by nurses.

Nothing of a case goes into it, and nothing in it is changed here: that is the coordinator's own program.
"""
