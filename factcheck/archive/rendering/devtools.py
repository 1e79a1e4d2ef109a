"""Talks to a browser through the Chrome DevTools Protocol, over pipes. Every request of the page fails.

Source: chromedevtools.github.io/devtools-protocol.
"""

from __future__ import annotations

import json
import os
import selectors
import time
from typing import Any

from factcheck.archive.rendering.browser_process import BrowserProcess

ENDED = "The browser ended before the picture was finished."
TOO_LONG = "Rendering this page takes too long."
TOO_MUCH_MEMORY = "Rendering this page takes too much memory."
TOO_LARGE = "The picture of this page is too large."
REFUSED = "The browser could not render this page."
_PART = 1 << 20


class RenderingFailed(Exception):
    """There is no picture. `message` is a sentence for people."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class DevTools:
    """Sends commands and waits for their results. `deadline` is a time of `time.monotonic`; sizes are in bytes."""

    def __init__(self, browser: BrowserProcess, *, deadline: float, memory: int, message_size: int) -> None:
        self._browser = browser
        self._deadline, self._memory, self._message_size = deadline, memory, message_size
        self._number = 0
        self._received = bytearray()
        self._selector = selectors.DefaultSelector()
        for pipe in (browser.commands, browser.results):
            os.set_blocking(pipe.fileno(), False)
        self._selector.register(browser.results, selectors.EVENT_READ)

    def close(self) -> None:
        self._selector.close()

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """The result of a command. Raises RenderingFailed."""
        number = self._send(method, session, parameters)
        while True:
            message = self._next_message()
            if message.get("id") == number:
                if "error" in message:
                    raise RenderingFailed(REFUSED)
                result: dict[str, Any] = message.get("result", {})
                return result
            if message.get("method") == "Fetch.requestPaused":
                request_id = message["params"]["requestId"]
                self._send("Fetch.failRequest", message.get("sessionId", ""), {"requestId": request_id, "errorReason": "Aborted"})

    def _send(self, method: str, session: str, parameters: dict[str, Any]) -> int:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._write(json.dumps(message).encode() + b"\0")
        return self._number

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        pipe = self._browser.commands
        self._selector.register(pipe, selectors.EVENT_WRITE)
        try:
            while rest:
                if any(key.fileobj is pipe for key in self._ready()):
                    try:
                        rest = rest[os.write(pipe.fileno(), rest[:_PART]) :]
                    except BlockingIOError:
                        continue
                    except OSError:
                        raise RenderingFailed(ENDED) from None
        finally:
            self._selector.unregister(pipe)

    def _next_message(self) -> dict[str, Any]:
        searched = 0
        while (end := self._received.find(b"\0", searched)) < 0:
            searched = len(self._received)
            if searched > self._message_size:
                raise RenderingFailed(TOO_LARGE)
            self._ready()
        message = json.loads(self._received[:end])
        del self._received[: end + 1]
        return message if isinstance(message, dict) else {}

    def _ready(self) -> list[selectors.SelectorKey]:
        """Wait until a pipe is ready, and read what the browser sends, so that neither side waits for the other."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise RenderingFailed(TOO_LONG)
        if self._browser.memory() > self._memory:
            raise RenderingFailed(TOO_MUCH_MEMORY)
        ready = [key for key, _ in self._selector.select(min(left, 0.2))]
        results = self._browser.results
        if any(key.fileobj is results for key in ready):
            try:
                part = os.read(results.fileno(), _PART)
            except BlockingIOError:
                return ready
            if not part:
                raise RenderingFailed(ENDED)
            self._received += part
        return ready
