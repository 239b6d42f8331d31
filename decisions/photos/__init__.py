"""The photos that a letter shows: chosen one by one, each after somebody looked that nobody can be recognised in it."""
