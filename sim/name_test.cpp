// What a task is called that was given no name: its coroutine function, spelled alike by every
// compiler.

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sim/loop.h"
#include "sim/task.h"

namespace foliot {

struct Visible {};

Coro<> plain() {
    co_return;
}
Coro<std::function<void()>> gives_function() {
    co_return std::function<void()>();
}
Coro<void (*)(int)> gives_pointer() {
    co_return nullptr;
}
Coro<> takes_function(std::function<int(Visible)>) {
    co_return;
}
template <class T>
Coro<T> twice(T value) {
    co_return value;
}
template <int N>
Coro<> numbered() {
    co_return;
}
template <class... Ts>
Coro<> pack(Ts...) {
    co_return;
}
template <class Function>
auto deduced(Function) -> Coro<std::vector<Function>> {
    co_return std::vector<Function>();
}

namespace bank {
inline namespace v1 {
Coro<int> deposit(int amount) {
    co_return amount;
}
}  // namespace v1

struct Account {
    Coro<> pay(int) { co_return; }
    static Coro<> open() { co_return; }
    Coro<> operator()() { co_return; }
};

template <class T>
struct Box {
    Coro<T> get() { co_return T(); }
    template <class U>
    Coro<U> other(T, U value) const {
        co_return value;
    }
    struct Lid {
        Coro<> lift() { co_return; }
    };
};
}  // namespace bank

namespace {

struct Hidden {};

Coro<> secret() {
    co_return;
}
Coro<Hidden> gives_hidden(Hidden) {
    co_return Hidden();
}
Coro<> takes_hidden(std::vector<Hidden>, int) {
    co_return;
}
namespace deep {
struct Inner {
    Coro<std::vector<Hidden>> method(Hidden&, int) { co_return std::vector<Hidden>(); }
};
}  // namespace deep

template <class T>
std::string name_of_task(Coro<T> coroutine) {
    Loop loop;
    return spawn(loop, std::move(coroutine)).name();
}

TEST(TaskName, IsTheFunctions) {
    EXPECT_EQ(name_of_task(plain()), "plain");
    EXPECT_EQ(name_of_task(bank::deposit(1)), "deposit");
    EXPECT_EQ(name_of_task(secret()), "secret");
}

TEST(TaskName, IsTheMemberFunctions) {
    bank::Account account;
    EXPECT_EQ(name_of_task(account.pay(1)), "pay");
    EXPECT_EQ(name_of_task(bank::Account::open()), "open");
    deep::Inner inner;
    Hidden hidden;
    EXPECT_EQ(name_of_task(inner.method(hidden, 1)), "method");
}

TEST(TaskName, IsTheTemplatesWithoutItsArguments) {
    EXPECT_EQ(name_of_task(twice(1)), "twice");
    EXPECT_EQ(name_of_task(twice(std::string())), "twice");
    EXPECT_EQ(name_of_task(twice(Hidden())), "twice");
    EXPECT_EQ(name_of_task(twice(std::function<void()>())), "twice");
    EXPECT_EQ(name_of_task(numbered<3>()), "numbered");
    EXPECT_EQ(name_of_task(pack(1, Hidden(), std::function<void()>())), "pack");
    EXPECT_EQ(name_of_task(deduced(Hidden())), "deduced");
    EXPECT_EQ(name_of_task(deduced([] {})), "deduced");
}

TEST(TaskName, OfAClassTemplatesMemberIsTheMembers) {
    bank::Box<std::function<void()>> box;
    EXPECT_EQ(name_of_task(box.get()), "get");
    EXPECT_EQ(name_of_task(box.other({}, 1)), "other");
    EXPECT_EQ(name_of_task(box.other({}, Hidden())), "other");
    bank::Box<Hidden>::Lid lid;
    EXPECT_EQ(name_of_task(lid.lift()), "lift");
}

TEST(TaskName, DoesNotTripOverTheTypesOfResultAndParameters) {
    EXPECT_EQ(name_of_task(gives_function()), "gives_function");
    EXPECT_EQ(name_of_task(gives_pointer()), "gives_pointer");
    EXPECT_EQ(name_of_task(takes_function({})), "takes_function");
    EXPECT_EQ(name_of_task(gives_hidden({})), "gives_hidden");
    EXPECT_EQ(name_of_task(takes_hidden({}, 1)), "takes_hidden");
}

Coro<> a_function_with_a_name_that_is_too_long_to_remember() {
    co_return;
}

TEST(TaskName, IsTheSameEachTime) {
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(name_of_task(plain()), "plain");
        EXPECT_EQ(name_of_task(twice(i)), "twice");
        EXPECT_EQ(name_of_task(a_function_with_a_name_that_is_too_long_to_remember()),
                  "a_function_with_a_name_that_is_too_long_to_remember");
    }
}

TEST(TaskName, OfALambdaIsLambda) {
    const auto simple = []() -> Coro<> { co_return; };
    EXPECT_EQ(name_of_task(simple()), "lambda");
    const auto generic = [](auto value) -> Coro<Hidden> {
        static_cast<void>(value);
        co_return Hidden();
    };
    EXPECT_EQ(name_of_task(generic(Hidden())), "lambda");
    bank::Account account;
    EXPECT_EQ(name_of_task(account()), "lambda");
}

TEST(TaskName, OfALocalClassesMemberIsTheMembers) {
    struct Local {
        Coro<> run() { co_return; }
    };
    Local local;
    EXPECT_EQ(name_of_task(local.run()), "run");
    const auto within = [] {
        struct Deeper {
            Coro<> dig() { co_return; }
        };
        Deeper deeper;
        return name_of_task(deeper.dig());
    };
    EXPECT_EQ(within(), "dig");
}

TEST(TaskName, IsTheOneGivenAtSpawn) {
    Loop loop;
    EXPECT_EQ(spawn(loop, plain(), "given").name(), "given");
}

}  // namespace
}  // namespace foliot
