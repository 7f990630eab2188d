"""A browser, and a server on this machine for the sites that it opens."""

from __future__ import annotations

import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.needs import lacking, module
from tests.browser.sites import Sites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    Visit = Callable[..., Page]

_NAMES = ("chromium", "chromium-browser", "google-chrome")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is its base's
        """Say nothing of requests."""


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    root = tmp_path_factory.mktemp("sites")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Sites(root, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


# Playwright alone, without its plugin for pytest: that one is made for the browsers that Playwright downloads, and its
# fixtures (one page in one browser, chosen on the command line) are not what these tests vary.
@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; it finds no host but this machine."""
    sync_playwright = module("playwright.sync_api").sync_playwright
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        lacking("Chromium")
    with sync_playwright() as playwright:
        # Playwright starts Chromium without its sandbox, which root could not use anyway.
        browser = playwright.chromium.launch(
            executable_path=path, args=["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open an address, ``visit(address, viewport=...)``; no script on the page may fail."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def visit(address: str, **options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        response = page.goto(address)
        assert response is not None
        assert response.ok
        return page

    yield visit
    for context in contexts:
        context.close()
    assert errors == []
