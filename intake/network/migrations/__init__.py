"""How the book's database comes into being and changes, step by step (Alembic). A released step is never edited."""
