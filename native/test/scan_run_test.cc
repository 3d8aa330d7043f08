// The scan with all its threads, without Node: what the thread sanitizer looks at.
#include "scan/scan_run.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>

#include "test/rule_builder.h"
#include "test/test.h"

namespace veil {
namespace {

constexpr const char* kPrefix = "tok_";

std::string Token(int number) {
  return kPrefix + std::string("q7z9q7z9q7z9q7z9").substr(0, 15) + std::to_string(10'000 + number);
}

std::shared_ptr<const Engine> TokenEngine() {
  return test::RuleSetBuilder().Rule("test-token", {kPrefix}, "tok_[a-z0-9]{20}").Compile();
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "veil-scan-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  void Write(const std::string& name, const std::string& content) const {
    const auto path = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Collected final : ScanSink {
  std::mutex mutex;
  std::condition_variable ended;
  std::vector<std::string> findings;  // "path:line:column secret"
  std::optional<Result<ScanEnd>> end;

  void OnBatch(Batch batch) override {
    std::lock_guard lock(mutex);
    const auto& rows = batch.rows();
    for (size_t row = 0; row < rows.size(); row += kRowFieldCount) {
      const auto number = [&](RowField field) { return rows[row + static_cast<uint32_t>(field)]; };
      const auto text = [&](RowField offset, RowField length) {
        return std::string(batch.bytes().data() + number(offset), number(length));
      };
      if (number(RowField::kind) != static_cast<uint32_t>(RowKind::finding)) continue;
      findings.push_back(text(RowField::path_offset, RowField::path_length) + ":" +
                         std::to_string(number(RowField::line)) + ":" + std::to_string(number(RowField::column)) + " " +
                         text(RowField::secret_offset, RowField::secret_length));
    }
  }
  void OnEnd(Result<ScanEnd> result) override {
    std::lock_guard lock(mutex);
    end = std::move(result);
    ended.notify_all();
  }
};

std::vector<std::string> Scan(const std::string& folder, ScanOptions options) {
  auto sink = std::make_shared<Collected>();
  options.enabled = {1};
  auto run = ScanRun::Start(TokenEngine(), PathItems{{folder}, {""}, {""}}, options, sink);
  run->Join();
  EXPECT(sink->end.has_value() && sink->end->ok());
  std::sort(sink->findings.begin(), sink->findings.end());
  return sink->findings;
}

}  // namespace

TEST(AScanFindsTheSameWithAnyNumberOfThreadsAndWayOfReading) {
  TemporaryFolder folder;
  std::vector<std::string> expected;
  for (int i = 0; i < 300; ++i) {
    const std::string name = "d" + std::to_string(i % 7) + "/f" + std::to_string(i);
    const int lines = i % 50 == 0 ? 4000 : 10;
    std::string content;
    for (int line = 1; line < lines; ++line) content += "a line that holds nothing\n";
    folder.Write(name, content + "  " + Token(i) + "\n");
    expected.push_back(name + ":" + std::to_string(lines) + ":3 " + Token(i));
  }
  std::sort(expected.begin(), expected.end());
  for (const uint32_t threads : {1u, 2u, 5u}) {
    for (const bool map : {true, false}) {
      ScanOptions options;
      options.threads = threads;
      options.map_threshold_bytes = 8192;
      options.map_large_files = map;
      options.window_bytes = 8192;
      const auto found = Scan(folder.path(), options);
      EXPECT_EQ(found.size(), expected.size());
      EXPECT(found == expected);
    }
  }
}

TEST(ACancelledScanEndsAndSaysSo) {
  TemporaryFolder folder;
  for (int i = 0; i < 200; ++i) folder.Write("f" + std::to_string(i), std::string(200'000, '.'));
  auto sink = std::make_shared<Collected>();
  ScanOptions options;
  options.enabled = {1};
  options.threads = 3;
  auto run = ScanRun::Start(TokenEngine(), PathItems{{folder.path()}, {""}, {""}}, options, sink);
  run->Cancel();
  run->Join();
  EXPECT(sink->end.has_value() && sink->end->ok() && sink->end->value().cancelled);
}

TEST(AScanThatIsDroppedStopsItsThreads) {
  TemporaryFolder folder;
  for (int i = 0; i < 200; ++i) folder.Write("f" + std::to_string(i), std::string(200'000, '.'));
  auto sink = std::make_shared<Collected>();
  ScanOptions options;
  options.enabled = {1};
  options.threads = 3;
  ScanRun::Start(TokenEngine(), PathItems{{folder.path()}, {""}, {""}}, options, sink).reset();
  EXPECT(sink->end.has_value());
}

TEST(TextsInMemoryAreScanned) {
  auto sink = std::make_shared<Collected>();
  ScanOptions options;
  options.enabled = {1};
  options.threads = 2;
  auto run = ScanRun::Start(TokenEngine(), BufferItems{{"a", "b"}, {Token(1), "\n " + Token(2)}}, options, sink);
  run->Join();
  std::sort(sink->findings.begin(), sink->findings.end());
  EXPECT((sink->findings == std::vector<std::string>{"a:1:1 " + Token(1), "b:2:2 " + Token(2)}));
}

}  // namespace veil
