#include "explore/report_section.h"

#include "sim/loop.h"

namespace foliot {

void ReportSection::watch(Loop& loop) {
    loop.observe(*this);
}

ReportSections& ReportSections::all() {
    static ReportSections instance;
    return instance;
}

std::vector<std::unique_ptr<ReportSection>> ReportSections::make() const {
    std::vector<std::unique_ptr<ReportSection>> sections;
    for (const Factory& factory : factories_)
        sections.push_back(factory());
    return sections;
}

}  // namespace foliot
