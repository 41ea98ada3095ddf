#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/coro.h"
#include "sim/loop.h"
#include "sim/sleep.h"
#include "sim/task.h"
#include "zoo/zoo.h"

/// What the programs of the zoo are made of. A program is a class, its world: what its tasks share
/// are its members, and `Coro<> run()` is its root. It is made anew for every run, told whether to
/// have the bug, and outlives every frame of the run: also where the run ends in the middle.
namespace foliot::zoo_programs {

enum class Build : std::uint8_t { broken, fixed };

/// Lets all that is ready run first.
inline Sleep yield() {
    return sleep(Duration::zero());
}
/// A task's `n` steps that do nothing.
Coro<> steps(int n);
/// Cancels `victim` after `n` steps.
Coro<> cancel_after(int n, Task<> victim);

/// The tasks of a program.
class Crew {
  public:
    Task<> add(Coro<> body, std::string_view name);
    /// Waits for all, in the order in which they came. A cancelled task has ended like any other;
    /// other errors are raised.
    Coro<> ended();

  private:
    std::vector<Task<>> tasks_;
};

/// What stands in the table beside the program itself.
struct Label {
    std::string name;
    std::string bug;
    Tier tier = Tier::plain;
    Grade grade = Grade::ordinary;
    ChoiceList witness = {};
};

/// Makes the program whose world is a `World(build, size...)`.
template <class World, class... Size>
ZooProgram program(Label label, Size... size);

/// A world among three tasks that have nothing to do with it, of 15 steps each.
template <class World>
class Noisy {
  public:
    template <class... Size>
    explicit Noisy(Build build, Size... size) : world_(build, size...) {}

    Coro<> run() {
        Crew others;
        for (int i = 0; i < 3; ++i)
            others.add(steps(15), "noise");
        co_await world_.run();
        co_await others.ended();
    }

  private:
    World world_;
};

using Programs = std::vector<ZooProgram>;
Programs locks();
Programs semaphores();
Programs conditions();
Programs events();
Programs notifications();
Programs barriers();
Programs queues();
Programs timeouts();
Programs wait_fors();
Programs groups();
Programs go_locks();
Programs go_channels();
Programs sctbench();
Programs classics();
Programs deadlocks();
Programs applications();
Programs shutdowns();
Programs uneven();

/// A program's scenario: calls `run` with its loop.
std::shared_ptr<const Scenario> scenario(std::string name, std::string summary,
                                         std::function<Outcome(Loop&)> run);

template <class World, class... Size>
ZooProgram program(Label label, Size... size) {
    const auto in_build = [size...](Build build) {
        return [build, size...](Loop& loop) {
            std::optional<World> world;
            {
                // Objects get the loop's own paths here, the same in every order.
                const Loop::Use use(loop);
                world.emplace(build, size...);
            }
            return loop.run(world->run());
        };
    };
    ZooProgram made;
    made.broken = scenario("zoo/" + label.name, label.bug, in_build(Build::broken));
    made.fixed = scenario("zoo/" + label.name + "-fixed", "without the bug: " + label.bug,
                          in_build(Build::fixed));
    made.name = std::move(label.name);
    made.bug = std::move(label.bug);
    made.tier = label.tier;
    made.grade = label.grade;
    made.witness = std::move(label.witness);
    return made;
}

}  // namespace foliot::zoo_programs
