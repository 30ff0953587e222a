"""Each change with consequences in this app."""
