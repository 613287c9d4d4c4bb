"""Which operations may stand in a migration (ST-28)."""

import ast

FORBIDDEN = {"AddField", "RemoveField", "AlterField", "CheckConstraint", "RunSQL"}
"""Stock column operations and CHECK constraints rebuild tables on SQLite; RunSQL splits on `;`."""


def forbidden_operations(source: str) -> list[str]:
    """Name what must not stand in a migration file."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    names = ((call.lineno, ast.unparse(call.func)) for call in calls)
    return [
        f"line {line}: {name}"
        for line, name in names
        if name.split(".")[-1] in FORBIDDEN and not name.startswith("safe.")
    ]
