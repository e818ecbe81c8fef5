"""Scores and flags: what the answers add up to, and which rules they meet. Runs at the desk and nowhere else."""

from intake.desk.triage.judgement import Given, Judgement, Reason, judge
from intake.questionnaire import Level

__all__ = ["Given", "Judgement", "Level", "Reason", "judge"]
