"""Steps of ambassadors towards paid work: dated, in fixed words, with a note."""
