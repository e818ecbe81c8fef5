"""The form on paper: the same questions for whoever has no device that can seal, printed here or from the relay's page.

One source for both: what is asked stands in blocks.py, how it looks in templates/ and form.css. A form is whole in one
language or not made at all, says on its outside no more than "My health", and holds nothing about who gets it but a
fresh code. Knows no zone, no web and no database.
"""
