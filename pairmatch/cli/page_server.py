"""One page at an address of this machine: for its own browser, and for nobody else.

It listens on 127.0.0.1 only, under a path that cannot be guessed, as others may use the same machine; and it
answers to that address alone, so that no web site can have the page fetched under a name of its own.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

HOME = "127.0.0.1"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


Answer = tuple[HTTPStatus, str, bytes]
"""Status, type and content."""


class PageServer:
    """Serves the page that it was last given, as long as the `with` block lasts."""

    def __init__(self) -> None:
        self.version = ""
        """Of the page; another one for every other page."""
        self._page = b""
        self._path = f"/{secrets.token_urlsafe(18)}/"
        self._server = _Server(self._answer)
        self._thread = threading.Thread(target=self._server.serve_forever, name="page", daemon=True)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOME}:{self._server.server_port}{self._path}"

    def show(self, page: str, version: str) -> None:
        """Serve another page from now on."""
        self._page, self.version = page.encode("utf-8", "replace"), version

    def __enter__(self) -> PageServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, host: str, path: str) -> Answer:
        if host not in (f"{name}:{self._server.server_port}" for name in (HOME, "localhost")):
            return HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"this is not that server\n"
        if path == self._path:
            return HTTPStatus.OK, "text/html; charset=utf-8", self._page
        if path == f"{self._path}version":
            return HTTPStatus.OK, "text/plain; charset=utf-8", self.version.encode()
        return HTTPStatus.NOT_FOUND, "text/plain", b"there is no such page\n"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer: Callable[[str, str], Answer]) -> None:
        super().__init__((HOME, 0), _Handler)
        self.answer = answer


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10

    def do_GET(self) -> None:
        """Answer with the page, its version, or nothing."""
        status, kind, content = self.server.answer(self.headers.get("Host", ""), self.path.partition("?")[0])
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def version_string(self) -> str:
        """Say nothing of what runs here."""
        return "pairmatch"

    def log_message(self, format: str, *values: object) -> None:
        """Keep the terminal for what happens to the files."""
