"""Who could help a person: proposals from the network book, with reasons in words. A nurse chooses.

Pure and deterministic: the same case, book and day give the same proposals, in whatever order the book is written.
Nothing that a person answered is used, and no reason tells why they need help.
"""

from intake.desk.matching.matching import MOST, Matches, match
from intake.desk.matching.wanted import Wanted, wanted_of

__all__ = ["MOST", "Matches", "Wanted", "match", "wanted_of"]
