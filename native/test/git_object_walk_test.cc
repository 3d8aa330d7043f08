#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <string>

#include "git/object_walk.h"
#include "test/git_test_pack.h"
#include "test/test.h"

namespace veil::git {
namespace {

using test::MadeUpId;
using test::PackEntry;
using test::Quoted;
using test::RunShell;
using test::TemporaryFolder;

class Notes : public ObjectNotes {
 public:
  explicit Notes(std::string bytes) : bytes_(std::move(bytes)) {}
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

Result<std::unique_ptr<ObjectStore>> OpenStore(const std::string& directory, ObjectFormat format,
                                               IndexUse use = IndexUse::kWhole) {
  return ObjectStore::Open(std::span(&directory, 1), format, use);
}

struct Collected {
  std::map<ObjectId, std::string> objects;
  std::map<ObjectId, std::string> errors;
  int streams = 0;
  int deltas = 0;
};

// Keeps everything, and checks each claim about what a delta copied.
class Collector : public ObjectVisitor, public Collected {
 public:
  explicit Collector(const std::vector<ObjectId>& ids) : ids_(ids) {}

  std::shared_ptr<const ObjectNotes> Visit(unsigned, const VisitedObject& object) override {
    std::string bytes(reinterpret_cast<const char*>(object.bytes.data()), object.bytes.size());
    const std::lock_guard lock(mutex_);
    if (object.base_notes != nullptr) {
      ++deltas;
      const std::string& base = static_cast<const Notes*>(object.base_notes)->bytes();
      uint64_t previous_end = 0;
      for (const CopiedRange& copy : object.copies) {
        EXPECT(copy.target >= previous_end);
        previous_end = copy.target + copy.size;
        EXPECT(base.substr(copy.source, copy.size) == bytes.substr(copy.target, copy.size));
      }
    }
    EXPECT(objects.emplace(ids_[object.wanted], bytes).second);
    return std::make_shared<Notes>(std::move(bytes));
  }

  void VisitStream(unsigned, uint32_t wanted, std::shared_ptr<ObjectStream> stream) override {
    // In odd steps, and once more from the beginning.
    std::string bytes(stream->size_bytes(), '\0');
    for (int round = 0; round < 2; ++round) {
      Status restarted = stream->Restart();
      EXPECT(restarted.ok());
      while (stream->position() < bytes.size()) {
        const auto at = reinterpret_cast<uint8_t*>(bytes.data()) + stream->position();
        const auto got = stream->Read({at, std::min<size_t>(977, bytes.size() - stream->position())});
        if (!got.ok()) return Failed(0, wanted, got.error());
      }
    }
    const std::lock_guard lock(mutex_);
    ++streams;
    EXPECT(objects.emplace(ids_[wanted], bytes).second);
  }

  void Failed(unsigned, uint32_t wanted, const Error& error) override {
    const std::lock_guard lock(mutex_);
    EXPECT(errors.emplace(ids_[wanted], error.code).second);
  }

 private:
  const std::vector<ObjectId>& ids_;
  std::mutex mutex_;
};

// `git cat-file`'s answer for every object that is no tree.
std::map<ObjectId, std::string> GitsObjects(const std::string& repository, ObjectFormat format) {
  const std::string all = RunShell("git -C " + Quoted(repository) + " cat-file --batch-all-objects --batch");
  std::map<ObjectId, std::string> objects;
  for (size_t position = 0; position < all.size();) {
    const size_t end = all.find('\n', position);
    const std::string header = all.substr(position, end - position);
    const size_t first_space = header.find(' ');
    const size_t second_space = header.rfind(' ');
    const size_t size = std::stoul(header.substr(second_space));
    if (header.substr(first_space + 1, second_space - first_space - 1) != "tree") {
      objects[*ObjectId::FromHex(header.substr(0, first_space), format)] = all.substr(end + 1, size);
    }
    position = end + 1 + size + 1;
  }
  return objects;
}

// A history whose file grows, moves and shrinks, with branches of deltas, a tag and an empty file.
void MakeHistory(const std::string& repository, const std::string& init_flags) {
  RunShell(
      "export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a "
      "GIT_COMMITTER_EMAIL=a@b; git init -q " +
      init_flags + " " + Quoted(repository) + "; cd " + Quoted(repository) +
      "; : > empty; seq 1 4000 > file; git add .; git commit -qm first;"
      "for i in $(seq 1 40); do (seq 1 $((i * 90)); echo change $i; seq $((i * 50)) 4000) > file; cp file copy$((i % "
      "3));"
      " echo $i >> copy$((i % 3)); git add .; git commit -qm \"change $i\"; done; git tag -a -m 'a tag' v1");
}

void ExpectSameAsGit(const std::string& repository, const std::string& objects_directory, ObjectFormat format,
                     int at_least_deltas) {
  const auto expected = GitsObjects(repository, format);
  EXPECT(expected.size() > 120);
  auto store = OpenStore(objects_directory, format);
  EXPECT(store.ok() && store.value()->problems().empty());
  if (!store) return;
  const auto ids = store.value()->ListAll();
  EXPECT(ids.ok());
  for (const unsigned threads : {1u, 4u}) {
    Collector collector(ids.value());
    WalkObjects(*store.value(), ids.value(), {.threads = threads}, &collector);
    EXPECT(collector.objects == expected);
    EXPECT(collector.errors.empty());
    EXPECT(collector.deltas >= at_least_deltas);
  }
  // One by one, without a forest.
  Inflater inflater;
  BufferPool pool(1 << 20);
  for (const IndexUse use : {IndexUse::kWhole, IndexUse::kFewIds}) {
    store = OpenStore(objects_directory, format, use);
    EXPECT(store.ok() && store.value()->problems().empty());
    for (const auto& [id, bytes] : expected) {
      auto object = store.value()->Read(id, kObjectSizeLimitBytes, &inflater, &pool);
      EXPECT(object.ok());
      if (object) EXPECT((std::string{object.value().bytes.begin(), object.value().bytes.end()} == bytes));
    }
    EXPECT(!store.value()->FindPacked(MadeUpId('x')));
    EXPECT(store.value()->ListAll().value() == ids.value());
  }
}

// Walks `wanted` of a pack made by hand.
Collected WalkPack(const std::vector<PackEntry>& entries, const std::vector<ObjectId>& wanted,
                   WalkOptions options = {}) {
  const TemporaryFolder folder;
  auto store = OpenStore(test::WritePack(folder.path(), entries), ObjectFormat::kSha1);
  EXPECT(store.ok() && store.value()->problems().empty());
  Collector collector(wanted);
  WalkObjects(*store.value(), wanted, options, &collector);
  return collector;
}

std::vector<ObjectId> IdsOf(const std::vector<PackEntry>& entries) {
  std::vector<ObjectId> ids;
  for (const PackEntry& entry : entries) ids.push_back(entry.id);
  return ids;
}

std::string Delta(size_t base_size, size_t result_size, const std::string& instructions) {
  return test::Varint(base_size) + test::Varint(result_size) + instructions;
}

}  // namespace

TEST(GitWalkReadsLooseObjectsAsGitDoes) {
  const TemporaryFolder folder;
  const std::string repository = folder.path() / "r";
  MakeHistory(repository, "");
  ExpectSameAsGit(repository, repository + "/.git/objects", ObjectFormat::kSha1, 0);
}

TEST(GitWalkReadsPacksWithOffsetDeltasAsGitDoes) {
  const TemporaryFolder folder;
  const std::string repository = folder.path() / "r";
  MakeHistory(repository, "");
  RunShell("git -C " + Quoted(repository) + " repack -adfq --depth=50 --window=250");
  ExpectSameAsGit(repository, repository + "/.git/objects", ObjectFormat::kSha1, 30);
}

TEST(GitWalkReadsPacksWithRefDeltasAsGitDoes) {
  const TemporaryFolder folder;
  const std::string repository = folder.path() / "r";
  MakeHistory(repository, "");
  RunShell("git -C " + Quoted(repository) + " -c repack.useDeltaBaseOffset=false repack -adfq");
  ExpectSameAsGit(repository, repository + "/.git/objects", ObjectFormat::kSha1, 30);
}

TEST(GitWalkReadsSha256AsGitDoes) {
  const TemporaryFolder folder;
  const std::string repository = folder.path() / "r";
  MakeHistory(repository, "--object-format=sha256");
  ExpectSameAsGit(repository, repository + "/.git/objects", ObjectFormat::kSha256, 0);
  RunShell("git -C " + Quoted(repository) + " repack -adfq");
  ExpectSameAsGit(repository, repository + "/.git/objects", ObjectFormat::kSha256, 30);
}

TEST(GitWalkReadsAlternatesAndSeveralPacksAsGitDoes) {
  const TemporaryFolder folder;
  const std::string repository = folder.path() / "r";
  const std::string borrower = folder.path() / "b";
  MakeHistory(repository, "");
  RunShell(
      "git -C " + Quoted(repository) + " repack -adfq; git clone -q --shared " + Quoted(repository) + " " +
      Quoted(borrower) + "; cd " + Quoted(borrower) +
      "; export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b;"
      "echo more >> file; git commit -qam more; git repack -dfq; git multi-pack-index write; echo x > x; git add x;"
      "git commit -qm x");
  ExpectSameAsGit(borrower, borrower + "/.git/objects", ObjectFormat::kSha1, 30);
  std::filesystem::remove_all(repository + "/.git/objects");
  auto store = OpenStore(borrower + "/.git/objects", ObjectFormat::kSha1);
  EXPECT(store.ok());
  EXPECT_EQ(store.value()->problems().size(), size_t{1});
}

TEST(GitWalkVisitsOnlyWhatIsWanted) {
  const std::string base(5000, 'b');
  std::vector<PackEntry> entries{{MadeUpId(1), test::BlobEntry(base)}};
  for (uint8_t n = 2; n <= 20; ++n) {
    const std::string change(1, static_cast<char>('a' + n));
    entries.push_back(
        {MadeUpId(n),
         test::OffsetDeltaEntry(test::Offsets(entries).back() + entries.back().bytes.size() - 12,
                                Delta(5000, 5001, test::CopyInstruction(0, 5000) + test::InsertInstruction(change)))});
  }
  const auto all = WalkPack(entries, IdsOf(entries));
  EXPECT_EQ(all.objects.size(), size_t{20});
  EXPECT_EQ(all.deltas, 19);
  const auto one = WalkPack(entries, {MadeUpId(7)});
  EXPECT_EQ(one.objects.size(), size_t{1});
  EXPECT(one.objects.begin()->second == base + static_cast<char>('a' + 7));
  EXPECT_EQ(one.deltas, 0);  // the base was not visited, so nothing may be said about it
}

TEST(GitWalkNamesAnObjectThatIsNowhere) {
  const auto walked = WalkPack({{MadeUpId(1), test::BlobEntry("x")}}, {MadeUpId(1), MadeUpId(9)});
  EXPECT_EQ(walked.objects.size(), size_t{1});
  EXPECT_EQ(walked.errors.at(MadeUpId(9)), "NOT_FOUND");
}

// Each hostile entry stands between two good ones; `expected` is the error of the hostile one.
TEST(GitWalkSurvivesHostileEntries) {
  const PackEntry good{MadeUpId(1), test::BlobEntry("good")};
  const PackEntry also_good{MadeUpId(3), test::BlobEntry("also good")};
  const uint64_t good_size = good.bytes.size();
  const auto copy = [](uint32_t offset, uint16_t size) { return test::CopyInstruction(offset, size); };
  const struct {
    const char* name;
    std::string bytes;
    const char* expected;
  } cases[] = {
      {"a size far too large", test::EntryHeader(3, uint64_t{1} << 62) + test::Deflate("x"), "BAD_OBJECT"},
      {"a size beyond the ratio", test::EntryHeader(3, 500'000'000) + test::Deflate("x"), "BAD_OBJECT"},
      {"a size too small", test::EntryHeader(3, 2) + test::Deflate("three"), "BAD_OBJECT"},
      {"a size too large by one", test::EntryHeader(3, 6) + test::Deflate("three"), "BAD_OBJECT"},
      {"no zlib stream", test::EntryHeader(3, 4) + "????", "BAD_OBJECT"},
      {"an unknown type", test::EntryHeader(5, 4) + test::Deflate("four"), "BAD_OBJECT"},
      {"type 0", test::EntryHeader(0, 4) + test::Deflate("four"), "BAD_OBJECT"},
      {"a header without end", std::string(60, '\xff'), "BAD_OBJECT"},
      {"a delta over itself", test::RefDeltaEntry(MadeUpId(2), Delta(4, 4, copy(0, 4))), "BAD_OBJECT"},
      {"a delta over nothing", test::RefDeltaEntry(MadeUpId(99), Delta(4, 4, copy(0, 4))), "NOT_FOUND"},
      {"a distance before the pack", test::OffsetDeltaEntry(1'000'000, Delta(4, 4, copy(0, 4))), "BAD_OBJECT"},
      {"a distance into the middle of an entry", test::OffsetDeltaEntry(good_size - 1, Delta(4, 4, copy(0, 4))),
       "NOT_FOUND"},
      {"another base size", test::OffsetDeltaEntry(good_size, Delta(5, 4, copy(0, 4))), "BAD_OBJECT"},
      {"another result size", test::OffsetDeltaEntry(good_size, Delta(4, 5, copy(0, 4))), "BAD_OBJECT"},
      {"a result far too large", test::OffsetDeltaEntry(good_size, Delta(4, uint64_t{1} << 60, copy(0, 4))),
       "TOO_LARGE"},
      {"a copy past the base", test::OffsetDeltaEntry(good_size, Delta(4, 4, copy(2, 4))), "BAD_OBJECT"},
      {"a copy from far away", test::OffsetDeltaEntry(good_size, Delta(4, 4, copy(0xffffffff, 4))), "BAD_OBJECT"},
      {"a cut copy", test::OffsetDeltaEntry(good_size, Delta(4, 4, "\xff")), "BAD_OBJECT"},
      {"a cut insert", test::OffsetDeltaEntry(good_size, Delta(4, 4, "\x04xx")), "BAD_OBJECT"},
      {"the reserved instruction", test::OffsetDeltaEntry(good_size, Delta(4, 4, std::string(1, '\0'))), "BAD_OBJECT"},
      {"an empty delta", test::OffsetDeltaEntry(good_size, ""), "BAD_OBJECT"},
  };
  for (const auto& each : cases) {
    const std::vector<PackEntry> entries{good, {MadeUpId(2), each.bytes}, also_good};
    // As single objects, and through a forest (which begins where everything in the pack is wanted).
    for (const bool whole_pack : {false, true}) {
      std::vector<ObjectId> wanted = IdsOf(entries);
      if (!whole_pack) wanted.pop_back();
      const auto walked = WalkPack(entries, wanted);
      EXPECT_EQ(walked.objects.size(), wanted.size() - 1);
      const auto error = walked.errors.find(MadeUpId(2));
      if (error == walked.errors.end()) {
        test::Fail(__FILE__, __LINE__, std::string("an error for ") + each.name);
      } else if (error->second != each.expected &&
                 // The forest finds both without telling which.
                 !(whole_pack && error->second == "BAD_OBJECT")) {
        test::Fail(__FILE__, __LINE__, std::string(each.expected) + " for " + each.name + ", got " + error->second);
      }
    }
  }
}

TEST(GitWalkSurvivesACycleOfDeltas) {
  const std::string delta = Delta(4, 4, test::CopyInstruction(0, 4));
  const std::vector<PackEntry> entries{{MadeUpId(1), test::RefDeltaEntry(MadeUpId(2), delta)},
                                       {MadeUpId(2), test::RefDeltaEntry(MadeUpId(3), delta)},
                                       {MadeUpId(3), test::RefDeltaEntry(MadeUpId(1), delta)}};
  const auto walked = WalkPack(entries, IdsOf(entries), {.threads = 2});
  EXPECT_EQ(walked.errors.size(), size_t{3});
  const auto single = WalkPack(entries, {MadeUpId(1)});
  EXPECT_EQ(single.errors.at(MadeUpId(1)), "BAD_OBJECT");
}

TEST(GitWalkFailsWhatDependsOnABrokenBase) {
  const std::string delta = Delta(4, 4, test::CopyInstruction(0, 4));
  std::string broken = test::BlobEntry("base");
  broken[5] = static_cast<char>(broken[5] ^ 0x55);
  std::vector<PackEntry> entries{{MadeUpId(1), broken}};
  entries.push_back({MadeUpId(2), test::OffsetDeltaEntry(broken.size(), delta)});
  entries.push_back({MadeUpId(3), test::RefDeltaEntry(MadeUpId(2), delta)});
  entries.push_back({MadeUpId(4), test::BlobEntry("fine")});
  const auto walked = WalkPack(entries, IdsOf(entries));
  EXPECT_EQ(walked.errors.size(), size_t{3});
  EXPECT_EQ(walked.objects.at(MadeUpId(4)), "fine");
}

TEST(GitWalkFindsWhatWasPackedAfterTheStoreWasOpened) {
  const TemporaryFolder folder;
  const std::string git = "git -C " + Quoted(folder.path()) + " ";
  test::RunShell(git + "init -q . && cd " + Quoted(folder.path()) +
                 " && for i in 1 2 3; do echo $i | git hash-object -w --stdin; done");
  const std::string hex = test::RunShell("echo 2 | " + git + "hash-object --stdin");
  const std::vector<ObjectId> wanted{*ObjectId::FromHex(hex.substr(0, 40), ObjectFormat::kSha1)};
  const auto store = OpenStore(folder.path() / ".git/objects", ObjectFormat::kSha1);
  EXPECT(store.ok());
  test::RunShell("cd " + Quoted(folder.path()) + " && for i in 1 2 3; do echo $i | git hash-object --stdin; done |" +
                 git + "pack-objects -q .git/objects/pack/pack && " + git + "prune-packed");
  Collector collector(wanted);
  git::WalkObjects(*store.value(), wanted, {}, &collector);
  EXPECT_EQ(collector.objects.at(wanted.front()), std::string("2\n"));
}

TEST(GitWalkStreamsLargeBlobs) {
  const std::string large(5001, 'x');
  std::vector<PackEntry> entries{{MadeUpId(1), test::BlobEntry(large)}, {MadeUpId(2), test::BlobEntry("small")}};
  for (const auto& wanted : {IdsOf(entries), std::vector<ObjectId>{MadeUpId(1)}}) {
    const auto walked = WalkPack(entries, wanted, {.stream_above_bytes = 5000});
    EXPECT_EQ(walked.objects.at(MadeUpId(1)), large);
    EXPECT_EQ(walked.streams, 1);
    EXPECT_EQ(WalkPack(entries, wanted, {.stream_above_bytes = 5001}).streams, 0);
  }
  // Its stream is cut, or goes on behind its size.
  for (const size_t size : {size_t{5002}, size_t{5000}}) {
    entries.front().bytes = test::EntryHeader(3, size) + test::Deflate(large);
    for (const auto& wanted : {IdsOf(entries), std::vector<ObjectId>{MadeUpId(1)}}) {
      const auto walked = WalkPack(entries, wanted, {.stream_above_bytes = 4000});
      EXPECT_EQ(walked.errors.at(MadeUpId(1)), "BAD_OBJECT");
    }
  }
}

TEST(GitWalkRefusesWhatItCannotHold) {
  const std::string large(1001, 'x');
  const PackEntry base{MadeUpId(1), test::BlobEntry(large)};
  const std::string delta = Delta(1001, 4, test::CopyInstruction(0, 4));
  const std::string growing =
      Delta(4, 1001, test::CopyInstruction(0, 4) + test::InsertInstruction(std::string(100, 'y')));
  // What is made from a base above the limit fails; the base itself is streamed.
  const std::vector<PackEntry> entries{base, {MadeUpId(2), test::OffsetDeltaEntry(base.bytes.size(), delta)}};
  for (const auto& wanted : {IdsOf(entries), std::vector<ObjectId>{MadeUpId(2)}}) {
    const auto walked = WalkPack(entries, wanted, {.object_size_limit_bytes = 1000});
    EXPECT_EQ(walked.errors.at(MadeUpId(2)), "TOO_LARGE");
    EXPECT_EQ(walked.streams, static_cast<int>(wanted.size()) - 1);
  }
  // Within the limit a base is held, however large a stream may be.
  const auto held = WalkPack(entries, IdsOf(entries), {.object_size_limit_bytes = 1001, .stream_above_bytes = 10});
  EXPECT_EQ(held.streams, 0);
  EXPECT_EQ(held.objects.at(MadeUpId(2)), "xxxx");
  const PackEntry four{MadeUpId(3), test::BlobEntry("four")};
  const auto grown = WalkPack({four, {MadeUpId(4), test::OffsetDeltaEntry(four.bytes.size(), growing)}},
                              {MadeUpId(3), MadeUpId(4)}, {.object_size_limit_bytes = 1000});
  EXPECT_EQ(grown.errors.at(MadeUpId(4)), "TOO_LARGE");
}

TEST(GitStoreReportsADamagedPackAndGoesOn) {
  const TemporaryFolder folder;
  const std::string objects = test::WritePack(folder.path(), {{MadeUpId(1), test::BlobEntry("x")}});
  const auto index = folder.path() / "objects/pack/pack-x.idx";
  const auto pack = folder.path() / "objects/pack/pack-x.pack";
  std::ifstream in(index, std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  // Every cut of the index is an error or, past its tables, harmless; none is a crash.
  for (size_t size = 0; size < good.size(); size += 7) {
    std::filesystem::resize_file(index, 0);
    std::ofstream(index, std::ios::binary) << good.substr(0, size);
    auto store = OpenStore(objects, ObjectFormat::kSha1);
    EXPECT(store.ok());
    EXPECT_EQ(store.value()->problems().size() + store.value()->packs().size(), size_t{1});
  }
  std::ofstream(index, std::ios::binary) << good;
  for (const size_t size : {size_t{0}, size_t{11}, size_t{31}}) {
    std::filesystem::resize_file(pack, size);
    auto store = OpenStore(objects, ObjectFormat::kSha1);
    EXPECT(store.ok());
    EXPECT_EQ(store.value()->problems().size(), size_t{1});
  }
}

TEST(AnIndexThatIsCutWhileItIsReadFindsNothingMore) {
  const TemporaryFolder folder;
  const std::string repository = folder.path() / "r";
  MakeHistory(repository, "");
  RunShell("git -C " + repository + " repack -adq");
  const std::string objects = repository + "/.git/objects";
  const auto ids = OpenStore(objects, ObjectFormat::kSha1).value()->ListAll().value();
  const auto store = OpenStore(objects, ObjectFormat::kSha1, IndexUse::kFewIds);
  EXPECT(store.value()->FindPacked(ids.front()).has_value());
  RunShell("chmod u+w " + objects + "/pack/*.idx; truncate -s 2000 " + objects + "/pack/*.idx");
  EXPECT(!store.value()->FindPacked(ids.back()));
  EXPECT(!store.value()->packs().front()->index().OffsetAt(0));
}

TEST(GitWalkStopsWhenCancelled) {
  const std::atomic<bool> cancelled = true;
  const auto walked = WalkPack({{MadeUpId(1), test::BlobEntry("x")}}, {MadeUpId(1)}, {.cancelled = &cancelled});
  EXPECT(walked.objects.empty());
}

}  // namespace veil::git
