#include "sim/error.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/testing/run.h"

namespace foliot {
namespace {

template <class Exception>
Failure caught(Exception exception) {
    try {
        throw exception;
    } catch (...) {
        return Failure::current();
    }
}

TEST(Failure, ByDefaultIsNoError) {
    const Failure none;
    EXPECT_FALSE(none);
    EXPECT_EQ(none.exception(), nullptr);
    EXPECT_FALSE(none.is_cancelled());
    EXPECT_NO_THROW(none.raise_if());
    EXPECT_TRUE(none.members().empty());
}

TEST(Failure, OfAKindHasItsNameItsTextAndItsException) {
    const Failure failure(errors::timeout);
    EXPECT_TRUE(failure);
    EXPECT_TRUE(failure.is(errors::timeout));
    EXPECT_FALSE(failure.is(errors::cancelled));
    EXPECT_EQ(failure.name(), "Timeout");
    EXPECT_EQ(failure.text(), "timed out");
    EXPECT_THROW(failure.raise(), TimeoutError);
    EXPECT_THROW(failure.raise_if(), TimeoutError);
    EXPECT_THROW(std::rethrow_exception(failure.exception()), TimeoutError);
}

TEST(Failure, CancelledIsAKindOfItsOwn) {
    const Failure failure(errors::cancelled);
    EXPECT_TRUE(failure.is_cancelled());
    EXPECT_EQ(failure.name(), "Cancelled");
    EXPECT_THROW(failure.raise(), Cancelled);
    EXPECT_TRUE(caught(Cancelled()).is_cancelled());
    EXPECT_TRUE(caught(Cancelled()).is(errors::cancelled));
}

TEST(Failure, OfAUsersExceptionKeepsIt) {
    const Failure failure = caught(std::out_of_range("too far"));
    EXPECT_TRUE(failure.is(errors::foreign));
    EXPECT_EQ(failure.name(), "Error");
    EXPECT_EQ(failure.text(), "too far");
    EXPECT_THROW(failure.raise(), std::out_of_range);
    EXPECT_THROW(std::rethrow_exception(failure.exception()), std::out_of_range);
    EXPECT_EQ(caught(5).text(), "an exception that is not a std::exception");
    EXPECT_THROW(caught(5).raise(), int);
}

TEST(Failure, OfOnesOwnExceptionsIsNamedAsTheirKind) {
    EXPECT_EQ(caught(TimeoutError()).name(), "Timeout");
    EXPECT_EQ(caught(RuntimeError("x")).name(), "Runtime");
    EXPECT_EQ(caught(ValueError("x")).name(), "Value");
    EXPECT_EQ(caught(BrokenBarrierError("x")).name(), "BrokenBarrier");
    EXPECT_EQ(caught(QueueEmpty("x")).name(), "QueueEmpty");
    EXPECT_EQ(caught(QueueFull("x")).name(), "QueueFull");
    EXPECT_EQ(caught(QueueShutDown("x")).name(), "QueueShutDown");
    EXPECT_EQ(caught(InvalidStateError("x")).name(), "Error");
    EXPECT_EQ(caught(ValueError("the text")).text(), "the text");
}

TEST(Failure, OfAGroupNamesItsMembersInTheirOrder) {
    const Failure inner = Failure::group({Failure(errors::timeout)});
    const Failure group = Failure::group({caught(std::runtime_error("a")), inner});
    EXPECT_EQ(group.name(), "Group[Error,Group[Timeout]]");
    EXPECT_EQ(group.text(), "unhandled errors in a TaskGroup: Group[Error,Group[Timeout]]");
    ASSERT_EQ(group.members().size(), 2U);
    EXPECT_EQ(group.members()[0].text(), "a");
    std::string name;
    try {
        group.raise();
    } catch (const ExceptionGroup& raised) {
        EXPECT_EQ(raised.members().size(), 2U);
        name = Failure::current().name();
    }
    EXPECT_EQ(name, "Group[Error,Group[Timeout]]");
}

TEST(Failure, AnExceptionThatWasMadeForItIsKept) {
    const Failure failure = Failure::of(std::make_exception_ptr(std::logic_error("made")));
    EXPECT_EQ(failure.text(), "made");
    EXPECT_FALSE(failure.is_cancelled());
}

TEST(Result, HoldsAValueOrAFailure) {
    Result<int> good(5);
    EXPECT_TRUE(good);
    EXPECT_EQ(*good, 5);
    EXPECT_EQ(good.take(), 5);
    EXPECT_FALSE(good.failure());
    Result<int> bad((Failure(errors::timeout)));
    EXPECT_FALSE(bad);
    EXPECT_TRUE(bad.failure().is(errors::timeout));
    EXPECT_THROW(bad.take(), TimeoutError);
}

TEST(Result, OfVoidHoldsNothingOrAFailure) {
    Result<> good;
    EXPECT_TRUE(good);
    EXPECT_NO_THROW(good.take());
    Result<> bad((Failure(errors::cancelled)));
    EXPECT_FALSE(bad);
    EXPECT_THROW(bad.take(), Cancelled);
}

TEST(Errors, AreCaughtAsPythonsHierarchyHasThem) {
    static_assert(std::is_base_of_v<RuntimeError, BrokenBarrierError>);
    static_assert(!std::is_base_of_v<RuntimeError, ValueError>);
    static_assert(!std::is_base_of_v<RuntimeError, InvalidStateError>);
    EXPECT_EQ(std::string(TimeoutError().what()), "timed out");
}

}  // namespace
}  // namespace foliot
