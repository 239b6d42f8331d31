"""What is measured and how to repeat it; never run by the tests."""
