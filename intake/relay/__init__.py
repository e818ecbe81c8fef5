"""ONLINE. Takes sealed envelopes, hands out links, gives couriers their bundles.

Nothing here can open an envelope or imports what can (intake.desk), and nothing here keeps, for an envelope, more
than its inbox and the ISO week it came (intake.relay.tables).
"""
