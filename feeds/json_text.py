"""Values as JSON that is the same in every process and may stand inside a page."""

import json
import re
from datetime import UTC, datetime

# `<`, because a page takes `</script>` for an end; what ends a line for some readers; and halves
# of characters, which UTF-8 cannot hold.
_ESCAPED = re.compile("[<\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dumped(value: object) -> bytes:
    r"""Write compact JSON in UTF-8 on one line, with `<` as `\u003c`.

    Keys keep their order. Raises ValueError for what JSON cannot hold.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text).encode()


def instant(moment: datetime) -> str:
    """Give a moment in UTC and whole seconds: `2027-01-15T08:30:15Z`."""
    # Not strftime: its years before 1000 have three digits.
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
