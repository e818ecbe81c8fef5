"""Reading the audit trail: is it whole, how far is that proven, and who did what. Nothing here changes an entry."""
