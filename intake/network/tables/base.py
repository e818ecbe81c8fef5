"""What all tables of the network book share."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
