"""`manage.py bench`: measures operations of Factcheck relative to a bare view and a bare insert on the same server."""
