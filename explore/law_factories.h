#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/law.h"

namespace foliot {

/// Makes the laws that runs are held to: those of folders above this one, and of users.
class LawFactories {
  public:
    using Factory = std::function<std::unique_ptr<Law>()>;

    static LawFactories& all();

    void add(Factory factory);
    /// One law of each kind, in the order in which they were added.
    std::vector<std::unique_ptr<Law>> make() const;
    /// Those that these words name.
    std::vector<std::unique_ptr<Law>> make(const std::vector<std::string>& words) const;
    /// What names the laws on a command line: "mutual-exclusion" is the law "mutual exclusion".
    std::vector<std::string> words() const;

  private:
    struct Entry {
        std::string word;
        Factory factory;
    };
    std::vector<Entry> entries_;
};

/// The words in `text`, which is "all" or some of them with commas between. Raises UsageError,
/// beginning with `what`, where one names no law.
std::vector<std::string> laws_named(std::string_view text, const std::string& what);

/// Makes a run in `loop`, which has not run yet, while these laws watch.
Outcome watched_run(Loop& loop, const std::vector<std::string>& laws,
                    const std::function<Outcome()>& run);

}  // namespace foliot
