"""Each coroutine rule is shown firing, and keeping quiet on a near miss."""

import unittest

from lint_testing import RuleTest, check


class CoroutineRules(RuleTest):
    def test_c1_awaits_in_conditions(self):
        self.fires(
            "C1",
            "if (co_await ready()) go();",
            "if (n > 0 && (co_await ready()).ok) { go(); }",
            "while (co_await ready()) go();",
            "do { go(); } while (co_await ready());",
            "for (int i = 0; co_await less(i); ++i) go();",
            "for (int i = 0; i < n; co_await step()) go();",
            "switch (co_await kind()) { default: break; }",
            "if (const int got = co_await take(); got > 0) go();",
            "if constexpr (true) { if (co_await ready()) go(); }",
            "const int x = n > 0 ? co_await take() : 2;",
            "co_await (n > 0 ? first() : second());",
            "co_return co_await ready() ? 1 : 2;",
        )
        self.fires("C1", ["if (n) go();", "else if (co_await ready()) go();"], line=3)

    def test_c1_near_misses(self):
        self.quiet(
            ["const bool ok = co_await ready();", "if (ok) go();"],
            "if (n > 0) co_await step();",
            "while (n > 0) { co_await step(); }",
            "for (int i = co_await first(); i < n; ++i) go();",
            "for (const int x : co_await all()) go(x);",
            "for (int i = 0; i < n; ++i) co_await step();",
            "co_await sleep(n > 0 ? 1 : 2);",
            ["const int x = n > 0 ? 1 : 2;", "co_await step(x);"],
            "if (run_to_end([] { return Coro<>(); })) go();",
            "if (holds([](int m) -> Coro<> { co_await step(m); })) go();",
            "// if (co_await ready())",
            'log("if (co_await ready())");',
            'log(R"x(if (co_await " ready()))x");',
            "EXPECT_EQ(co_await take(), 5);",
        )
        self.assertEqual(check("sim/thing.h", "#pragma once\nif (a.operator co_await()) {}\n"), [])

    def test_c2_braced_temporaries(self):
        self.fires(
            "C2",
            "co_await send({name, 1});",
            "co_await send(n, {.name = name});",
            "co_await send(Letter{name, 1});",
            "co_await send(mail::Letter{name, 1});",
            "co_await Sender{name};",
            "co_return Pair{co_await take(), 1};",
            "co_return {co_await take(), 1};",
            "auto pair = Pair{co_await take(), 1};",
            "co_await send(std::vector<int>{1, 2});",
            "co_await gather(one(), two(Letter{name}));",
        )
        self.fires("C2", ["co_await send(", "    n,", "    Letter{name});"], line=4)

    def test_c2_near_misses(self):
        self.quiet(
            ["Letter letter{name, 1};", "co_await send(std::move(letter));"],
            "co_await send(Letter(name, 1));",
            "const int seen{co_await take()};",
            "std::vector<int> seen{co_await take()};",
            "co_await send(std::uint64_t{5});",
            "co_return Pair{1, 2};",
            "for (int x : {1, 2, 3}) co_await step(x);",
            "if (n > 0) { co_await step(); }",
            "try { co_await step(); } catch (const Error& error) { seen = error; }",
            ["go(Letter{name});", "co_await step();"],
            "struct Local { int x; };",
        )

    def test_c3_lambdas_beside_an_await(self):
        self.fires(
            "C3",
            "co_await call([n] { return n; });",
            "co_await call([&] { return n; });",
            "co_await call([=](int x) mutable { return n + x; });",
            "co_await call([moved = std::move(name)] { return moved; });",
            "co_await call(n, [this]() -> int { return n_; });",
            "co_await [n]() -> Coro<> { co_return; }().on(n);",
            "auto task = spawn([n]() -> Coro<> { co_return; }());",
        )

    def test_c3_near_misses(self):
        self.quiet(
            ["const auto name = [n] { return n; };", "co_await call(name);"],
            "co_await call([] { return 1; });",
            "co_await call([](int x) { return x; });",
            "co_await at(items[n]);",
            "co_await call([n] { return n; });  // lint: C3 n is an int",
            ["// lint: C3 n is an int", "co_await call([n] { return n; });"],
            ["co_await call(n,", "    [n] { return n; });  // lint: C3 n is an int"],
            "auto coroutine = [n]() -> Coro<> { co_await step(n); };",
            "run_to_end([&]() -> Coro<> { co_await step(n); });",
            "const int x = [n] { return n; }();",
            "auto& [first, second] = pair;",
            "[[maybe_unused]] const int x = co_await take();",
        )

    def test_c10_two_ordered_calls(self):
        self.fires(
            "C10",
            "use(loop.draw(3), loop.draw(4));",
            "const int x = choose(2) + choose(3);",
            "auto both = join(spawn(one()), spawn(two()));",
            "co_await gather(lock.acquire(), other.acquire());",
            "use(rng.draw<int>(3), spawn(one()));",
            "if (choose(2) == choose(3)) go();",
        )

    def test_c10_near_misses(self):
        self.quiet(
            ["const int a = draw(3);", "const int b = draw(4);"],
            "for (int i = choose(2); i < n; i += choose(3)) go();",
            "use(draw(3), withdraw(4));",
            "if (choose(2) == 1) choose(3);",
            "use(spawn, draw(3));",
            "defer([](int) { choose(2); }, choose(3));",
            "use(draw(3), draw(4));  // lint: C10 both are constant",
        )
        self.assertEqual(check("sim/thing.cpp", "A::A() : a(draw(1)), b(draw(2)) {}\n"), [])

    def test_c11_parameters_that_end_in_no_fixed_order(self):
        self.fires(
            "C11",
            "Coro<> both(Coro<> first, Coro<> second) { co_await std::move(first); }",
            "Coro<int> Part::run_as(Loud, Intake::Guard);",
            "Operation<> hold(Guard guard, int n, Coro<int> work);",
        )

    def test_c11_near_misses(self):
        self.quiet(
            "Coro<> one(Coro<> first, int second) { co_await std::move(first); }",
            "Coro<> unmarked(Guard guard, Quiet quiet);",
            "Coro<> seen(Guard& guard, Coro<>&& work, Coro<> rest);",
            "void add(Coro<> preparation, Coro<> work);",
            "Coro<> one = both(Coro<>(first), Coro<>(second));",
            "Coro<> both(Coro<> first, Coro<> second);  // lint: C11 they share nothing",
        )


if __name__ == "__main__":
    unittest.main()
