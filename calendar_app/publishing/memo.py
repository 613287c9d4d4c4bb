"""What was read and rendered once and is still true, within bounds."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Memo(Generic[_Key, _Value]):
    """Remembers values up to a total size; what was not asked for longest goes first.

    `size` measures a value, in whatever `limit` counts. `epoch` counts up whenever something is
    said to be untrue: what was read or rendered in an earlier one must not be put any more.
    """

    def __init__(
        self, *, limit: int, size: Callable[[_Value], int], most: int | None = None
    ) -> None:
        self._values: OrderedDict[_Key, _Value] = OrderedDict()
        self._limit = limit
        self._most = most
        self._size_of = size
        self.size = 0
        self.epoch = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: _Key) -> _Value | None:
        """Give what is remembered, and remember it longer."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: _Key, value: _Value) -> None:
        """Remember a value, and forget others until there is room."""
        self.forget(key)
        self._values[key] = value
        self.size += self._size_of(value)
        while self._values and self._is_over():
            self.forget(next(iter(self._values)))

    def forget(self, key: _Key) -> None:
        """Forget one value, if it is there."""
        value = self._values.pop(key, None)
        if value is not None:
            self.size -= self._size_of(value)

    def forget_all(self, keys: Iterable[_Key]) -> None:
        """Forget some values that are not true any more."""
        self.epoch += 1
        for key in keys:
            self.forget(key)

    def clear(self) -> None:
        """Forget everything."""
        self.epoch += 1
        self._values.clear()
        self.size = 0

    def items(self) -> list[tuple[_Key, _Value]]:
        """Give what is remembered, for a look through it."""
        return list(self._values.items())

    def _is_over(self) -> bool:
        too_many = self._most is not None and len(self._values) > self._most
        return self.size > self._limit or too_many
