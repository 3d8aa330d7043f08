#include "git/object_store.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>

#include "git/delta.h"
#include "git/read_file.h"

namespace veil::git {
namespace {

constexpr uint64_t kAlternatesSizeLimitBytes = 1 << 20;

// Absolute, without symlinks, so that one directory reached in two ways is one; as it was when it does not exist.
std::string Canonical(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), ::free);
  return resolved == nullptr ? path : std::string(resolved.get());
}

// Git quotes a line of the alternates file in C style when it begins with a double quote.
std::string Unquote(std::string_view line) {
  if (line.size() < 2 || line.front() != '"' || line.back() != '"') return std::string(line);
  std::string path;
  for (size_t i = 1; i + 1 < line.size(); ++i) {
    if (line[i] == '\\' && i + 2 < line.size()) ++i;
    path += line[i];
  }
  return path;
}

}  // namespace

Result<std::unique_ptr<ObjectStore>> ObjectStore::Open(std::span<const std::string> directories, ObjectFormat format,
                                                       IndexUse use) {
  if (directories.empty()) return SystemError("stat", "", ENOENT);
  struct stat status;
  if (::stat(directories.front().c_str(), &status) != 0) return SystemError("stat", directories.front());
  if (!S_ISDIR(status.st_mode)) return SystemError("opendir", directories.front(), ENOTDIR);
  std::unique_ptr<ObjectStore> store(new ObjectStore(format, use));
  for (const std::string& directory : directories) store->AddDirectory(directory, 0);
  // The largest pack first: most lookups end there.
  std::stable_sort(store->packs_.begin(), store->packs_.end(),
                   [](const auto& a, const auto& b) { return a->index().count() > b->index().count(); });
  return store;
}

void ObjectStore::AddDirectory(const std::string& directory, int depth) {
  const std::string canonical = Canonical(directory);
  if (std::find(directories_.begin(), directories_.end(), canonical) != directories_.end()) return;
  if (depth > kAlternatesDepthLimit) {
    problems_.push_back({"BAD_ALTERNATE", 0, "", directory, "alternates are nested too deeply"});
    return;
  }
  directories_.push_back(canonical);
  AddPacks(canonical);
  AddAlternates(canonical, depth);
}

void ObjectStore::AddPacks(const std::string& directory) {
  const std::string folder = directory + "/pack";
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(::opendir(folder.c_str()), ::closedir);
  if (listing == nullptr) {
    // A repository without packs may lack the folder; an alternate that is gone lacks everything.
    const int opendir_errno = errno;
    struct stat status;
    if (opendir_errno != ENOENT || ::stat(directory.c_str(), &status) != 0) {
      problems_.push_back(SystemError("opendir", folder, opendir_errno));
    }
    return;
  }
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(listing.get())) {
    std::string name = entry->d_name;
    if (name.starts_with("pack-") && name.ends_with(".idx")) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    auto pack = Pack::Open(folder + "/" + name, format_, use_);
    if (pack) {
      packs_.push_back(std::move(pack).value());
    } else {
      problems_.push_back(pack.error());
    }
  }
}

void ObjectStore::AddAlternates(const std::string& directory, int depth) {
  const std::string list = directory + "/info/alternates";
  const auto file = ReadWholeFile(list, kAlternatesSizeLimitBytes);
  if (!file) {
    if (file.error().errno_value != ENOENT) problems_.push_back(file.error());
    return;
  }
  std::string_view text(reinterpret_cast<const char*>(file.value().data()), file.value().size());
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::string path = Unquote(line);
    AddDirectory(path.starts_with('/') ? path : directory + "/" + path, depth + 1);
  }
}

std::optional<ObjectStore::PackPosition> ObjectStore::FindPacked(const ObjectId& id) const {
  for (uint32_t pack = 0; pack < packs_.size(); ++pack) {
    if (const auto position = packs_[pack]->index().Find(id)) return PackPosition{pack, *position};
  }
  return std::nullopt;
}

Result<std::vector<ObjectId>> ObjectStore::ListAll() const {
  std::vector<ObjectId> ids;
  for (const auto& pack : packs_) {
    for (uint32_t position = 0; position < pack->index().count(); ++position)
      ids.push_back(pack->index().IdAt(position));
  }
  for (const std::string& directory : directories_) {
    if (Status listed = ListLoose(directory, format_, &ids); !listed) return listed.error();
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

Result<Object> ObjectStore::ReadLooseAnywhere(const ObjectId& id, uint64_t limit_bytes, Inflater* inflater,
                                              BufferPool* pool) const {
  for (const std::string& directory : directories_) {
    auto object = ReadLoose(LoosePath(directory, id, format_), limit_bytes, inflater, pool);
    if (object || object.error().errno_value != ENOENT) return object;
  }
  return Error{"NOT_FOUND", 0, "", "", "the object is neither packed nor loose"};
}

Result<Object> ObjectStore::Read(const ObjectId& id, uint64_t limit_bytes, Inflater* inflater, BufferPool* pool) const {
  struct Place {
    const Pack* pack;
    uint64_t offset;
  };
  struct Delta {
    Place place;
    EntryHeader header;
  };
  std::vector<Delta> deltas;
  std::vector<uint8_t> compressed;
  const auto inflate = [&](const Place& place, const EntryHeader& header) {
    return place.pack->Inflate(place.offset, place.pack->data_end(), header, limit_bytes, inflater, pool, &compressed);
  };
  const auto place_of = [&](const ObjectId& wanted) -> std::optional<Place> {
    const auto found = FindPacked(wanted);
    if (!found) return std::nullopt;
    const Pack& pack = *packs_[found->pack];
    return Place{&pack, pack.index().OffsetAt(found->index_position).value_or(0)};
  };

  // Down to the base …
  Object object;
  ObjectId base_id = id;
  auto place = place_of(id);
  while (place) {
    const auto header = place->pack->HeaderAt(place->offset);
    if (!header) return header.error();
    if (header.value().kind == EntryHeader::Kind::kWhole) {
      auto buffer = inflate(*place, header.value());
      if (!buffer) return buffer.error();
      object = {header.value().type, buffer.value(), buffer.value()->bytes()};
      break;
    }
    if (deltas.size() >= kDeltaChainLimit) return place->pack->BadEntry(place->offset, "a chain of deltas without end");
    deltas.push_back({*place, header.value()});
    if (header.value().kind == EntryHeader::Kind::kOffsetDelta) {
      place->offset = header.value().base_offset;
    } else {
      base_id = header.value().base_id;
      place = place_of(base_id);
    }
  }
  if (object.buffer == nullptr) {
    auto loose = ReadLooseAnywhere(base_id, limit_bytes, inflater, pool);
    if (!loose) return loose.error();
    object = std::move(loose).value();
  }
  // … and up again.
  std::vector<CopiedRange> copies;
  for (auto delta = deltas.rbegin(); delta != deltas.rend(); ++delta) {
    const auto instructions = inflate(delta->place, delta->header);
    if (!instructions) return instructions.error();
    auto result = ResolveDelta(*delta->place.pack, delta->place.offset, object.bytes, instructions.value()->bytes(),
                               limit_bytes, pool, &copies);
    if (!result) return result.error();
    object.buffer = std::move(result).value();
    object.bytes = object.buffer->bytes();
  }
  return object;
}

Result<std::unique_ptr<ObjectStream>> ObjectStore::OpenStream(const ObjectId& id, uint64_t least_bytes) const {
  const auto if_large = [&](Result<std::unique_ptr<ObjectStream>> stream) {
    const bool is_small =
        stream && (stream.value()->type() != ObjectType::kBlob || stream.value()->size_bytes() <= least_bytes);
    return is_small ? std::unique_ptr<ObjectStream>() : std::move(stream);
  };
  if (const auto found = FindPacked(id)) {
    const Pack& pack = *packs_[found->pack];
    const uint64_t offset = pack.index().OffsetAt(found->index_position).value_or(0);
    const auto header = pack.HeaderAt(offset);
    if (!header) return header.error();
    if (header.value().kind != EntryHeader::Kind::kWhole) return std::unique_ptr<ObjectStream>();
    return if_large(ObjectStream::OfPack(pack, offset, pack.data_end(), header.value()));
  }
  for (const std::string& directory : directories_) {
    auto stream = ObjectStream::OfLoose(LoosePath(directory, id, format_));
    if (stream || stream.error().errno_value != ENOENT) return if_large(std::move(stream));
  }
  return std::unique_ptr<ObjectStream>();
}

Result<std::shared_ptr<Buffer>> ResolveDelta(const Pack& pack, uint64_t offset, std::span<const uint8_t> base,
                                             std::span<const uint8_t> delta, uint64_t limit_bytes, BufferPool* pool,
                                             std::vector<CopiedRange>* copies) {
  const auto sizes = ReadDeltaSizes(delta);
  if (!sizes) return pack.BadEntry(offset, "malformed delta");
  if (sizes->result > limit_bytes) return Error{"TOO_LARGE", 0, "", pack.path(), "the object is too large"};
  auto result = pool->Take(sizes->result);
  if (!ApplyDelta(base, delta, result->bytes(), copies)) return pack.BadEntry(offset, "malformed delta");
  return result;
}

}  // namespace veil::git
