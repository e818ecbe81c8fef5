"""What Dutch professionals call the languages."""

from __future__ import annotations

_DUTCH = {
    "nl": "Nederlands", "en": "Engels", "ar": "Arabisch", "uk": "Oekraïens", "ti": "Tigrinya", "tr": "Turks",
    "prs": "Dari", "fa": "Farsi (Perzisch)", "so": "Somalisch", "ps": "Pasjtoe", "kmr": "Kurmanci (Koerdisch)",
    "pl": "Pools", "ru": "Russisch", "fr": "Frans",
}  # fmt: skip


def in_dutch(tag: str) -> str:
    """The language's name; its tag, where we do not know it."""
    return _DUTCH.get(tag, tag)
