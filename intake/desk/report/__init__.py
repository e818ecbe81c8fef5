"""The figures as people get them: named tables for the manager, municipalities and policy; as pages, PDF and CSV.

Nothing of a count is shown here but through `intake.desk.disclosure`.
"""
