"""The GGD's keys: made in a ceremony, kept in locked files, used one command at a time.

Private halves never leave a locked file but into memory; what is public is signed by the identity.
"""
