"""`manage.py bench`: measures operations of the product relative to a bare view and a bare insert on the same server."""
