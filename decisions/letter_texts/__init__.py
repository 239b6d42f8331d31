"""A municipality's own editions of letter texts: written, checked, tried out, used, and kept."""
