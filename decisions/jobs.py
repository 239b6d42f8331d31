"""What happens by itself in this package."""
