// What the index has and the tree of the last commit has not: `git diff-index --cached`, in a third of git's time,
// since only the entries' names and ids are looked at and nothing is kept of those that did not change.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "git/object_id.h"
#include "git/object_store.h"

namespace veil {

struct StagedChange {
  git::ObjectId id;
  std::string path;
};

// Files and links of the index that are new in it or differ from `tree` in content or mode, in the order of their
// paths. Submodules, and what was only declared (`git add --intent-to-add`), are no content.
//
// Nothing for whatever is out of the ordinary, so that git is to be asked: a conflict, an index that is split, sparse
// or damaged, an object that cannot be read. Git's answer is the truth; this one must be the same or none. As git does,
// it takes the index's word (its cache tree) for folders that are as in the tree, and looks for no damage in
// those.
std::optional<std::vector<StagedChange>> FindStagedChanges(const std::string& index_path, const git::ObjectId& tree,
                                                           const git::ObjectStore& store);

}  // namespace veil
