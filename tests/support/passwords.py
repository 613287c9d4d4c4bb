"""A hasher that is quick, and tells how often and how many at once it worked."""

import threading
from typing import Literal

from argon2 import PasswordHasher


class CountingHasher(PasswordHasher):
    """Argon2 at its smallest. While `may_end` is not set, no verification ends.

    `began` is released once for each that began.
    """

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified: list[str] = []
        self.most_at_once = 0
        self.may_end = threading.Event()
        self.may_end.set()
        self.began = threading.Semaphore(0)
        self._at_once = 0
        self._lock = threading.Lock()

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        with self._lock:
            self.verified.append(str(hash))
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        self.began.release()
        self.may_end.wait(5)
        try:
            return super().verify(hash, password)
        finally:
            with self._lock:
                self._at_once -= 1
