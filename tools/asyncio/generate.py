"""Random programs: small, dense in collisions, each with its own mix of statements."""

TIMES = (0, 0, 0, 1, 1, 2, 3, 5)
ERRORS = (
    "Cancelled",
    "Timeout",
    "Runtime",
    "Value",
    "BrokenBarrier",
    "QueueEmpty",
    "QueueFull",
    "QueueShutDown",
    "Custom",
    "Assert",
    "Group",
)
# Statements by what they work on.
ON_LOCK = ("acquire", "release", "locked", "with", "with", "with")
ON_CONDITION = (
    "acquire",
    "release",
    "locked",
    "with",
    "wait",
    "wait",
    "wait_until",
    "wait_until",
    "notify",
    "notify",
    "notify_all",
)
ON_BARRIER = ("wait", "wait", "wait", "wait", "abort", "reset")
ON_QUEUE = (
    "put",
    "put",
    "get",
    "get",
    "put_nowait",
    "get_nowait",
    "task_done",
    "join_queue",
    "shutdown",
)
ON_OBJECT = {
    "lock": ON_LOCK,
    "event": ("set", "clear", "wait", "wait"),
    "semaphore": ON_LOCK,
    "bounded_semaphore": ON_LOCK,
    "condition": ON_CONDITION,
    "barrier": ON_BARRIER,
    "queue": ON_QUEUE,
}
ON_VARIABLE = ("add", "load", "store", "assert")
ON_TASK = ("join", "shield", "cancel", "cancel")
SPAWNING = ("spawn", "group", "gather", "wait_tasks")
OTHERS = ("sleep", "timeout", "try", "finally", "raise")


class Generator:
    """Makes one program. Await edges point to later tasks, so there are no cycles."""

    def __init__(self, random):
        self.random = random
        self.tasks = [f"t{i}" for i in range(random.randint(2, 7))]
        self.vars = ["x", "y"][: random.randint(0, 2)]
        self.objects = {}
        types = random.choices(list(ON_OBJECT), k=random.randint(1, 3))
        for i in range(random.randint(0, 3)):
            self.objects[f"o{i}"] = self.object(random.choice(types))
        self.unspawned = self.tasks[1:]
        random.shuffle(self.unspawned)
        started = random.randint(0, len(self.unspawned))
        self.start = [self.tasks[0], *(self.unspawned.pop() for _ in range(started))]
        # Each program favours some kinds of statements, and leaves out others.
        kinds = ("object",) * 4 + ("variable", "task", "spawning", "other")
        self.kinds = random.choices(kinds, k=4) + ["object"] * 3 + ["other", "task", "spawning"]
        self.weights = {name: random.choice((0, 1, 1, 3)) for name in OTHERS + ON_TASK}
        self.weights["raise"] /= 10
        self.careful = random.choice((0, 0.5, 0.9))  # how often misuse is avoided or caught

    def program(self):
        bodies = [self.body(i, 0) for i in range(len(self.tasks))]
        return {
            "feature": "fuzz",
            "objects": self.objects,
            "vars": self.vars,
            "tasks": [{"name": name, "body": body} for name, body in zip(self.tasks, bodies)],
            "start": self.start,
        }

    def object(self, type):
        number = self.random.choice((1, 1, 2, 3))
        match type:
            case "semaphore" | "bounded_semaphore":
                return {"type": type, "value": number - self.random.randint(0, 1)}
            case "barrier":
                return {"type": "barrier", "parties": number}
            case "queue":
                return {"type": "queue", "maxsize": number - self.random.randint(0, 1)}
            case "condition":
                locks = [name for name, spec in self.objects.items() if spec["type"] == "lock"]
                return {"type": "condition", "lock": self.random.choice([None, *locks])}
            case _:
                return {"type": type}

    def body(self, task, depth):
        length = self.random.randint(1, 6) if depth == 0 else self.random.randint(0, 3)
        return [self.statement(task, depth) for _ in range(length)]

    def statement(self, task, depth):
        match self.random.choice(self.kinds):
            case "object" if self.objects:
                name = self.random.choice(list(self.objects))
                return self.on_object(name, task, depth)
            case "variable" if self.vars:
                return self.on_variable(self.random.choice(self.vars))
            case "task":
                return self.on_task(task)
            case "spawning" if self.later(task):
                return self.spawning(task, depth)
            case _:
                return self.other(task, depth)

    def weighted(self, names):
        return self.random.choices(names, [self.weights[name] + 0.1 for name in names])[0]

    def on_object(self, name, task, depth):
        operation = self.random.choice(ON_OBJECT[self.objects[name]["type"]])
        match operation:
            case "wait" | "wait_until" | "notify" | "notify_all" if self.needs_lock(name, depth):
                statements = [self.on_condition(name, operation), *self.body(task, depth + 1)]
                return ["with", name, statements]
            case "wait_until" | "notify":
                return self.on_condition(name, operation)
            case "acquire" | "release" if self.random.random() < self.careful:
                return ["with", name, self.body(task, depth + 1) if depth < 3 else []]
            case "put_nowait" | "get_nowait" | "task_done" if self.is_careful(depth):
                statement = self.on_queue(name, operation)
                return ["try", [statement], list(ERRORS[3:8]), [self.sleep()]]
            case "with" if depth < 3:
                return ["with", name, self.body(task, depth + 1)]
            case "with":
                return ["locked", name]
            case "put" | "put_nowait" | "shutdown":
                return self.on_queue(name, operation)
            case _:
                return [operation, name]

    def is_careful(self, depth):
        return depth < 3 and self.random.random() < self.careful

    def needs_lock(self, name, depth):
        return self.objects[name]["type"] == "condition" and self.is_careful(depth)

    def on_condition(self, name, operation):
        if operation == "notify":
            return ["notify", name, self.random.randint(0, 2)]
        if operation == "wait_until" and self.vars:
            return ["wait_until", name, self.random.choice(self.vars), self.random.randint(0, 3)]
        return ["notify_all" if operation == "notify_all" else "wait", name]

    def on_queue(self, name, operation):
        if operation in ("put", "put_nowait"):
            return [operation, name, self.random.randint(0, 99)]
        if operation == "shutdown":
            return ["shutdown", name, self.random.random() < 0.5]
        return [operation, name]

    def on_variable(self, var):
        number = self.random.randint(0, 3)
        match self.random.choice(ON_VARIABLE):
            case "load":
                return ["load", self.random.choice("rs"), var]
            case "store":
                return ["store", var, self.random.choice("rs"), number]
            case "assert":
                comparison = self.random.choice(("==", "!=", "<", "<=", ">", ">="))
                return ["assert", var, comparison, number]
            case _:
                return ["add", var, number]

    def on_task(self, task):
        operation = self.weighted(ON_TASK)
        targets = self.tasks if operation == "cancel" else self.tasks[task + 1 :]
        return [operation, self.random.choice(targets)] if targets else self.sleep()

    def later(self, task):
        return [name for name in self.unspawned if int(name[1:]) > task]

    def spawning(self, task, depth):
        operation = self.random.choice(SPAWNING)
        later = self.later(task)
        count = 1 if operation == "spawn" else self.random.randint(1, min(3, len(later)))
        names = self.random.sample(later, count)
        for name in names:
            self.unspawned.remove(name)
        match operation:
            case "spawn":
                return ["spawn", names[0]]
            case "group":
                return ["group", names, self.body(task, depth + 1) if depth < 3 else []]
            case "gather":
                return ["gather", names, self.random.random() < 0.5]
            case _:
                when = self.random.choice(("first", "error", "all"))
                return ["wait_tasks", names, when, self.random.choice((None, *TIMES))]

    def sleep(self):
        return ["sleep", self.random.choice(TIMES)]

    def other(self, task, depth):
        operation = "sleep" if depth > 2 else self.weighted(OTHERS)
        match operation:
            case "timeout":
                return ["timeout", self.random.choice(TIMES), self.body(task, depth + 1)]
            case "try":
                names = self.random.sample(ERRORS, self.random.randint(1, 6))
                if self.random.random() < 0.3 and "Cancelled" not in names:
                    names.append("Cancelled")
                body = self.body(task, depth + 1)
                return ["try", body, names, self.body(task, depth + 1)]
            case "finally":
                body = self.body(task, depth + 1)
                return ["finally", body, self.body(task, depth + 1)]
            case "raise":
                return ["raise"]
            case _:
                return self.sleep()


def generate(random):
    """A random program; the same for the same state of `random`."""
    return Generator(random).program()
