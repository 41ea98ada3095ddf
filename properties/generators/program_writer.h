#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "programs/object_form.h"
#include "programs/program.h"
#include "properties/generators/dice.h"

namespace foliot {

/// Writes one random program.
class ProgramWriter {
  public:
    /// `size` is RapidCheck's, 0 to 100 and more: it bounds tasks and statements.
    ProgramWriter(const rc::Random& random, int size);

    nlohmann::ordered_json write();

  private:
    using Json = nlohmann::ordered_json;
    using Ops = std::vector<Op>;

    /// What a statement has to do with.
    enum class Kind : std::uint8_t { object, variable, task, spawning, other };

    /// A statement with how much the program favours it.
    struct Weighted {
        Op op;
        std::size_t weight;
    };

    void choose_statements();
    Json object(const ObjectForm& form);
    Json body(std::size_t task, int depth);
    Json statement(std::size_t task, int depth);
    Json on_object(const std::string& name, std::size_t task, int depth);
    Json on_condition(const std::string& name, Op op);
    Json on_queue(const std::string& name, Op op);
    Json on_variable(const std::string& name);
    Json on_task(std::size_t task);
    Json spawning(std::size_t task, int depth);
    Json other(std::size_t task, int depth);
    Json sleep();
    static Json statement_of(Op op, std::initializer_list<Json> arguments);

    ObjectType type_of(const std::string& object) const;
    /// The tasks that a task may still spawn: those after it.
    std::vector<std::size_t> spawnable(std::size_t task) const;
    std::vector<Weighted> weighted(const Ops& ops);
    Op of(const std::vector<Weighted>& ops);
    /// Misuse is avoided or caught here.
    bool careful(int depth) { return depth < deepest && dice_.chance(care_); }
    static std::string task_name(std::size_t task) { return "t" + std::to_string(task); }

    static constexpr int deepest = 3;

    Dice dice_;
    bool crowded_;  // everybody starts at once, crowds around one object, and is cancelled there
    std::size_t tasks_;
    std::size_t longest_;  // body
    Json objects_ = Json::object();
    std::vector<std::string> object_names_;
    std::vector<std::string> variables_;
    std::vector<std::size_t> unspawned_;
    Json start_ = Json::array();
    std::vector<Kind> kinds_;  // of statements; those that the program favours more than once
    std::vector<Weighted> others_;
    std::vector<Weighted> on_tasks_;
    std::size_t care_;  // percent
};

}  // namespace foliot
