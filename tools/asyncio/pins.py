"""What CPython leaves to chance, pinned, and one defect that is not repeated.

- A TaskGroup that aborts cancels its tasks in the order in which they were created.
- An arriving party of a barrier takes the lowest index that is free; CPython may hand out one twice
  when a party of a filling barrier was cancelled (gh-155233).
- Timers of the same instant: see virtual_loop.OrderedTimer.
"""

import asyncio


class OrderedSet(dict):
    """As much of a set as TaskGroup uses."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class TaskGroup(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()


class Barrier(asyncio.Barrier):
    def __init__(self, parties):
        super().__init__(parties)
        self._taken = set()

    async def wait(self):
        async with self._cond:
            await self._block()
            index = min(set(range(self._parties)) - self._taken)
            try:
                self._taken.add(index)
                self._count += 1
                if self._count == self._parties:
                    await self._release()
                else:
                    await self._wait()
                return index
            finally:
                self._taken.discard(index)
                self._count -= 1
                self._exit()
