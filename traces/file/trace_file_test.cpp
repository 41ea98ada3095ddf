// Trace files on the disk: the part of trace_json.h that meets the file system.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "traces/file/trace_json.h"
#include "traces/testing/scenarios.h"

namespace foliot {
namespace {

namespace fs = std::filesystem;

/// A folder that goes away with the test.
class TraceFile : public testing::Test {
  protected:
    TraceFile() {
        const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::path(testing::TempDir()) / (std::string("foliot-") + test->name());
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~TraceFile() override { fs::remove_all(folder_); }

    std::string path(const char* name) const { return (folder_ / name).string(); }
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::recursive_directory_iterator(folder_), {}));
    }

  private:
    fs::path folder_;
};

void write_text(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Trace failing() {
    return record_failure([] { return account(); }).trace;
}

TEST_F(TraceFile, IsWrittenIntoFoldersThatAreMadeForIt) {
    const Trace trace = failing();
    write_trace(path("a/b/t.json"), trace);
    EXPECT_EQ(read_text(path("a/b/t.json")), trace_text(trace));
    EXPECT_EQ(read_trace(path("a/b/t.json")).digest, trace.digest);
    EXPECT_EQ(files(), 3U);
}

TEST_F(TraceFile, IsReplacedAsAWhole) {
    write_text(path("t.json"), "old");
    write_trace(path("t.json"), failing());
    EXPECT_EQ(read_text(path("t.json")), trace_text(failing()));
    EXPECT_EQ(files(), 1U);
}

TEST_F(TraceFile, DoesNotTakeThePlaceOfWhatIsNoRegularFile) {
    ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
    EXPECT_THROW(write_trace(path("pipe"), failing()), TraceError);
    EXPECT_TRUE(fs::is_fifo(path("pipe")));
    EXPECT_EQ(files(), 1U);
}

TEST_F(TraceFile, InAPlaceThatCannotBeWrittenIsOneLine) {
    write_text(path("file"), "");
    fs::create_directories(path("folder/t.json/inside"));
    for (const char* const name : {"file/t.json", "folder/t.json"}) {
        try {
            write_trace(path(name), failing());
            ADD_FAILURE() << name;
        } catch (const TraceError& error) {
            const std::string why = error.what();
            EXPECT_TRUE(why.starts_with(path(name) + ": ")) << why;
            EXPECT_EQ(why.find('\n'), std::string::npos);
        }
    }
    EXPECT_EQ(files(), 4U);
}

TEST_F(TraceFile, OnAFullDiskIsAnErrorAndLeavesNothingBehind) {
    // A limit on the size of files fails as a full disk does: in the middle of writing.
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{1000, before.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    std::string why;
    try {
        write_trace(path("t.json"), failing());
    } catch (const TraceError& error) {
        why = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_EQ(why, path("t.json") +
                       ": cannot be written: File too large; make room, or write the "
                       "trace elsewhere");
    EXPECT_EQ(files(), 0U);
}

TEST_F(TraceFile, ThatIsNotThereOrAFolderIsRefused) {
    const auto why = [](const std::string& file) -> std::string {
        try {
            read_trace(file);
            return "";
        } catch (const TraceError& error) {
            return error.what();
        }
    };
    EXPECT_EQ(why(path("none.json")), path("none.json") +
                                          ": cannot be read: No such file or directory; check the "
                                          "path");
    EXPECT_EQ(why(path("")), path("") + ": cannot be read: Is a directory; check the path");
    write_text(path("empty.json"), "");
    EXPECT_NE(why(path("empty.json")).find("cut off"), std::string::npos);
}

TEST_F(TraceFile, OfMoreThanAGigabyteIsRefusedUnread) {
    write_text(path("t.json"), "");
    fs::resize_file(path("t.json"), trace_size_limit + 1);  // takes no room: a hole
    try {
        read_trace(path("t.json"));
        ADD_FAILURE();
    } catch (const TraceError& error) {
        EXPECT_EQ(std::string(error.what()), path("t.json") +
                                                 ": is larger than 1 GiB; mend the "
                                                 "file, or record the trace again");
    }
}

}  // namespace
}  // namespace foliot
