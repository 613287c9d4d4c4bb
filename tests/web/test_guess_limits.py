from calendar_app.web.guess_limits import PER_MINUTE, GuessLimits

HERE, THERE = "192.0.2.0/24", "198.51.100.0/24"


def test_one_failure_too_many_has_to_wait_until_the_minute_is_over() -> None:
    """T-14."""
    limits = GuessLimits()
    assert [limits.failed(HERE) for _ in range(PER_MINUTE)] == [None] * PER_MINUTE
    seconds = limits.failed(HERE)
    assert seconds is not None
    assert 0 < seconds <= 60


def test_guesses_of_one_network_do_not_count_for_another() -> None:
    limits = GuessLimits()
    for _ in range(PER_MINUTE + 1):
        limits.failed(HERE)
    assert limits.failed(THERE) is None
