"""Questionnaires: load, check, and the texts and languages of them.

Both sides of the wall use this room, so it knows no web, no database and nothing of the desk. It carries weights
and rules but never applies them: only intake.desk.triage judges.
"""

from intake.questionnaire.answers import Answer, Answers, AnswersError, check_answers
from intake.questionnaire.languages import LANGUAGES, Language, language
from intake.questionnaire.level import Level
from intake.questionnaire.loader import load
from intake.questionnaire.model import Band, Choice, Question, Questionnaire, Rule, Scale, Score
from intake.questionnaire.shipped import shipped_folder, shipped_questionnaire
from intake.questionnaire.structure import FormStructure, form_structure

__all__ = [
    "LANGUAGES",
    "Answer",
    "Answers",
    "AnswersError",
    "Band",
    "Choice",
    "FormStructure",
    "Language",
    "Level",
    "Question",
    "Questionnaire",
    "Rule",
    "Scale",
    "Score",
    "check_answers",
    "form_structure",
    "language",
    "load",
    "shipped_folder",
    "shipped_questionnaire",
]
