"""`lesekalender check-feed` judges anybody's feed and never ends in a traceback."""

import gzip
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from calendar_app.cli import app
from calendar_app.commands import feed_fetching
from calendar_app.commands.feed_fetching import MOST_BYTES, FetchError
from tests.feeds.lint_samples import BROKEN, EMPTY, GOOD
from tests.support import found
from tests.support.commands import environment, run
from tests.support.feed_server import FeedServer, feed, redirect, status
from tests.support.server import StartServer

_NO_FAULT = f"No fault; events: 6, bytes: {len(GOOD)}."


def check(*arguments: str, piped: bytes = b"") -> tuple[int, list[str]]:
    """Run the command in this process: exit code and lines."""
    result = _invoke(*arguments, piped=piped)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output.splitlines()


def refusal(*arguments: str) -> str:
    """Run the command that cannot read, and give its one sentence."""
    result = _invoke(*arguments)
    assert isinstance(result.exception, FetchError), result.exception
    assert (result.output, result.exception.exit_code) == ("", 2)
    return str(result.exception)


def _invoke(*arguments: str, piped: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["check-feed", *arguments], input=piped)


def test_a_good_file_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "good.ics"
    path.write_bytes(GOOD)
    assert check(str(path), "--rule-mode") == (0, [_NO_FAULT])
    assert check("-", "--rule-mode", piped=GOOD) == (0, [_NO_FAULT])


def test_each_fault_is_a_line_with_its_rule(tmp_path: Path) -> None:
    path = tmp_path / "broken.ics"
    path.write_bytes(BROKEN["same UID on two events"][0].removesuffix(b"\r\n"))
    code, lines = check(str(path), "--rule-mode")
    assert (code, lines[0], lines[2:]) == (
        1,
        "file: The file does not end with END:VCALENDAR (FC-1)",
        [f"Found 2 faults of 2 kinds; events: 6, bytes: {len(GOOD) - 1}."],
    )
    assert lines[1].endswith(": Two events have the same UID: timed (RFC 5545 §3.8.4.7)")


@pytest.mark.parametrize("variant", BROKEN)
def test_every_broken_variant_is_told(variant: str) -> None:
    code, lines = check("-", "--rule-mode", piped=BROKEN[variant][0])
    assert code == 1
    assert lines[-1].startswith("Found ")
    assert all(line.endswith(")") for line in lines[:-1])


def test_a_subscription_feed_has_no_rules_and_a_personal_one_may_be_private() -> None:
    assert check("-", piped=GOOD)[0] == 1
    private = GOOD.replace(b"CLASS:PUBLIC", b"CLASS:PRIVATE")
    assert check("-", "--rule-mode", piped=private)[0] == 1
    assert check("-", "--rule-mode", "--personal", piped=private)[0] == 0


def test_of_many_faults_of_a_kind_twenty_are_shown() -> None:
    code, lines = check("-", piped=b"\n" * 5_000)
    assert code == 1
    kind = "The line does not end with CR and LF"
    assert sum(kind in line for line in lines) == 21
    assert f"… and 980 more: {kind} (RFC 5545 §3.1)" in lines
    assert lines[-1].startswith("Found at least ")


def test_a_terminal_shows_what_a_file_holds_and_does_not_obey_it() -> None:
    """A-31."""
    code, lines = check("-", piped=b"\x1b]0;hei\x07\r\nX:\xc2\x9b31m\xe2\x80\xae\r\n\xff")
    assert code == 1
    assert all(line.isprintable() for line in lines)
    assert any(r"\x1b]0;hei\x07" in line for line in lines)


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=40)
def test_any_bytes_end_without_a_traceback(body: bytes) -> None:
    assert check("-", piped=body)[0] == 1


def test_calendars_that_others_made_end_without_a_traceback() -> None:
    folder = Path(found.require("corpus", found.CORPUS))
    for path in sorted(folder.rglob("*.ics"))[::25]:
        code, lines = check("-", "--rule-mode", piped=path.read_bytes()[:5_000])
        assert (code, lines[-1][:6]) == (1, "Found "), path


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere.ics", "nowhere.ics cannot be read: No such file or directory."),
        (".", ". cannot be read: Is a directory."),
        ("a\x1bb", r"a\x1bb cannot be read: No such file or directory."),
        ("ftp://example.org/x.ics", "Only http, https and webcal can be read, not ftp."),
        ("file:///etc/passwd", "Only http, https and webcal can be read, not file."),
        ("http:///x.ics", "The address names no server."),
        ("http://[::1/x", "The address cannot be read: Invalid port: ':1'."),
        ("http://127.0.0.1:1/", "The address cannot be read: [Errno 111] Connection refused."),
    ],
)
def test_what_cannot_be_read_is_neither_right_nor_wrong(name: str, sentence: str) -> None:
    assert refusal(name) == sentence


async def test_exit_codes_tell_faults_from_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "empty.ics"
    for body, expected in ((EMPTY, 0), (EMPTY[:-1], 1)):
        path.write_bytes(body)
        assert (await run("check-feed", str(path), env=environment(tmp_path)))[0] == expected
    path.unlink()
    code, out, err = await run("check-feed", str(path), env=environment(tmp_path))
    assert (code, out) == (2, "")
    assert err == f"{path} cannot be read: No such file or directory."


def test_a_good_answer_ends_well(feed_server: FeedServer) -> None:
    feed_server.answers["/a.ics"] = feed(GOOD)
    assert check(feed_server.url("/a.ics"), "--rule-mode") == (0, [_NO_FAULT])
    first, second = (headers for _, headers in feed_server.asked)
    assert first["accept-encoding"] == second["accept-encoding"] == "identity"
    assert ("if-none-match" in first, second["if-none-match"]) == (False, 'W/"1"')


def test_what_is_wrong_with_an_answer_is_told(feed_server: FeedServer) -> None:
    """FC-24, FC-26."""
    feed_server.answers["/a.ics"] = feed(
        EMPTY, Content_Type="text/html", Content_Length=None, ETag=None, Last_Modified=None
    )
    assert check(feed_server.url("/a.ics")) == (
        1,
        [
            "answer: Content-Type is not text/calendar: text/html (FC-24)",
            "answer: Content-Length is missing (FC-24)",
            "answer: Both ETag and Last-Modified are missing (FC-24)",
            f"Found 3 faults of 3 kinds; events: 0, bytes: {len(EMPTY)}.",
        ],
    )


def test_a_server_that_knows_only_dates_is_asked_by_date(feed_server: FeedServer) -> None:
    feed_server.answers["/a.ics"] = feed(EMPTY, ETag=None)
    assert check(feed_server.url("/a.ics"))[0] == 0
    assert "if-modified-since" in feed_server.asked[1][1]


def test_redirects_are_followed_three_times_and_told(feed_server: FeedServer) -> None:
    """T-6: without the cookies of the answers before, nor a password."""
    for number in range(4):
        feed_server.answers[f"/{number}"] = redirect(f"/{number + 1}", status=301 + number % 2)
    feed_server.answers["/4"] = feed(EMPTY)
    address = feed_server.url("/1").replace("//", "//somebody:secret@")
    code, lines = check(address)
    assert (code, lines[:-1]) == (
        0,
        [f"Redirected to {feed_server.url(f'/{number}')}" for number in (2, 3, 4)],
    )
    assert all("cookie" not in headers for _, headers in feed_server.asked)
    assert [path for path, headers in feed_server.asked if "authorization" in headers][:1] == ["/1"]
    assert refusal(feed_server.url("/0")) == "The address redirects more than 3 times."


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/", "gopher://x/"])
def test_a_redirect_to_another_kind_of_address_is_not_followed(
    feed_server: FeedServer, location: str
) -> None:
    feed_server.answers["/a.ics"] = redirect(location)
    scheme = location.partition(":")[0]
    assert refusal(feed_server.url("/a.ics")) == (
        f"Only http, https and webcal can be read, not {scheme}."
    )


def test_a_webcal_address_is_asked_over_https(feed_server: FeedServer) -> None:
    """The server here speaks no TLS, and what it hears is no HTTP."""
    assert "SSL" in refusal(feed_server.url("/a.ics", scheme="webcal"))
    assert feed_server.asked == []


@pytest.mark.parametrize("code", [204, 304, 404, 410, 503])
def test_an_answer_without_a_feed_is_refused(feed_server: FeedServer, code: int) -> None:
    feed_server.answers["/a.ics"] = status(code)
    assert refusal(feed_server.url("/a.ics")) == f"The server answers {code}."


def test_what_is_packed_though_it_should_not_be_is_refused(feed_server: FeedServer) -> None:
    """T-7: unpacked, a small answer may fill the memory."""
    packed = gzip.compress(b"\0" * 10_000_000)
    feed_server.answers["/a.ics"] = feed(packed, Content_Encoding="gzip")
    assert refusal(feed_server.url("/a.ics")) == (
        "The server compresses its answer though asked not to."
    )


def test_a_body_without_an_end_is_refused_at_twenty_megabytes(feed_server: FeedServer) -> None:
    sent: list[int] = []

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while sum(sent) < 3 * MOST_BYTES:
                request.wfile.write(b"X" * 100_000)
                sent.append(100_000)
        except OSError:
            pass

    feed_server.answers["/a.ics"] = endless
    assert refusal(feed_server.url("/a.ics")) == "What was to be read is longer than 20 MB."


def test_a_body_that_drips_is_given_up(
    feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-7."""
    monkeypatch.setattr(feed_fetching, "_LONGEST", 0.0)
    feed_server.answers["/a.ics"] = feed(EMPTY)
    assert refusal(feed_server.url("/a.ics")) == "The answer did not end within 0 seconds."


def test_a_body_cut_short_is_refused(feed_server: FeedServer) -> None:
    feed_server.answers["/a.ics"] = feed(EMPTY, Content_Length="99999")
    assert refusal(feed_server.url("/a.ics")).startswith("The address cannot be read: ")


@given(
    st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: "]), st.binary()
)
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_answer_at_all_ends_in_findings_or_a_sentence(
    feed_server: FeedServer, begun: bytes, said: bytes
) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(begun + said)

    feed_server.answers["/a.ics"] = answer
    result = _invoke(feed_server.url("/a.ics"))
    assert isinstance(result.exception, SystemExit | FetchError), result.exception
    assert str(result.exception).isprintable()
    assert all(line.isprintable() for line in result.output.splitlines())


async def test_our_own_server_has_no_fault(servers: StartServer, tmp_path: Path) -> None:
    """FC-5, FC-24, FC-26 as somebody outside sees them."""
    server = await servers(tmp_path / "data", "--demo")
    for query in ("", "?bibliotek=hamar&avlyst=synlig&ui=en"):
        address = f"{server.url}/kalender.ics{query}"
        code, out, err = await run("check-feed", address, env=environment(tmp_path))
        assert (code, err) == (0, ""), out
        assert out.startswith("No fault; events: ")
