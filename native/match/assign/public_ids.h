// Ids that anybody may know: of findings, answers, advisories, objects. They stand where tokens and keys are counted.
#pragma once

#include <string_view>

namespace veil::assign {

bool IsPublicId(std::string_view value);

}  // namespace veil::assign
