"""The documents of a case, one module for each kind."""
