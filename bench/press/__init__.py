"""The press beside the tools that a municipality would otherwise use; see ``__main__`` for what is compared."""
