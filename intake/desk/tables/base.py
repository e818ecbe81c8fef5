"""What all tables of the desk share."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
