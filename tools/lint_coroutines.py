"""Rules C1, C2, C3, C10, C11: coroutine code that g++ 12 breaks or compilers order differently."""

import re

import lint_cpp as cpp
from lint_cpp import Group, Lambda, Token, text_of, walk

# At most one call of these in an expression.
ONE_EACH = {"spawn", "draw", "choose", "acquire"}
COROUTINES = {"Coro", "Operation"}
# A type whose end others see says so where it begins: class Guard {  // lint: acts <on whom>
ACTS = re.compile(r"\b(?:class|struct)\s+(?:\[\[\w+\]\]\s*)?(\w+)[^;\n]*//\s*lint:\s*acts\s+\S")
BUILTIN = {"int", "bool", "char", "long", "short", "unsigned", "signed", "auto", "size_t"} | {
    f"{sign}int{bits}_t" for sign in ("", "u") for bits in (8, 16, 32, 64)
}


def awaits(items):
    """The co_awaits among the items, lambda bodies not included."""
    seen = list(walk(items))
    for before, item in zip([None, *seen], seen):
        if isinstance(item, Token) and item.text in ("co_await", "co_yield"):
            if text_of(before) != "operator":
                yield item


def condition_rule(file):
    """C1: g++ 12 loses the state of an await in a condition."""
    for statement in file.reader.statements:
        if statement.keyword in ("if", "while", "switch"):
            judged = [statement.items[-1].items]
        elif statement.keyword == "for":
            judged = list(cpp.split(statement.items[-1].items, ";"))[1:]
        else:
            judged = []
        for await_ in awaits([item for part in judged for item in part]):
            message = f"co_await in the head of {statement.keyword}; bind it to a local first"
            yield from file.at(await_.line, "C1", message, statement.end_line)
        for operand in choices(statement.items):
            for await_ in list(awaits(operand))[:1]:
                message = "co_await in ?:; use if/else"
                yield from file.at(await_.line, "C1", message, statement.end_line)


def choices(items):
    """The parts of an expression that hold a ?: beside or around a co_await."""
    for part in cpp.split(items, ",", ";"):
        if any(text_of(item) == "?" for item in part):
            yield part
            continue
        for before, item in zip([None, *part], part):
            if isinstance(item, Group):
                awaited = text_of(before) == "co_await" and item.text == "("
                if awaited and any(text_of(inner) == "?" for inner in item.items):
                    yield [before, item]
                else:
                    yield from choices(item.items)


def temporary_rules(file):
    """C2 and C3: g++ 12 destroys temporary aggregates and closures of an await twice."""
    judged = []
    for statement in file.reader.statements:
        for items in full_expressions(statement):
            if not any(awaits(items)):
                continue
            last = statement.end_line
            for brace in braced_temporaries(items):
                message = "braced temporary beside a co_await; name it, then std::move it"
                yield from file.at(brace.line, "C2", message, last)
            for item in walk(items):
                if isinstance(item, Lambda) and item.captures.items:
                    judged.append(item)
                    message = "capturing lambda beside a co_await; name it in a line of its own"
                    yield from file.at(item.line, "C3", message, last)
    for found, after in file.reader.lambdas:
        if found in judged or not found.captures.items:
            continue
        is_coroutine = any(text_of(item).startswith("co_") for item in walk(found.body.items))
        if is_coroutine and text_of(after) == "(":
            message = "capturing lambda coroutine called in place dangles; pass parameters"
            yield from file.at(found.line, "C3", message, found.body.end_line)


def full_expressions(statement):
    if statement.keyword:
        return list(cpp.split(statement.items[-1].items, ";"))
    return [statement.items]


def braced_temporaries(items):
    for at, item in enumerate(items):
        if isinstance(item, Group):
            if item.text == "{" and is_temporary(items, at):
                yield item
            yield from braced_temporaries(item.items)


def is_temporary(items, at):
    """Tells `f({..})` and `Type{..}` from `Type name{..}`, `name = {..}` and `: {..}`."""
    if at == 0 or text_of(items[at - 1]) in (",", "co_return", "co_await", "co_yield"):
        return True
    before = items[at - 1]
    if text_of(before) == ">":
        return True
    if not cpp.is_word(before) or before.text in BUILTIN:
        return False
    start = at - 1
    while start >= 2 and text_of(items[start - 1]) == "::":
        start -= 2
    earlier = items[start - 1] if start else None
    names_a_variable = text_of(earlier) in (">", "&", "*") or (
        cpp.is_word(earlier) and earlier.text not in cpp.BEFORE_OPERAND
    )
    return not names_a_variable


def order_rule(file):
    """C10: compilers evaluate arguments in different orders."""
    for statement in file.reader.statements:
        if statement.opens_block:
            continue
        for items in full_expressions(statement):
            found = list(ordered_calls(items))
            if len(found) > 1:
                names = " and ".join(f"{token.text}()" for token in found[:2])
                message = f"{names} in one expression have no fixed order; one statement each"
                yield from file.at(found[1].line, "C10", message, statement.end_line)


def ordered_calls(items):
    for at, item in enumerate(items):
        if isinstance(item, Group):
            yield from ordered_calls(item.items)
        elif cpp.is_word(item) and item.text in ONE_EACH:
            after = [text_of(next_) for next_ in items[at + 1 : at + 12]]
            if after[:1] == ["("] or (after[:1] == ["<"] and "(" in after):
                yield item


def acting_types(texts):
    """The names of the types whose end others see, among them coroutines."""
    return COROUTINES | {name for text in texts for name in ACTS.findall(text)}


def parameter_rule(file):
    """C11: g++ 12 ends the parameters of a coroutine in another order than clang."""
    for statement in file.reader.statements:
        for line, names in acting_parameters(statement.items, file.acting):
            message = f"{' and '.join(names)} end in no fixed order; make them one parameter"
            yield from file.at(line, "C11", message, statement.end_line)


def acting_parameters(items, acting):
    """The heads of coroutines among the items that take two or more acting parameters by value."""
    for at, item in enumerate(items):
        if isinstance(item, Lambda):
            continue
        if not isinstance(item, Group):
            continue
        if item.text != "(" or not any(text_of(before) in COROUTINES for before in items[:at]):
            yield from acting_parameters(item.items, acting)
            continue
        parts = cpp.split(item.items, ",")
        names = [name for part in parts for name in acting_type(part, acting)]
        if len(names) > 1:
            yield item.line, names[:2]


def acting_type(parameter, acting):
    """The acting type that a parameter is of; nothing if it is a reference or an expression."""
    texts = [text_of(item) for item in parameter]
    if not set(texts) & {"&", "*", "&&", "("}:
        yield from [text for text in texts if text in acting][:1]
