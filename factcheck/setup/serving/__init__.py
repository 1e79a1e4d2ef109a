"""The web server: waitress, which buffers requests and responses, in processes that gunicorn starts, monitors, and replaces.

One thread of each process (the main loop) reads requests and writes responses for all connections. A few other threads run the
application. They do not wait for clients (except for the rest of a response above the high watermark), so slow clients do not
delay anyone. What is limited is shared fairly between clients.
"""
