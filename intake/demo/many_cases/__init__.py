"""Thousands of cases with a course of their own, in a real desk within seconds: for figures, lists and measurements.

Invented people over six quarters, of all languages of the form and all regions. Their answers are judged by the real
rules; what nurses did with them follows the same order as in earnest, with the same rows and the same trail. The same
seed and day always make the same cases.
"""

from __future__ import annotations

from intake.demo.many_cases.making import Made, make_many_cases
from intake.demo.many_cases.places import PLACES

__all__ = ["PLACES", "Made", "make_many_cases"]
