"""What the pages of a decision show, worked out from rows and the law book. No question to the database here."""
