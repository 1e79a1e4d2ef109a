"""The name of a device from the header User-Agent, such as “Firefox on Windows.” Pure."""

from __future__ import annotations

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("python", "Python"),
)
"""(part of the header, name of the browser), most specific first: Edge and Opera also name Chrome, and Chrome names Safari."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)
"""(part of the header, name of the system), most specific first: Android also names Linux."""


def device_name(agent: str) -> str:
    """The browser and the operating system that `agent` claims to be, or “Unknown device.”"""
    browser = next((name for part, name in BROWSERS if part in agent), "")
    system = next((name for part, name in SYSTEMS if part in agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "Unknown device"
