"""What SECURITY.md promises and no other test holds: nothing of naht reaches for the network."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
NETWORK = {
    "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_no_module_uses_the_network():
    modules = sorted((ROOT / "naht").rglob("*.py"))
    assert modules
    for path in modules:
        assert {name.partition(".")[0] for name in imported(path)} & NETWORK == set(), path
