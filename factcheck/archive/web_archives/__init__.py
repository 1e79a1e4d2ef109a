"""Web archives: WARC files (ISO 28500:2017), WACZ packages (1.1.1), and the copies that people provide. Pure.

The modules read and write open files. They open no connection, and no body is in memory as a whole.
"""
