"""What a municipality prints above its letters: its mark, its colour, its lines."""
