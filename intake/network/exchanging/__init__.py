"""What this book and a GGD's desk hand each other, as signed files that people carry: the book, slips, outcomes."""
