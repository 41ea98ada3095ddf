#include "sim/detail/intrusive_list.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace foliot {
namespace {

class Letter {
  public:
    explicit Letter(char name) : name_(name) {}
    char name() const { return name_; }

  private:
    friend class detail::IntrusiveList<Letter>;
    char name_;
    detail::Links<Letter> links_;
};

using List = detail::IntrusiveList<Letter>;

std::string text_of(const List& list) {
    std::string text;
    for (const Letter* each = list.front(); each != nullptr; each = List::next(*each))
        text += each->name();
    return text;
}

class IntrusiveListTest : public testing::Test {
  protected:
    Letter a_{'a'}, b_{'b'}, c_{'c'};
    List list_;
};

TEST_F(IntrusiveListTest, AddsAtBothEnds) {
    EXPECT_TRUE(list_.empty());
    EXPECT_EQ(list_.back(), nullptr);
    list_.push_back(b_);
    list_.push_front(a_);
    list_.push_back(c_);
    EXPECT_EQ(text_of(list_), "abc");
    EXPECT_EQ(list_.front(), &a_);
    EXPECT_EQ(list_.back(), &c_);
}

TEST_F(IntrusiveListTest, RemovesFromAnyPlaceAndKnowsItsLastOne) {
    for (Letter* const removed : {&a_, &b_, &c_}) {
        for (Letter* const each : {&a_, &b_, &c_})
            list_.push_back(*each);
        list_.remove(*removed);
        std::string left = "abc";
        left.erase(left.find(removed->name()), 1);
        EXPECT_EQ(text_of(list_), left);
        EXPECT_EQ(list_.back()->name(), left.back());
        list_.push_back(*removed);
        EXPECT_EQ(text_of(list_), left + removed->name());
        while (!list_.empty())
            list_.remove(*list_.back());
        EXPECT_EQ(list_.front(), nullptr);
    }
}

TEST_F(IntrusiveListTest, GivesItsElementsFromTheFront) {
    for (Letter* const each : {&a_, &b_, &c_})
        list_.push_back(*each);
    EXPECT_EQ(&list_.pop_front(), &a_);
    EXPECT_EQ(list_.back(), &c_);
    list_.push_front(a_);
    EXPECT_EQ(text_of(list_), "abc");
    EXPECT_EQ(&list_.pop_front(), &a_);
    EXPECT_EQ(&list_.pop_front(), &b_);
    EXPECT_EQ(&list_.pop_front(), &c_);
    EXPECT_TRUE(list_.empty());
    list_.push_back(b_);
    EXPECT_EQ(list_.back(), &b_);
}

}  // namespace
}  // namespace foliot
