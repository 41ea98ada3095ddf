#include "coordinator/detail/logger.h"

#include "sim/loop.h"

namespace foliot {

Logger Logger::of(std::string component) const {
    Logger logger = *this;
    logger.component_ = std::move(component);
    return logger;
}

void Logger::give(LogLevel level, std::string message, Fields fields) const {
    LogRecord record;
    const Loop* const loop = Loop::current();
    if (loop != nullptr) record.time = loop->now();
    record.level = level;
    record.component = component_;
    record.message = std::move(message);
    record.fields = fields;
    sink_(std::move(record));
}

}  // namespace foliot
