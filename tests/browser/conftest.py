"""A real Chromium and a loopback server that sends the headers of netlify.toml: what every browser test needs."""

import os
import shutil
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds, on a busy machine
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
)


def headers() -> dict[str, str]:
    """The headers that the host sends with every page, or the policy alone where there is no netlify.toml."""
    path = ROOT / "netlify.toml"
    rules = tomllib.loads(path.read_text("utf-8")).get("headers", []) if path.is_file() else []
    every = {name: value for rule in rules if rule["for"] == "/*" for name, value in rule["values"].items()}
    return every or {"Content-Security-Policy": POLICY}


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args, prefix: str, **kwargs):
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.prefix)
        return super().translate_path("/" + path.removeprefix(self.prefix) if inside else "/no-such-file")

    def end_headers(self) -> None:
        for name, value in headers().items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args) -> None:
        pass


@contextmanager
def serving(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve ``folder`` on loopback under ``prefix`` and yield its address."""
    handler = partial(_Handler, directory=str(folder), prefix=prefix)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """``serve(folder, prefix="/")`` gives the address of a folder for as long as the test runs."""
    with ExitStack() as stack:
        yield lambda folder, prefix="/": stack.enter_context(serving(folder, prefix))


@pytest.fixture(scope="session")
def chromium():
    """Chromium as Debian packages it, with a fresh profile."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    sync_api.expect.set_options(timeout=PATIENCE)
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.skip("no Chromium on PATH: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Complaints:
    """What a page said on its console, the requests that failed, and the violations of its policy."""

    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def failed(self, request) -> None:
        """Note a request that failed; one that the browser gave up because the reader went on is none."""
        if "ERR_ABORTED" not in (request.failure or ""):
            self.requests.append(f"{request.url} {request.failure}")

    def all(self) -> list[str]:
        return [*self.console, *self.requests, *self.violations]


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def page(chromium, complaints, serve):  # noqa: ARG001 — its servers outlive the page
    """A page in a fresh context. The test fails if it complained, by console, failed request or policy.

    It closes before the servers do: an icon that is still on its way is then given up, not refused.
    """
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.expose_binding("reportViolation", lambda _, words: complaints.violations.append(words))
    context.add_init_script(
        "addEventListener('securitypolicyviolation', e =>"
        " reportViolation(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile} ${e.sample}`))"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda m: m.type in ("error", "warning") and complaints.console.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda error: complaints.console.append(f"uncaught: {error}"))
    page.on("requestfailed", complaints.failed)
    page.on(
        "response",
        lambda response: response.status >= 400 and complaints.requests.append(f"{response.status} {response.url}"),
    )
    yield page
    context.close()
    assert complaints.all() == []
