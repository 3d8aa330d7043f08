// Addresses of accounts and contracts on blockchains, in base58: where tokens are coins.
#pragma once

#include <string_view>

namespace veil::assign {

// Tron's (`TR7NHq…`), Bitcoin's older ones (`1A1zP1…`) and those of Substrate's chains (`5Grwva…`), by their lengths
// and the byte that they begin with. Their checksums are not computed.
bool IsBase58Address(std::string_view value);

}  // namespace veil::assign
