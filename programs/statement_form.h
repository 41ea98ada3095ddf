#pragma once

#include <string_view>

#include "programs/program.h"

namespace foliot {

/// How a statement is spelled: its name, and a letter for each argument.
///   s lock, semaphore or condition   e event   c condition   b barrier   q queue, lifo_queue
///   w event, condition or barrier    v variable   V variable of a predicate   r register
///   t task   S task to spawn   T tasks to spawn   n number from 0   i integer   f flag
///   < comparison   u until   ? number from 0, or null   N names of errors
///   B body   H handler   F cleanup
struct StatementForm {
    std::string_view name;
    Op op;
    std::string_view arguments;
};

/// The form of the statement of this name; null where there is none.
const StatementForm* find_form(std::string_view name);

}  // namespace foliot
