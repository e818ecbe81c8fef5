"""Envelop: the sealed envelope, digital.

The top of the package says where code runs: see docs/architecture.md.
"""
