#include "sim/object.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "sim/callback.h"
#include "sim/future.h"
#include "sim/sleep.h"
#include "sim/testing/heard.h"
#include "sim/testing/run.h"
#include "sim/thread.h"

namespace foliot {
namespace {

using namespace std::chrono_literals;

class Shelf final : public Object {
  public:
    static constexpr ObjectKind shelf{"Shelf"};

    explicit Shelf(std::string_view name = {}) : Object(shelf, name) {}
    void put(std::int64_t value = 0) { report(events::put, value); }
    void look() const { touch(Access::read); }
    Failure wait_here() { return bind(); }
};

TEST(Object, IsCalledByItsKindAndItsName) {
    EXPECT_EQ(Shelf().label(), "Shelf");
    EXPECT_EQ(Shelf("books").label(), "Shelf books");
    EXPECT_EQ(Shelf("books").kind(), Shelf::shelf);
    EXPECT_EQ(Shelf("books").name(), "books");
}

TEST(Object, OutsideOfALoopItIsKnownToNone) {
    Shelf shelf;
    shelf.put();
    shelf.look();
    EXPECT_EQ(shelf.loop(), nullptr);
    EXPECT_EQ(shelf.path(), root_path);
    EXPECT_EQ(shelf.wait_here().text(), "no running event loop");
}

TEST(Object, ItsPathIsItsMakersAndAnOrdinal) {
    run_to_end([]() -> Coro<> {
        const auto maker = []() -> Coro<> {
            const PathId self = current_task().path();
            const Shelf first;
            const Future<> second;
            const Shelf third;
            EXPECT_EQ(first.path(), child_path(self, Branch::object, 0));
            EXPECT_EQ(second.state().path(), child_path(self, Branch::object, 1));
            EXPECT_EQ(third.path(), child_path(self, Branch::object, 2));
            co_return;
        };
        const Task<> task = spawn(maker());
        const Shelf own;
        EXPECT_EQ(own.path(), child_path(current_task().path(), Branch::object, 0));
        co_await task;
    });
}

TEST(Object, WhatCallbacksAndThreadsMakeIsNamedAfterThem) {
    const auto paths = [](bool swap) {
        std::vector<PathId> made(4);
        run_to_end([&]() -> Coro<> {
            const auto by_callback = [&made](std::size_t at) {
                return [&made, at] { made[at] = Shelf().path(); };
            };
            const auto by_thread = [&made](std::size_t at, int yields) -> Coro<> {
                for (int i = 0; i < yields; ++i)
                    co_await thread_sleep(0ms);
                made[at] = Shelf().path();
            };
            call_later(swap ? 2ms : 1ms, by_callback(0));
            call_later(swap ? 1ms : 2ms, by_callback(1));
            start_thread(by_thread(2, swap ? 2 : 1));
            start_thread(by_thread(3, swap ? 1 : 2));
            co_await sleep(3ms);
        });
        return made;
    };
    EXPECT_EQ(paths(false), paths(true));
    EXPECT_NE(paths(false)[0], paths(false)[1]);
    EXPECT_NE(paths(false)[2], paths(false)[3]);
}

TEST(Object, APathDoesNotDependOnWhatOthersMake) {
    const auto path = [](bool busy) {
        PathId found{};
        run_to_end([&]() -> Coro<> {
            const auto other = [](bool make) -> Coro<> {
                if (make) const Shelf ignored;
                co_return;
            };
            const auto maker = [&found]() -> Coro<> {
                co_await sleep(1ms);
                found = Shelf().path();
            };
            const Task<> first = spawn(other(busy));
            const Task<> second = spawn(maker());
            co_await first;
            co_await second;
        });
        return found;
    };
    EXPECT_EQ(path(false), path(true));
}

TEST(Object, MadeOutsideItIsBoundToTheLoopInWhichATaskFirstWaits) {
    Shelf shelf;
    run_to_end([&]() -> Coro<> {
        EXPECT_FALSE(shelf.wait_here());
        EXPECT_FALSE(shelf.wait_here());
        co_return;
    });
    run_to_end([&]() -> Coro<> {
        EXPECT_EQ(shelf.wait_here().text(), "the object is bound to a different event loop");
        co_return;
    });
}

TEST(Object, ThatNobodyWaitedForServesSeveralLoopsAndEachKnowsIt) {
    Shelf shelf("books");
    for (int run = 0; run < 2; ++run) {
        // On the heap, so that the first loop's memory is gone.
        const auto loop = std::make_unique<Loop>();
        Ear ear;
        loop->observe(ear);
        const auto body = [&shelf]() -> Coro<> {
            shelf.put();
            shelf.look();
            co_return;
        };
        static_cast<void>(loop->run(body()));
        EXPECT_EQ(ear.heard.count("main: put Shelf books"), 1U);
        EXPECT_TRUE(ear.heard.wrote(0, shelf.path()));
        EXPECT_TRUE(ear.heard.read(0, shelf.path()));
    }
}

TEST(Object, ReportsWhatTheTaskDidWhereAndInWhichStep) {
    class Last final : public Observer {
      public:
        void on_event(const TraceEvent& event) override {
            if (event.kind != events::put) return;
            task = event.task;
            value = event.value;
            step = event.step;
            time = event.time;
            line = event.where.line();
        }
        const TaskState* task = nullptr;
        std::int64_t value = 0;
        std::uint64_t step = 0;
        VirtualTime time{};
        unsigned line = 0;
    };
    Last last;
    Loop loop;
    loop.observe(last);
    unsigned line = 0;
    const TaskState* main = nullptr;
    const auto body = [&]() -> Coro<> {
        main = &current_task();
        Shelf shelf;
        line = __LINE__ + 1;
        co_await sleep(5ms);
        shelf.put(7);
    };
    static_cast<void>(loop.run(body()));
    EXPECT_EQ(last.task, main);
    EXPECT_EQ(last.value, 7);
    EXPECT_EQ(last.step, 2U);
    EXPECT_EQ(last.time, virtual_start + 5ms);
    EXPECT_EQ(last.line, line);  // the task's latest await, where no better place is known
}

TEST(Object, CannotBeWaitedForInAThread) {
    run_to_end([]() -> Coro<> {
        const auto thread = []() -> Coro<> {
            Shelf shelf;
            EXPECT_EQ(shelf.wait_here().text(), "no running event loop");
            co_return;
        };
        start_thread(thread());
        co_await sleep(1ms);
    });
}

}  // namespace
}  // namespace foliot
