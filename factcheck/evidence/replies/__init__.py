"""The right of reply: who was asked to comment on a claim, and what they answered."""
