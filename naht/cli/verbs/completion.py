"""``naht completion [SHELL]``: the script for a shell, or how to set it up. No file of the user is touched."""

from typing import Any

from naht.cli import build
from naht.cli.complete import program
from naht.cli.complete.shells import SHELLS, script
from naht.cli.context import Context
from naht.domain.errors import BadUsage
from naht.output import streams

_SETUP = {
    "bash": "mkdir -p ~/.local/share/bash-completion/completions && "
            "{naht} completion bash > ~/.local/share/bash-completion/completions/naht",
    "zsh": "mkdir -p ~/.zfunc && {naht} completion zsh > ~/.zfunc/_naht",
    "fish": "mkdir -p ~/.config/fish/completions && {naht} completion fish > ~/.config/fish/completions/naht.fish",
}  # fmt: skip
_HINTS = {
    "de": {
        "": "Eine Zeile, einmal; danach eine neue Shell öffnen.",
        "bash": "ohne das Paket bash-completion steht in ~/.bashrc: source <({naht} completion bash)",
        "zsh": "in ~/.zshrc muss stehen: fpath+=~/.zfunc; autoload -Uz compinit; compinit",
    },
    "en": {
        "": "One line, once; then open a new shell.",
        "bash": "without the package bash-completion, in ~/.bashrc: source <({naht} completion bash)",
        "zsh": "~/.zshrc needs: fpath+=~/.zfunc; autoload -Uz compinit; compinit",
    },
}


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    shells = ", ".join(SHELLS)
    parameters = [build.argument("shell", f"{shells}; ohne Angabe, wie es geht" if lang == "de" else
                                 f"{shells}; without it, how to set it up")]  # fmt: skip
    return build.make(name, name, help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Print the script of a shell, or one line to set it up for each there is."""
    shell = given.get("shell")
    if shell is None:
        streams.data(_setup(context.language_of_file()))
    elif shell in SHELLS:
        streams.data(script(shell, program()))
    else:
        known = ", ".join(SHELLS)
        raise BadUsage(message_de=f"Für {shell} gibt es keine Vervollständigung, nur für: {known}.",
                       message_en=f"There is no completion for {shell}, only for: {known}.",
                       command="naht completion")  # fmt: skip


def _setup(lang: str) -> str:
    hints = _HINTS[lang]
    lines = [hints[""]]
    for shell in SHELLS:
        lines += [f"\n{shell}", f"  {_SETUP[shell]}", *([f"  ({hints[shell]})"] if shell in hints else [])]
    return "".join(f"{line}\n" for line in lines).format(naht=program())
