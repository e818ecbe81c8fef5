"""Where people live: municipalities, their GGD, their neighbours. Data that every zone may read; it knows nobody."""
