"""What an answer holds. Every field is always there: null or "" where nothing is known."""
