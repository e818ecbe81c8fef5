"""Reads the rules of a questionnaire's file, each for itself and then all together.

All together, because two mistakes show in no single rule: a case that meets no rule at all, and a form that was
skipped from end to end and would pass for one where nothing stands out.
"""

from __future__ import annotations

import re

from intake.questionnaire.conditions import Condition, Either, Every, MissingCount, NoEarlierRule, Unanswered
from intake.questionnaire.document import Table
from intake.questionnaire.grammar import Names, parse
from intake.questionnaire.level import Level
from intake.questionnaire.model import Rule
from intake.questionnaire.tokens import ConditionError

MAX_RULES = 200
MAX_DAYS = 60

_RULE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,15}", re.ASCII)


def read_rules(table: Table, names: Names) -> tuple[Rule, ...]:
    """The rules in the order of the file. Raises QuestionnaireError."""
    rules: list[Rule] = []
    for entry in table.tables("rules"):
        rule = _rule(entry, names)
        if rule.id in {earlier.id for earlier in rules}:
            raise entry.refused("id", "used twice")
        rules.append(rule)
    if not 1 <= len(rules) <= MAX_RULES:
        raise table.refused("rules", f"expected 1 to {MAX_RULES} rules")
    _check_together(table, rules)
    return tuple(rules)


def _check_together(table: Table, rules: list[Rule]) -> None:
    if rules[-1].when != NoEarlierRule():
        raise table.refused("rules", "the last must be `no earlier rule`, so that every case meets a rule")
    if not any(_asks_for_missing(rule.when) for rule in rules if rule.level > Level.GREEN):
        reason = "one above green must ask for what is missing, or a form skipped from end to end would be green"
        raise table.refused("rules", reason)


def _asks_for_missing(condition: Condition) -> bool:
    if isinstance(condition, Every | Either):
        return any(_asks_for_missing(part) for part in condition.parts)
    return isinstance(condition, MissingCount | Unanswered)


def _rule(entry: Table, names: Names) -> Rule:
    level = _level(entry)
    rule = Rule(
        id=entry.identifier("id", _RULE_ID),
        name=entry.text("name"),
        level=level,
        # Whoever is to be contacted must know by when; green asks for no contact.
        working_days=None if level is Level.GREEN else entry.number("working_days", 1, MAX_DAYS),
        when=_when(entry, names),
        reason=entry.text("reason"),
        advice=entry.text("advice"),
    )
    entry.close()
    return rule


def _when(entry: Table, names: Names) -> Condition:
    try:
        return parse(entry.text("when"), names)
    except ConditionError as error:
        raise entry.refused("when", error.message) from None


def _level(entry: Table) -> Level:
    word = entry.text("level")
    if word not in tuple(Level):
        raise entry.refused("level", f"expected one of {' '.join(Level)}")
    return Level(word)
