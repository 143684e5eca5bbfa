"""``naht completion [SHELL]``: the script for a shell, or how to set it up. No file of the user is touched."""

from naht.cli.complete import program
from naht.cli.complete.shells import SHELLS, script
from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import word
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage
from naht.domain.message import message
from naht.output import streams
from naht.output.language import say

_SETUP = {
    "bash": "mkdir -p ~/.local/share/bash-completion/completions && "
            "{naht} completion bash > ~/.local/share/bash-completion/completions/naht",
    "zsh": "mkdir -p ~/.zfunc && {naht} completion zsh > ~/.zfunc/_naht",
    "fish": "mkdir -p ~/.config/fish/completions && {naht} completion fish > ~/.config/fish/completions/naht.fish",
}  # fmt: skip
_HINTS = {
    "bash": message(
        "without the package bash-completion, in ~/.bashrc: source <({naht} completion bash)", naht=program()
    ),
    "zsh": message("~/.zshrc needs: fpath+=~/.zfunc; autoload -Uz compinit; compinit"),
}


_NAMES = ", ".join(SHELLS)
_SHELL = word("shell", message("{shells}; without it, how to set it up", shells=_NAMES),
              "SHELL", offers="values.shells")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Print the script of a shell, or one line to set it up for each there is."""
    shell = given.text("shell")
    if shell is None:
        streams.data(_setup(context.language_of_file()))
    elif shell in SHELLS:
        streams.data(script(shell, program()))
    else:
        raise BadUsage(
            message("There is no completion for {shell}, only for: {shells}.", shell=shell, shells=_NAMES),
            command="naht completion",
        )


def _setup(lang: str) -> str:
    lines = [say(message("One line, once; then open a new shell."), lang)]
    for shell in SHELLS:
        lines += [f"\n{shell}", f"  {_SETUP[shell].format(naht=program())}"]
        lines += [f"  ({say(_HINTS[shell], lang)})"] if shell in _HINTS else []
    return "".join(f"{line}\n" for line in lines)


VERB = Verb("completion", message("set up completion by Tab"), (_SHELL,), _run)
