"""`lesekalender check-feed`: judges a feed, ours or anybody's, with the linter of our tests."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from calendar_app.commands.feed_fetching import ReadFeed, printable, read_feed
from feeds.lint import MOST_OF_A_KIND, Finding, lint, lint_answer

_MOST_SHOWN = 20
_LONGEST_ABOUT = 60


def check_feed(
    feed: Annotated[
        str,
        typer.Argument(
            metavar="URL_OR_FILE", help="An address, a file, or - for what is piped in."
        ),
    ],
    rule_mode: Annotated[
        bool, typer.Option(help="A feed with rules, as gjentakelse=regel gives.")
    ] = False,
    personal: Annotated[
        bool, typer.Option(help="A feed of one's own: its events need not be public.")
    ] = False,
) -> None:
    """Check a feed; exit code 1 when something was found, 2 when it cannot be read."""
    found = read_feed(feed)
    for address in found.redirects:
        typer.echo(f"Redirected to {printable(address)}")
    of_answer = lint_answer(found.answer) if found.answer else []
    of_body = lint(found.body, series=rule_mode, public=not personal)
    for line in (*_report(of_answer, whole="answer"), *_report(of_body, whole="file")):
        typer.echo(line)
    typer.echo(_summary([*of_answer, *of_body], found))
    if of_answer or of_body:
        raise typer.Exit(1)


def _report(findings: Iterable[Finding], *, whole: str) -> Iterator[str]:
    """Give a line for each finding, for the first of a kind alone when there are many."""
    seen: Counter[str] = Counter()
    more: Counter[str] = Counter()
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] > _MOST_SHOWN:
            more[f"{finding.sentence} ({finding.rule})"] += 1
            continue
        where = f"line {finding.line}" if finding.line else whole
        about = f": {printable(finding.about[:_LONGEST_ABOUT])}" if finding.about else ""
        yield f"{where}: {finding.sentence}{about} ({finding.rule})"
    for words, count in more.items():
        yield f"… and {count} more: {words}"


def _summary(findings: list[Finding], found: ReadFeed) -> str:
    kinds = Counter(finding.code for finding in findings)
    at_least = "at least " if max(kinds.values(), default=0) == MOST_OF_A_KIND else ""
    told = f"Found {at_least}{len(findings)} faults of {len(kinds)} kinds" if kinds else "No fault"
    events = found.body.count(b"BEGIN:VEVENT")
    return f"{told}; events: {events}, bytes: {len(found.body)}."
