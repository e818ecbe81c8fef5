"""Where people can be referred to, as this book knows it: kept by hand, or brought in and out as CSV; days checked."""
