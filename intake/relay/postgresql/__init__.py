"""The relay's store on a PostgreSQL server, for a relay on several machines: the same tables behind one address."""
