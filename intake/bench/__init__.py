"""Measurements: each figure is a ratio to the raw primitive it stands on, measured in the same run.

Machines differ and drift; a ratio to a named limit does not. Nothing here asserts a time.
"""
