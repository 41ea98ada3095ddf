#pragma once

#include <utility>

namespace foliot::detail {

/// What an element of an IntrusiveList carries, as its member `links_`.
template <class T>
struct Links {
    T* next = nullptr;      ///< null behind the newest
    T* previous = nullptr;  ///< before the oldest: the newest
};

/// A list of elements that live elsewhere; each stands in one list at most. Adds and removes in
/// O(1) and allocates nothing. T befriends it and has a member `Links<T> links_`.
template <class T>
class IntrusiveList {
  public:
    IntrusiveList() = default;
    IntrusiveList(const IntrusiveList&) = delete;
    IntrusiveList& operator=(const IntrusiveList&) = delete;

    bool empty() const { return first_ == nullptr; }
    /// Null if the list is empty.
    T* front() const { return first_; }
    T* back() const { return first_ != nullptr ? first_->links_.previous : nullptr; }
    /// The one behind `element`; null behind the last.
    static T* next(const T& element) { return element.links_.next; }

    void push_back(T& element) {
        T* const first = first_;
        element.links_.next = nullptr;
        if (first == nullptr) {
            element.links_.previous = first_ = &element;
            return;
        }
        T* const last = first->links_.previous;
        element.links_.previous = last;
        last->links_.next = first->links_.previous = &element;
    }
    void push_front(T& element) {
        element.links_ = {first_, &element};
        if (first_ != nullptr)
            element.links_.previous = std::exchange(first_->links_.previous, &element);
        first_ = &element;
    }
    /// Removes the first one. Precondition: the list is not empty.
    T& pop_front() {
        T& element = *first_;
        first_ = element.links_.next;
        if (first_ != nullptr) first_->links_.previous = element.links_.previous;
        return element;
    }
    /// Precondition: `element` stands in this list.
    void remove(T& element) {
        T* const next = element.links_.next;
        T* const previous = element.links_.previous;
        if (first_ != &element) {
            previous->links_.next = next;
            (next != nullptr ? next : first_)->links_.previous = previous;
        } else {
            first_ = next;
            if (next != nullptr) next->links_.previous = previous;
        }
    }

  private:
    T* first_ = nullptr;
};

}  // namespace foliot::detail
