"""What the desk, the network book and the relay hand each other beside envelopes: signed files, and nothing of a case.

Guarantees: a file is believed only when its signature fits; unknown members and kinds are refused; an older one never
takes the place of a newer. Knows no web, no database and no zone.
"""
