"""The order of what is crossed about contact, by the words of the form's texts. Print and desk follow the same."""

from __future__ import annotations

AGES = ("adult", "teen")
CONTACT = {
    "reach": ("call", "message", "come", "no"),
    "address": (),
    "line": ("mine", "shared", "unknown"),
    "when": ("weekday-morning", "weekday-afternoon", "weekday-evening", "weekend"),
    "professional": ("woman", "man", "any"),
    "ambassador": ("yes", "other-town", "no"),
}
"""The six blocks about contact. An address is written, not crossed."""
