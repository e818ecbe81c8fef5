"""The ``intake`` command: one file per group, each imported only when it is called."""
