"""The public page of an article with its published checks marked in the text."""
