#include "primitives/shield.h"

namespace foliot {

Shielding::Shielding(FutureRef<TaskState> inner)
    : FutureState(inner->loop(), child_path(inner->loop().creator(), Branch::object,
                                            inner->loop().ordinals().objects++)),
      inner_(std::move(inner)),
      on_inner_(*this),
      on_outer_(*this) {
    retain();  // for on_inner_, until it has run or was taken back
}

bool Shielding::cancel() {
    touch(Branch::done, Access::read);
    if (done()) return false;
    end(Failure(errors::cancelled));
    return true;
}

void Shielding::end(Failure failure) {
    retain();  // for on_outer_, which completion queues
    complete(std::move(failure));
}

void Shielding::Inner::run(detail::Kernel&) {
    shielding_.touch(Branch::done, Access::read);
    if (!shielding_.cancelled()) {
        shielding_.end(shielding_.inner_->failure());
    } else if (!shielding_.inner_->cancelled()) {
        static_cast<void>(shielding_.inner_->failure());  // nobody else will look at it
    }
    shielding_.release();
}

void Shielding::Outer::run(detail::Kernel&) {
    shielding_.inner_->touch(Branch::done, Access::read);
    if (!shielding_.inner_->done()) {
        shielding_.on_inner_.withdraw(*shielding_.inner_);
        shielding_.release();
    }
    shielding_.release();
}

}  // namespace foliot
