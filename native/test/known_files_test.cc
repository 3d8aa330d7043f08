// What is known of a file: its hash, and when it may be remembered.
#include "scan/known_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "support/sip_hash.h"
#include "test/git_test_pack.h"
#include "test/test.h"

namespace veil {
namespace {

std::string Hex(const Hash128& hash) {
  std::string text;
  for (const uint8_t byte : hash) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

void Write(const std::string& path, const std::string& content) { std::ofstream(path) << content; }

// As if it had been written long ago. The ctime cannot be set: that is the point of it.
void SetModified(const std::string& path, time_t seconds) {
  const struct timespec times[2] = {{seconds, 0}, {seconds, 0}};
  EXPECT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

}  // namespace

TEST(SipHashHasTheReferenceValues) {
  HashKey key;
  uint8_t bytes[15];
  for (uint8_t i = 0; i < 16; ++i) key[i] = i;
  for (uint8_t i = 0; i < 15; ++i) bytes[i] = i;
  EXPECT_EQ(Hex(SipHash128(key, {})), std::string("a3817f04ba25a8e66df67214c7550293"));
  EXPECT_EQ(Hex(SipHash128(key, {bytes, 1})), std::string("da87c1d86b99af44347659119b22fc45"));
  EXPECT_EQ(Hex(SipHash128(key, {bytes, 15})), std::string("5493e99933b0a8117e08ec0f97cfc3d9"));
}

TEST(AFileIsKnownByAllThatShowsAChange) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path() / "file.txt";
  Write(path, "content");
  KnownFiles first({1}, {});
  const auto identify = [&](std::string_view reported = "file.txt") {
    return first.Identify(AT_FDCWD, path.c_str(), false, reported)->hash;
  };
  const Hash128 before = identify();
  EXPECT(identify() == before);
  EXPECT(identify("other.txt") != before);
  KnownFiles other_key({2}, {});
  EXPECT(other_key.Identify(AT_FDCWD, path.c_str(), false, "file.txt")->hash != before);
  // Same size, and the mtime set back: the ctime shows it.
  struct stat about {};
  ::stat(path.c_str(), &about);
  ::usleep(20'000);
  Write(path, "CONTENT");
  const struct timespec times[2] = {about.st_atim, about.st_mtim};
  ::utimensat(AT_FDCWD, path.c_str(), times, 0);
  EXPECT(identify() != before);
  std::filesystem::create_symlink(path, folder.path() / "link");
  EXPECT(!first.Identify(AT_FDCWD, (folder.path() / "link").c_str(), false, "link"));
  EXPECT(first.Identify(AT_FDCWD, (folder.path() / "link").c_str(), true, "link").has_value());
  EXPECT(!first.Identify(AT_FDCWD, folder.path().c_str(), false, "folder"));
  EXPECT(!first.Identify(AT_FDCWD, (folder.path() / "gone").c_str(), false, "gone"));
}

TEST(AFileThatHasJustChangedIsNotRemembered) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path() / "file.txt";
  Write(path, "content");
  SetModified(path, 1'600'000'000);
  KnownFiles known({1}, {});
  const auto identity = *known.Identify(AT_FDCWD, path.c_str(), false, "file.txt");
  EXPECT(!identity.settled);
  known.Learn(identity, KnownFiles::Kind::kText);
  EXPECT(known.Entries().empty());
}

TEST(WhatWasLearntIsFoundAndTheRestForgotten) {
  KnownFiles first({1}, {});
  const KnownFiles::Identity text{{7}, true}, binary{{8}, true}, gone{{9}, true};
  first.Learn(binary, KnownFiles::Kind::kBinary);
  first.Learn(text, KnownFiles::Kind::kText);
  first.Learn(gone, KnownFiles::Kind::kText);
  first.Learn(text, KnownFiles::Kind::kText);
  const auto entries = first.Entries();
  EXPECT_EQ(entries.size(), 3 * KnownFiles::kEntryBytes);
  KnownFiles second({1}, entries);
  EXPECT(second.Find(text) == KnownFiles::Kind::kText);
  EXPECT(second.Find(binary) == KnownFiles::Kind::kBinary);
  EXPECT(!second.Find({{10}, true}));
  EXPECT_EQ(second.Entries().size(), 2 * KnownFiles::kEntryBytes);
  // Bytes of any size and order are harmless.
  std::vector<uint8_t> odd(37, 0xff);
  EXPECT(!KnownFiles({1}, odd).Find(text));
}

}  // namespace veil
