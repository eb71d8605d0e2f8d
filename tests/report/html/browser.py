"""Chromium without a head and without a network, for looking at the page as a reader does."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request, Route

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = "axe-core@4.14.1"
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
Scheme = Literal["light", "dark"]


@contextmanager
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_QUIET))
        try:
            yield chromium
        finally:
            chromium.close()


@dataclass
class Opened:
    """A page in the browser, and everything that went wrong in it."""

    page: Page
    told: list[str] = field(default_factory=list)
    """Errors and warnings of the console, dialogs, and requests beside that for the page itself."""

    @property
    def shown(self) -> list[str]:
        """The titles of the sessions that are shown in the table of all sessions."""
        return self.page.locator("#all tbody tr:not([hidden]) th").all_text_contents()

    @property
    def count(self) -> str:
        """What a screen reader is told of the filters."""
        return self.page.inner_text("#shown")


@contextmanager
def opened(
    chromium: Browser, file: Path, scheme: Scheme = "light", width: int = 1280, *, script: bool = True
) -> Iterator[Opened]:
    """A file in a window of its own, from which no request may leave."""
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page = context.new_page()
    found = Opened(page)

    def route(way: Route, request: Request) -> None:
        if request.url.partition("#")[0] == file.as_uri():
            way.continue_()
            return
        found.told.append(f"asked for {request.url}")
        way.abort()

    def dismiss(dialog: Dialog) -> None:
        found.told.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.route("**/*", route)
    page.on("console", lambda message: found.told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: found.told.append(f"error: {error}"))
    page.on("dialog", dismiss)
    page.goto(file.as_uri())
    if script:
        page.wait_for_selector("html[data-ready]", state="attached")
    try:
        yield found
    finally:
        context.close()


def axe_in(folder: Path) -> str | None:
    """The text of axe-core, fetched by npm into a folder; None where that cannot be had."""
    if shutil.which("npm") is None:
        return None
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), AXE]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
    except (OSError, subprocess.SubprocessError):
        return None


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core has against a page, each with the places it means."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(
        """async () => (await axe.run({ resultTypes: ["violations"] })).violations.map((one) =>
             `${one.id}: ${one.help} at ${one.nodes.slice(0, 5).map((node) => node.target)}`)"""
    )
    return found
