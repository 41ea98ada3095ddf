#include "programs/object_form.h"

#include <algorithm>
#include <array>

#include "sim/detail/enum_table.h"

namespace foliot {

namespace {

constexpr std::array type_forms{
    ObjectForm{ObjectType::lock, "lock"},
    ObjectForm{ObjectType::event, "event"},
    ObjectForm{ObjectType::semaphore, "semaphore", Parameter::number, "value"},
    ObjectForm{ObjectType::bounded_semaphore, "bounded_semaphore", Parameter::number, "value"},
    ObjectForm{ObjectType::condition, "condition", Parameter::lock, "lock"},
    ObjectForm{ObjectType::barrier, "barrier", Parameter::number, "parties", 1, 1'000'000},
    ObjectForm{ObjectType::queue, "queue", Parameter::number, "maxsize"},
    ObjectForm{ObjectType::lifo_queue, "lifo_queue", Parameter::number, "maxsize"},
};
static_assert(detail::has_row_for_each(type_forms, &ObjectForm::type, ObjectType::lifo_queue));

}  // namespace

std::span<const ObjectForm> object_forms() {
    return type_forms;
}

const ObjectForm& form_of(ObjectType type) {
    return type_forms.at(static_cast<std::size_t>(type));
}

const ObjectForm* find_object_form(std::string_view name) {
    const auto* const form =
        std::find_if(type_forms.begin(), type_forms.end(),
                     [name](const ObjectForm& each) { return each.name == name; });
    return form == type_forms.end() ? nullptr : form;
}

std::string_view name_of(ObjectType type) {
    return form_of(type).name;
}

}  // namespace foliot
