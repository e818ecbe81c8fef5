"""Signals: what ambassadors see more than once, by topic, region and quarter. No person is in one."""
