"""Alembic's steps of the staff's database."""
