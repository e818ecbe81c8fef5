"""What this desk lets the relay show to everybody: shown to a coordinator first, then signed, numbered and kept.

It reads the network book, the configuration and the ledger of released tables, and no case. No name of an ambassador
or contact person and no count below three ever gets into the file.
"""
