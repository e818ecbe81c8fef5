"""Where people can be referred to, as far as it is the same everywhere: what each kind is, and national numbers.

Data with its source and the day it was checked; nothing here is promised to be right. Knows no zone and nobody.
"""

from intake.destinations.kinds import Kind, kind_of, kinds
from intake.destinations.national import Number, national_numbers

__all__ = ["Kind", "Number", "kind_of", "kinds", "national_numbers"]
