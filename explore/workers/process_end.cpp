#include "explore/workers/process_end.h"

#include <string.h>

#include <csignal>

namespace foliot {

bool ProcessEnd::from_outside() const {
    switch (how) {
        case How::killed:
            return number == SIGKILL || number == SIGTERM || number == SIGHUP || number == SIGQUIT;
        case How::failed:
            return true;
        case How::disturbed:
        case How::finished:
        case How::exited:
        case How::muted:
        case How::silent:
        case How::late:
        case How::stopped:
            return false;
    }
    return false;
}

std::string ProcessEnd::words() const {
    switch (how) {
        case How::finished:
            return "did its work";
        case How::failed:
            return "could not go on: " + text;
        case How::exited:
            return "exit status " + std::to_string(number);
        case How::killed:
            return "killed by " + signal_name(number);
        case How::muted:
            return "closed the files of its process";
        case How::disturbed:
            return text;
        case How::silent:
        case How::late:
            return "did not end in time";
        case How::stopped:
            return "interrupted";
    }
    return {};
}

std::string signal_name(int signal) {
    const char* const name = ::sigabbrev_np(signal);
    return name == nullptr ? "signal " + std::to_string(signal) : std::string("SIG") + name;
}

}  // namespace foliot
