#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foliot {

class Failure;

/// What kind of error a Failure is. Kinds are static objects, compared by address.
struct ErrorKind {
    std::string_view name;  ///< short and stable, as programs in JSON and reports spell it
    std::string_view text;  ///< what the exception says
    void (*raise)(const Failure& failure);  ///< throws the C++ exception of this kind
};

/// An error as a value. Primitives and the program interpreter pass errors on as values, for a
/// throw costs more than everything else together; the exception is thrown at the user's
/// `co_await`. A default-constructed Failure is "no error".
class [[nodiscard]] Failure {
  public:
    Failure() = default;
    explicit Failure(const ErrorKind& kind) : word_(reinterpret_cast<std::uintptr_t>(&kind)) {}
    Failure(const Failure& other) : word_(other.word_) {
        if (detailed()) ++details()->references;
    }
    Failure(Failure&& other) noexcept : word_(std::exchange(other.word_, 0)) {}
    Failure& operator=(Failure other) noexcept {
        std::swap(word_, other.word_);
        return *this;
    }
    ~Failure() {
        if (detailed() && --details()->references == 0) drop();
    }

    /// The exception that is being handled, as a value; call it inside a `catch` only.
    static Failure current();
    /// An exception other than Cancelled, as a value.
    static Failure of(std::exception_ptr exception);
    /// Several errors of a group's tasks, in the order in which they happened.
    static Failure group(std::vector<Failure> members);

    explicit operator bool() const { return word_ != 0; }
    bool is(const ErrorKind& kind) const { return word_ != 0 && &this->kind() == &kind; }
    bool is_cancelled() const;
    /// Precondition: there is a failure.
    const ErrorKind& kind() const {
        return detailed() ? *details()->kind : *reinterpret_cast<const ErrorKind*>(word_);
    }

    /// The kind's name; a group appends its members: `Group[Custom,Value]`.
    std::string name() const;
    /// What a person should read: the exception's own text where there is one.
    std::string text() const;
    const std::vector<Failure>& members() const;

    /// Throws the exception that stands for this failure. Precondition: there is one.
    [[noreturn]] void raise() const;
    void raise_if() const {
        if (word_ != 0) raise();
    }
    /// The same as an exception_ptr; null where there is no failure.
    std::exception_ptr exception() const;

  private:
    struct Details {
        const ErrorKind* kind;
        std::exception_ptr exception;
        std::vector<Failure> members;
        std::uint32_t references = 1;
    };
    // One word, since every await of a primitive makes one: the kind's address or, with the lowest
    // bit set, that of details which the copies share.
    static constexpr std::uintptr_t mark = 1;

    explicit Failure(Details* details) : word_(reinterpret_cast<std::uintptr_t>(details) | mark) {}
    bool detailed() const { return (word_ & mark) != 0; }
    Details* details() const { return reinterpret_cast<Details*>(word_ - mark); }
    void drop() noexcept;

    std::uintptr_t word_ = 0;
};

namespace detail {
/// Call it inside a `catch` only. Asks the runtime for the type: sorting by a second throw would
/// double the price.
bool current_exception_is_cancelled() noexcept;
}  // namespace detail

/// A value, or the failure that stands in its place.
template <class T = void>
class [[nodiscard]] Result {
  public:
    using value_type = T;

    Result(T value) : value_(std::move(value)) {}              // NOLINT: a value is a result
    Result(Failure failure) : failure_(std::move(failure)) {}  // NOLINT: and so is a failure

    explicit operator bool() const { return !failure_; }
    const Failure& failure() const { return failure_; }
    /// The value. Precondition: no failure.
    const T& operator*() const { return *value_; }
    T& operator*() { return *value_; }
    /// The value; throws where there is a failure instead.
    T take() {
        failure_.raise_if();
        return std::move(*value_);
    }

  private:
    Failure failure_;
    std::optional<T> value_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    using value_type = void;

    Result() = default;
    Result(Failure failure) : failure_(std::move(failure)) {}  // NOLINT: a failure is a result

    explicit operator bool() const { return !failure_; }
    const Failure& failure() const { return failure_; }
    void take() { failure_.raise_if(); }

  private:
    Failure failure_;
};

}  // namespace foliot
