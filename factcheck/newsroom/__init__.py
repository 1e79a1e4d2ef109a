"""The newsroom itself: its name, its contact address for readers, and its settings."""
