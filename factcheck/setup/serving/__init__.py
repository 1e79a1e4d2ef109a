"""The web server: waitress, which buffers requests and responses, in processes that gunicorn starts, monitors, and replaces.

One thread of each process (the main loop) reads requests and writes responses for all connections. A few other threads run the
application. A thread never waits for a client, so slow clients do not delay anyone.
"""
