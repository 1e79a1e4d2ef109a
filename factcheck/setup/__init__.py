"""The ground the product stands on: environment, embedded database, browser.

Nothing here knows Django's models or a noun of the product, and `environment` and `progress` need the standard library
alone, because they run before anything is installed.
"""
