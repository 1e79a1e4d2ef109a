"""The logo of the newsroom: how an upload becomes a file that is safe to serve, and where it is stored."""
