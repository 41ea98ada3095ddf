#include "programs/statement_form.h"

#include <algorithm>
#include <array>

namespace foliot {

namespace {

constexpr std::array forms{
    StatementForm{"sleep", Op::sleep, "n"},
    StatementForm{"acquire", Op::acquire, "s"},
    StatementForm{"release", Op::release, "s"},
    StatementForm{"locked", Op::locked, "s"},
    StatementForm{"with", Op::with, "sB"},
    StatementForm{"set", Op::set, "e"},
    StatementForm{"clear", Op::clear, "e"},
    StatementForm{"wait", Op::wait, "w"},
    StatementForm{"wait_until", Op::wait_until, "cVi"},
    StatementForm{"notify", Op::notify, "cn"},
    StatementForm{"notify_all", Op::notify_all, "c"},
    StatementForm{"add", Op::add, "vi"},
    StatementForm{"load", Op::load, "rv"},
    StatementForm{"store", Op::store, "vri"},
    StatementForm{"assert", Op::assert_, "v<i"},
    StatementForm{"abort", Op::abort, "b"},
    StatementForm{"reset", Op::reset, "b"},
    StatementForm{"timeout", Op::timeout, "nB"},
    StatementForm{"spawn", Op::spawn, "S"},
    StatementForm{"join", Op::join, "t"},
    StatementForm{"shield", Op::shield, "t"},
    StatementForm{"cancel", Op::cancel, "t"},
    StatementForm{"group", Op::group, "TB"},
    StatementForm{"gather", Op::gather, "Tf"},
    StatementForm{"wait_tasks", Op::wait_tasks, "Tu?"},
    StatementForm{"put", Op::put, "qi"},
    StatementForm{"get", Op::get, "q"},
    StatementForm{"put_nowait", Op::put_nowait, "qi"},
    StatementForm{"get_nowait", Op::get_nowait, "q"},
    StatementForm{"task_done", Op::task_done, "q"},
    StatementForm{"join_queue", Op::join_queue, "q"},
    StatementForm{"shutdown", Op::shutdown, "qf"},
    StatementForm{"raise", Op::raise, ""},
    StatementForm{"try", Op::try_, "BNH"},
    StatementForm{"finally", Op::finally, "BF"},
};

}  // namespace

const StatementForm* find_form(std::string_view name) {
    const auto* const form = std::find_if(
        forms.begin(), forms.end(), [name](const StatementForm& f) { return f.name == name; });
    return form == forms.end() ? nullptr : form;
}

}  // namespace foliot
