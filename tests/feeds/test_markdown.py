"""Markdown as plain text: what is read aloud stays, what is drawn goes (FC-13)."""

import time

import pytest

from feeds.markdown import LONGEST, plain_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("Vi leser.\nVi synger.", "Vi leser.\nVi synger."),
        ("Vi leser.  \nVi synger.", "Vi leser.\nVi synger."),
        ("Ett.\n\n\n\nTo.", "Ett.\n\nTo."),
        ("Et *lite* og **stort** `ord`", "Et lite og stort ord"),
        ("# Program\nVi leser.", "Program\n\nVi leser."),
        ("Ta med:\n- teppe\n- bamse\n\nVelkommen!", "Ta med:\n- teppe\n- bamse\n\nVelkommen!"),
        ("* a\n\n* b", "- a\n\n- b"),
        ("- a\n  - b\n- c", "- a\n  - b\n- c"),
        ("3. tre\n4. fire", "3. tre\n4. fire"),
        ("1. juni starter Sommerles.", "1. juni starter Sommerles."),
        ("> Sitat\n\nEtter", "Sitat\n\nEtter"),
        ("```\nkode <b>\n```", "kode <b>"),
        ("Før\n\n---\n\nEtter", "Før\n\nEtter"),
        ("[Meld på](https://example.org/p)", "Meld på (https://example.org/p)"),
        ("[**Meld** på](https://example.org/p) nå", "Meld på (https://example.org/p) nå"),
        ("<https://example.org/p>", "https://example.org/p"),
        ("[https://example.org/p](https://example.org/p)", "https://example.org/p"),
        ("<post@example.org>", "post@example.org"),
        ("[Skriv](mailto:post@example.org)", "Skriv (post@example.org)"),
        ("[her](/kalender) [x](//evil.example)", "her x"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("![En bamse](https://example.org/b.png) ja", "En bamse ja"),
        ("Linje to: <ingen> påmelding", "Linje to: <ingen> påmelding"),
        ("Stien C:\\spill og C:\\Noter", "Stien C:\\spill og C:\\Noter"),
        ("<div>\nHei\n</div>\n<script>x</script>", "<div>\nHei\n</div>\n<script>x</script>"),
        ("4 \\* 5 &amp; 6", "4 * 5 & 6"),
        ("a&#x2028;b&#x202e;c&#133;d", "a\nbc\ufffdd"),
        ("a\ud800b", "ab"),
    ],
)
def test_markdown_reads_as_plain_text(source: str, text: str) -> None:
    assert plain_text(source) == text


@pytest.mark.parametrize(
    "bomb", [sign * 50_000 for sign in ("[", "> ", "*a_ ", "![", "- ", "`", "<", "&")]
)
def test_hostile_source_takes_bounded_time(bomb: str) -> None:
    started = time.process_time()
    plain_text(bomb)
    assert time.process_time() - started < 2


def test_very_long_source_is_read_in_part() -> None:
    assert plain_text("å" * (LONGEST + 1)) == "å" * LONGEST
