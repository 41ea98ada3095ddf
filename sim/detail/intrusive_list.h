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
        element.links_ = {nullptr, &element};
        if (first_ == nullptr) {
            first_ = &element;
            return;
        }
        T* const last = std::exchange(first_->links_.previous, &element);
        element.links_.previous = last;
        last->links_.next = &element;
    }
    void push_front(T& element) {
        element.links_ = {first_, &element};
        if (first_ != nullptr)
            element.links_.previous = std::exchange(first_->links_.previous, &element);
        first_ = &element;
    }
    /// Precondition: `element` stands in this list.
    void remove(T& element) {
        const Links<T> links = element.links_;
        if (first_ == &element) {
            first_ = links.next;
        } else {
            links.previous->links_.next = links.next;
        }
        T* const heir = links.next != nullptr ? links.next : first_;
        if (heir != nullptr) heir->links_.previous = links.previous;
    }

  private:
    T* first_ = nullptr;
};

}  // namespace foliot::detail
