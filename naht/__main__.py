"""``python -m naht`` is the same program as ``naht``."""

from naht.cli.main import run

run()
