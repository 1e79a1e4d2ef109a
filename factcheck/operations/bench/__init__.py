"""`manage.py bench`: what the product's acts cost, as ratios to a bare view and a bare insert on the same server and database."""
