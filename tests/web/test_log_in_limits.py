import pytest

from calendar_app.web.log_in_limits import LogInLimits, network_of

HERE, THERE = "192.0.2.0/24", "198.51.100.0/24"


def failures(limits: LogInLimits, email: str, network: str, *, count: int) -> list[int | None]:
    return [limits.begin(email, network) for _ in range(count)]


def test_sixth_failure_in_fifteen_minutes_has_to_wait() -> None:
    limits = LogInLimits()
    assert failures(limits, "librarian@example.org", HERE, count=5) == [None] * 5
    wait = limits.begin("librarian@example.org", HERE)
    assert wait is not None
    assert 14 * 60 < wait <= 15 * 60


def test_failures_elsewhere_lock_nobody_out_here() -> None:
    """T-24: a stranger who guesses must not be able to keep the person out."""
    limits = LogInLimits()
    failures(limits, "librarian@example.org", THERE, count=6)
    assert limits.begin("librarian@example.org", HERE) is None


def test_failures_of_one_account_do_not_count_for_another() -> None:
    limits = LogInLimits()
    failures(limits, "librarian@example.org", HERE, count=6)
    assert limits.begin("colleague@example.org", HERE) is None


def test_success_forgets_the_failures_before_it() -> None:
    limits = LogInLimits()
    failures(limits, "librarian@example.org", HERE, count=4)
    limits.succeeded("librarian@example.org", HERE)
    assert failures(limits, "librarian@example.org", HERE, count=5) == [None] * 5


def test_one_network_cannot_try_a_few_passwords_on_many_accounts() -> None:
    limits = LogInLimits()
    tried = [limits.begin(f"person{number}@example.org", HERE) for number in range(61)]
    assert tried[:60] == [None] * 60
    assert tried[60] is not None
    assert limits.begin("person0@example.org", THERE) is None


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("127.0.0.1", "127.0.0.0/24"),
        ("testclient", "unknown"),
        (None, "unknown"),
    ],
)
def test_network_is_the_24_or_the_64(host: str | None, network: str) -> None:
    """A-24: changing the address within one's own /64 is no new network."""
    assert network_of(host) == network
