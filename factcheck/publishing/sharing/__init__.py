"""Share images: what they say, how they are drawn, and where they are stored."""
