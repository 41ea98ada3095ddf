"""Runs a program (the format of the conformance vectors) on CPython's asyncio and records it."""

import asyncio
import contextlib
import operator
import sys

import pins
from virtual_loop import TICK, VirtualLoop


class Custom(Exception):
    """What ["raise"] raises."""


class Assert(Exception):
    """What a failing ["assert"] raises."""


NAMES = {
    asyncio.CancelledError: "Cancelled",
    TimeoutError: "Timeout",
    asyncio.BrokenBarrierError: "BrokenBarrier",
    RuntimeError: "Runtime",
    ValueError: "Value",
    asyncio.QueueEmpty: "QueueEmpty",
    asyncio.QueueFull: "QueueFull",
    asyncio.QueueShutDown: "QueueShutDown",
    Custom: "Custom",
    Assert: "Assert",
}
COMPARISONS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
RETURN_WHEN = {
    "first": asyncio.FIRST_COMPLETED,
    "error": asyncio.FIRST_EXCEPTION,
    "all": asyncio.ALL_COMPLETED,
}


def name_of(error):
    if isinstance(error, BaseExceptionGroup):
        return "Group[" + ",".join(map(name_of, error.exceptions)) + "]"
    return NAMES[type(error)]


def end_of(task):
    """How a task ended, as it is logged."""
    if not task.done():
        return "pending"
    if task.cancelled():
        return "Cancelled"
    return name_of(task.exception()) if task.exception() else "ok"


class Recorder:
    """One run of one program."""

    def __init__(self, program, chooser=None):
        self.program = program
        self.loop = VirtualLoop(chooser)
        self.bodies = {task["name"]: task["body"] for task in program["tasks"]}
        self.objects = {}
        self.vars = dict.fromkeys(program.get("vars", ()), 0)
        self.tasks = {}
        self.log = []
        self.over = False

    def run(self):
        """What conformance vectors call `expected`."""
        self.loop._run_forever_setup()
        try:
            for name, spec in self.program["objects"].items():
                self.objects[name] = self.create(**spec)
            for name in self.program["start"]:
                self.spawn(name)
            while not self.loop._stopping:
                self.loop._run_once()
        finally:
            self.loop._run_forever_cleanup()
            self.over = True
        report = {
            "verdict": "deadlock" if self.loop.stuck else "completed",
            "now": self.loop.now(),
            "log": self.log,
            "objects": {name: state_of(each) for name, each in self.objects.items()},
            "tasks": {name: end_of(task) for name, task in self.tasks.items()},
        }
        if self.vars:
            report["vars"] = self.vars
        self.tear_down()
        return report

    def tear_down(self):
        """Ends the coroutines of a deadlock now, not when they are collected, in another run."""
        for task in self.tasks.values():
            with contextlib.suppress(BaseException):  # primitives that cannot clean up say so
                task.get_coro().close()
        self.loop.close()

    def create(self, type, value=0, lock=None, parties=0, maxsize=0):
        match type:
            case "lock":
                return asyncio.Lock()
            case "event":
                return asyncio.Event()
            case "semaphore":
                return asyncio.Semaphore(value)
            case "bounded_semaphore":
                return asyncio.BoundedSemaphore(value)
            case "condition":
                return asyncio.Condition(self.objects[lock] if lock else None)
            case "barrier":
                return pins.Barrier(parties)
            case "queue":
                return asyncio.Queue(maxsize)
            case "lifo_queue":
                return asyncio.LifoQueue(maxsize)

    def spawn(self, name, create_task=None):
        create_task = create_task or self.loop.create_task
        self.tasks[name] = create_task(Task(self, name).run(), name=name)
        return self.tasks[name]


def state_of(each):
    """An object's state at the end."""
    if isinstance(each, (asyncio.Lock, asyncio.Condition)):
        return each.locked()
    if isinstance(each, asyncio.Event):
        return each.is_set()
    if isinstance(each, asyncio.Semaphore):
        return each._value
    if isinstance(each, asyncio.Barrier):
        return "broken" if each.broken else each.n_waiting
    return each.qsize()


class Task:
    """Runs the statements of one task of a program."""

    def __init__(self, recorder, name):
        self.recorder = recorder
        self.name = name
        self.registers = {}

    async def run(self):
        await self.logged("end", self.body(self.recorder.bodies[self.name], ""))

    async def body(self, statements, prefix):
        for index, (operation, *arguments) in enumerate(statements):
            if self.recorder.over:  # torn down while it was stuck: no cleanup
                return
            path = prefix + str(index)
            method = getattr(self, "do_" + operation, None)
            if operation in NESTED:
                arguments = [path, *arguments]
            await self.logged(path, method(*arguments))

    async def logged(self, path, coroutine):
        recorder = self.recorder
        try:
            value = await coroutine
        except BaseException as error:
            if not recorder.over:
                recorder.log.append([recorder.loop.now(), self.name, path, name_of(error)])
            raise
        shown = "ok" if value is None else value
        recorder.log.append([recorder.loop.now(), self.name, path, shown])

    def object(self, name):
        return self.recorder.objects[name]

    async def do_sleep(self, ticks):
        await asyncio.sleep(ticks * TICK)

    async def do_acquire(self, name):
        await self.object(name).acquire()

    async def do_release(self, name):
        self.object(name).release()

    async def do_locked(self, name):
        return self.object(name).locked()

    async def do_with(self, path, name, body):
        async with self.object(name):
            await self.body(body, path + ".")

    async def do_set(self, name):
        self.object(name).set()

    async def do_clear(self, name):
        self.object(name).clear()

    async def do_wait(self, name):
        value = await self.object(name).wait()
        return value if isinstance(self.object(name), asyncio.Barrier) else None

    async def do_wait_until(self, name, var, least):
        await self.object(name).wait_for(lambda: self.recorder.vars[var] >= least)

    async def do_notify(self, name, count):
        self.object(name).notify(count)

    async def do_notify_all(self, name):
        self.object(name).notify_all()

    async def do_add(self, var, amount):
        self.recorder.vars[var] += amount

    async def do_load(self, register, var):
        self.registers[register] = self.recorder.vars[var]

    async def do_store(self, var, register, amount):
        self.recorder.vars[var] = self.registers.get(register, 0) + amount

    async def do_assert(self, var, comparison, number):
        if not COMPARISONS[comparison](self.recorder.vars[var], number):
            raise Assert

    async def do_abort(self, name):
        await self.object(name).abort()

    async def do_reset(self, name):
        await self.object(name).reset()

    async def do_timeout(self, path, ticks, body):
        async with asyncio.timeout(ticks * TICK):
            await self.body(body, path + ".")

    async def do_spawn(self, name):
        self.recorder.spawn(name)

    async def do_join(self, name):
        if name not in self.recorder.tasks:
            return "unspawned"
        await self.recorder.tasks[name]

    async def do_shield(self, name):
        if name not in self.recorder.tasks:
            return "unspawned"
        await asyncio.shield(self.recorder.tasks[name])

    async def do_cancel(self, name):
        if name not in self.recorder.tasks:
            return "unspawned"
        return self.recorder.tasks[name].cancel()

    async def do_group(self, path, names, body):
        async with pins.TaskGroup() as group:
            for name in names:
                self.recorder.spawn(name, group.create_task)
            await self.body(body, path + ".")

    async def do_gather(self, names, return_exceptions):
        tasks = [self.recorder.spawn(name) for name in names]
        results = await asyncio.gather(*tasks, return_exceptions=return_exceptions)
        return ",".join("ok" if result is None else name_of(result) for result in results)

    async def do_wait_tasks(self, names, when, ticks):
        tasks = [self.recorder.spawn(name) for name in names]
        timeout = None if ticks is None else ticks * TICK
        done, _ = await asyncio.wait(tasks, timeout=timeout, return_when=RETURN_WHEN[when])
        return ",".join(task.get_name() for task in tasks if task in done)

    async def do_put(self, name, item):
        await self.object(name).put(item)

    async def do_get(self, name):
        return await self.object(name).get()

    async def do_put_nowait(self, name, item):
        self.object(name).put_nowait(item)

    async def do_get_nowait(self, name):
        return self.object(name).get_nowait()

    async def do_task_done(self, name):
        self.object(name).task_done()

    async def do_join_queue(self, name):
        await self.object(name).join()

    async def do_shutdown(self, name, immediate):
        self.object(name).shutdown(immediate)

    async def do_raise(self):
        raise Custom

    async def do_try(self, path, body, names, handler):
        try:
            await self.body(body, path + ".")
            return None
        except BaseException as error:
            if self.recorder.over or name_of(error).split("[")[0] not in names:
                raise
        await self.body(handler, path + ".c")
        return "caught"

    async def do_finally(self, path, body, cleanup):
        try:
            await self.body(body, path + ".")
        finally:
            await self.body(cleanup, path + ".f")


# Statements that have statements inside: they are told their place.
NESTED = ("with", "timeout", "group", "try", "finally")


def record(program, chooser=None):
    """Runs `program`; gives what it came to."""
    sys.unraisablehook = lambda unraisable: None  # coroutines that still would clean up
    return Recorder(program, chooser).run()
