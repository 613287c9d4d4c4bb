"""What is wrong with what somebody entered: codes, never sentences.

A page turns a code into the reader's language (`calendar_app.words.problems`).
"""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, beside the field it belongs to ("" for the whole form).

    `code` is a key of the message catalogue, such as `end_before_start`; `details` fill the
    placeholders of its sentence and are plain values (str, int, date), never sentences.
    """

    field: str
    code: str
    details: Mapping[str, object] = dataclasses.field(default_factory=lambda: MappingProxyType({}))
