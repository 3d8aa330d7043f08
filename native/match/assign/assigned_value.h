// Values behind an operator: `password = x`, `password: x`, and what stands below or inside such a parent.
#pragma once

#include "match/assign/name_site.h"

namespace veil::assign {

// An operator stands at site.mark_at.
bool ReadAssigned(const NameSite& site, Value* value);

}  // namespace veil::assign
