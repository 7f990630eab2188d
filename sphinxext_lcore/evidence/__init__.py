"""Evidence in: what tests, results and marks in source files say about requirements. Runs no code of theirs."""
