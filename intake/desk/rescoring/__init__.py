"""Rules that changed: what they would make of open cases, and judging those again on a coordinator's word."""
