#include "scan/worker.h"

#include <algorithm>

#include "io/line_count.h"
#include "io/sigbus_guard.h"
#include "scan/inline_ignore.h"
#include "scan/large_text.h"

namespace veil {
namespace {

bool IsWide(io::Encoding encoding) { return encoding == io::Encoding::kUtf16Le || encoding == io::Encoding::kUtf16Be; }

}  // namespace

Worker::Worker(const Engine& engine, const ScanOptions& options, ScanCounters& counters,
               const std::atomic<bool>& cancelled, Flush flush, std::unique_ptr<EngineScratch> scratch)
    : engine_(engine),
      options_(options),
      counters_(counters),
      cancelled_(cancelled),
      flush_(std::move(flush)),
      scratch_(std::move(scratch)),
      reader_({.large_file_bytes = options.map_threshold_bytes != 0 ? options.map_threshold_bytes : io::kLargeFileBytes,
               .map_threshold_bytes =
                   options.map_threshold_bytes != 0 ? options.map_threshold_bytes : io::kMapThresholdBytes,
               .map_large_files = options.map_large_files}) {}

Result<std::unique_ptr<Worker>> Worker::Create(const Engine& engine, const ScanOptions& options, ScanCounters& counters,
                                               const std::atomic<bool>& cancelled, Flush flush) {
  auto scratch = engine.NewScratch(options.enabled);
  if (!scratch.ok()) return std::move(scratch).error();
  return std::unique_ptr<Worker>(
      new Worker(engine, options, counters, cancelled, std::move(flush), std::move(scratch).value()));
}

bool Worker::ScanText(const InputName& name, std::string_view bytes, bool with_binary) {
  const io::Classification classified =
      options_.binary == BinaryFiles::text ? io::Classification{} : io::Classify(bytes);
  with_binary |= options_.binary == BinaryFiles::strings;
  PieceMatches found = FindInText(name, bytes, classified, with_binary);
  const bool is_text = classified.encoding != io::Encoding::kBinary || with_binary;
  if (is_text) CountScanned(bytes.size());
  if (!found.matches.empty()) {
    MemoryText original(bytes);
    Report(name, original, classified, {}, std::move(found));
  }
  return is_text;
}

PieceMatches Worker::FindInText(const InputName& name, std::string_view bytes, io::Classification classified,
                                bool with_binary) {
  PieceMatches found;
  const auto context = NewFileContext(name);
  engine_.MatchPath(*context, found.matches);
  const bool is_binary = classified.encoding == io::Encoding::kBinary;
  if (IsWide(classified.encoding)) {
    const std::string_view text = bytes.substr(classified.bom_size_bytes);
    const std::string_view decoded = DecodeUtf16(text, classified.encoding);
    PieceMatches in_text;
    ScanMemory(*context, decoded, &in_text);
    ToOriginalOffsets(decoded, classified.bom_size_bytes, in_text.matches);
    found.matches.insert(found.matches.end(), std::make_move_iterator(in_text.matches.begin()),
                         std::make_move_iterator(in_text.matches.end()));
    found.capped += in_text.capped;
  } else if (!is_binary || with_binary) {
    ScanMemory(*context, bytes, &found);
    if (is_binary) KeepCertain(&found);
  }
  return found;
}

void Worker::KeepCertain(PieceMatches* found) {
  std::erase_if(found->matches, [](const Match& match) { return match.confidence < Confidence::kHigh; });
}

void Worker::ScanMemory(FileContext& context, std::string_view bytes, PieceMatches* found) {
  MemoryText text(bytes);
  size_t at = 0;
  do {
    at = engine_.FindCandidates(*scratch_, bytes.data(), bytes.size(), at);
    if (!engine_.candidates(*scratch_).empty()) ConfirmCandidates(context, text, 0, found);
  } while (at < bytes.size() && !cancelled_.load(std::memory_order_relaxed));
}

void Worker::ConfirmCandidates(FileContext& context, Text& text, uint64_t base, PieceMatches* found) {
  for (const Candidate& candidate : engine_.candidates(*scratch_)) {
    engine_.Confirm(*scratch_, context, text, candidate, base + candidate.end, found->matches);
  }
  std::erase_if(found->matches, [&](const Match& match) { return match.confidence < options_.min_confidence; });
  Bound(found);
}

void Worker::Bound(PieceMatches* found) const {
  const size_t most = options_.max_findings_per_file;
  if (found->matches.size() < 8 * most) return;
  engine_.Resolve(found->matches);
  if (found->matches.size() <= 2 * most) return;
  found->capped += found->matches.size() - 2 * most;
  found->matches.resize(2 * most);
}

namespace {

// What runs under the guard: plain data only.
struct GuardedSearch {
  const Engine* engine;
  EngineScratch* scratch;
  const char* data;
  size_t size;
  size_t resume_at;
  size_t own_begin;
  uint32_t newlines;
};

void SearchGuarded(void* pointer) {
  auto* search = static_cast<GuardedSearch*>(pointer);
  if (search->resume_at == search->own_begin) {
    search->newlines =
        static_cast<uint32_t>(io::CountNewlines({search->data + search->own_begin, search->size - search->own_begin}));
  }
  search->resume_at = search->engine->FindCandidates(*search->scratch, search->data, search->size, search->resume_at);
}

}  // namespace

Result<bool> Worker::ScanWindow(const InputName& name, const io::WindowSource& file, io::Classification classified,
                                uint64_t begin, uint64_t end, bool use_map, WindowResult* out) {
  if (IsWide(classified.encoding)) {
    // Decoded with room for the widest context on both sides, in whole characters: 3 bytes of UTF-8 are 2 of UTF-16,
    // 1 is 2.
    const uint64_t margin = 2 * (engine_.max_context_bytes() + engine_.max_literal_bytes() + 8);
    const uint64_t first = std::max<uint64_t>(begin > margin ? begin - margin : 0, classified.bom_size_bytes);
    const uint64_t size = std::min(file.size_bytes(), end + margin) - first;
    char* const bytes = window_.For(first, size);
    const auto read = file.ReadAt(first, bytes, size);
    if (!read.ok()) return read.error();
    const std::string_view window(bytes, read.value());
    const uint64_t own_begin = std::max<uint64_t>(begin, first);
    const std::string_view own = window.substr(std::min<size_t>(own_begin - first, window.size()));
    out->newlines = static_cast<uint32_t>(
        CountWideNewlines(own.substr(0, end - own_begin), classified.encoding == io::Encoding::kUtf16Be));
    const std::string_view decoded = DecodeUtf16(window, classified.encoding);
    PieceMatches piece;
    auto context = engine_.NewFileContext(name.path, options_.enabled, options_.min_confidence);
    MemoryText text(decoded);
    // A candidate belongs to the window that its last byte lies in. Candidates come in rising order of their ends.
    size_t known = 0;
    uint64_t known_original = first;
    size_t at = 0;
    do {
      at = engine_.FindCandidates(*scratch_, decoded.data(), decoded.size(), at);
      for (const Candidate& candidate : engine_.candidates(*scratch_)) {
        known_original += io::Utf16SizeBytes(decoded.substr(known, candidate.end - known));
        known = candidate.end;
        if (known_original <= begin || known_original > end) continue;
        engine_.Confirm(*scratch_, *context, text, candidate, candidate.end, piece.matches);
      }
      std::erase_if(piece.matches, [&](const Match& match) { return match.confidence < options_.min_confidence; });
      Bound(&piece);
    } while (at < decoded.size());
    ToOriginalOffsets(decoded, first, piece.matches);
    out->found = std::move(piece);
    return true;
  }

  const uint64_t overlap = std::min<uint64_t>(begin, engine_.max_literal_bytes() - 1);
  const uint64_t first = begin - overlap;
  GuardedSearch search{.engine = &engine_,
                       .scratch = scratch_.get(),
                       .data = nullptr,
                       .size = static_cast<size_t>(end - first),
                       .resume_at = static_cast<size_t>(overlap),
                       .own_begin = static_cast<size_t>(overlap),
                       .newlines = 0};
  if (use_map) {
    search.data = file.map().data() + first;
  } else {
    char* const bytes = window_.For(first, end - first);
    const auto read = file.ReadAt(first, bytes, end - first);
    if (!read.ok()) return read.error();
    search.data = bytes;
    search.size = read.value();
    if (search.size <= overlap) return true;
  }

  std::unique_ptr<FileContext> context;
  LargeText text = use_map ? LargeText(file) : LargeText(file, first, {search.data, search.size});
  do {
    if (use_map) {
      if (!io::RunGuarded(search.data, search.size, SearchGuarded, &search)) {
        Engine::AbandonScratch(std::move(scratch_));
        auto scratch = engine_.NewScratch(options_.enabled);
        if (!scratch.ok()) return std::move(scratch).error();
        scratch_ = std::move(scratch).value();
        return false;
      }
    } else {
      SearchGuarded(&search);
    }
    if (engine_.candidates(*scratch_).empty()) continue;
    out->candidates += engine_.candidates(*scratch_).size();
    if (context == nullptr) context = engine_.NewFileContext(name.path, options_.enabled, options_.min_confidence);
    ConfirmCandidates(*context, text, first, &out->found);
  } while (search.resume_at < search.size && !cancelled_.load(std::memory_order_relaxed));
  out->newlines = search.newlines;
  return true;
}

std::string_view Worker::DecodeUtf16(std::string_view bytes, io::Encoding encoding) {
  decoded_.resize(bytes.size() / 2 * 3 + 3);
  const auto progress = io::Utf16Decoder(encoding).Decode(bytes, true, decoded_.data(), decoded_.size());
  return std::string_view(decoded_).substr(0, progress.written_bytes);
}

// From offsets in the decoded text to offsets in the original, whose first decoded byte is at `base`.
void Worker::ToOriginalOffsets(std::string_view decoded, uint64_t base, std::vector<Match>& matches) const {
  std::vector<uint64_t*> offsets;
  for (Match& match : matches) {
    for (uint64_t* offset :
         {&match.begin, &match.end, &match.secret_begin, &match.secret_end, &match.pair_begin, &match.pair_end}) {
      offsets.push_back(offset);
    }
  }
  std::sort(offsets.begin(), offsets.end(), [](const uint64_t* a, const uint64_t* b) { return *a < *b; });
  size_t known = 0;
  uint64_t original = base;
  for (uint64_t* offset : offsets) {
    original += io::Utf16SizeBytes(decoded.substr(known, *offset - known));
    known = *offset;
    *offset = original;
  }
}

void Worker::MatchPath(const InputName& name, PieceMatches* found) {
  if (!engine_.has_path_rules()) return;
  const auto context = engine_.NewFileContext(name.path, options_.enabled, options_.min_confidence);
  engine_.MatchPath(*context, found->matches);
}

void Worker::Report(const InputName& name, Text& original, io::Classification classified, WindowLines lines,
                    PieceMatches found) {
  ++reports_;
  engine_.Resolve(found.matches);
  if (found.matches.size() > options_.max_findings_per_file) {
    found.capped += found.matches.size() - options_.max_findings_per_file;
    found.matches.resize(options_.max_findings_per_file);
  }
  PlaceFinder places(original, classified, lines);
  for (const Match& match : found.matches) {
    const Place begin = places.At(match.secret_begin);
    const Place end = places.At(match.secret_end);
    const uint64_t excerpt_begin =
        std::max(match.begin, match.secret_begin > kExcerptBytes ? match.secret_begin - kExcerptBytes : 0);
    const uint64_t excerpt_end = std::min(match.end, match.secret_end + kExcerptBytes);
    const std::string before = ReadAsUtf8(original, classified.encoding, excerpt_begin, match.secret_begin);
    const std::string secret = ReadAsUtf8(original, classified.encoding, match.secret_begin, match.secret_end);
    const std::string after = ReadAsUtf8(original, classified.encoding, match.secret_end, excerpt_end);

    batch_.AddFinding(name.item, name.path);
    batch_.Set(RowField::rule, match.rule);
    batch_.Set(RowField::severity, static_cast<uint32_t>(match.severity));
    batch_.Set(RowField::confidence, static_cast<uint32_t>(match.confidence));
    batch_.Set(RowField::checksum, static_cast<uint32_t>(match.checksum));
    batch_.Set(RowField::entropy_milli, match.entropy_milli);
    batch_.Set(RowField::offset_low, static_cast<uint32_t>(match.secret_begin));
    batch_.Set(RowField::offset_high, static_cast<uint32_t>(match.secret_begin >> 32));
    batch_.Set(RowField::length, static_cast<uint32_t>(match.secret_end - match.secret_begin));
    batch_.Set(RowField::line, static_cast<uint32_t>(begin.line));
    batch_.Set(RowField::column, static_cast<uint32_t>(begin.column));
    batch_.Set(RowField::end_line, static_cast<uint32_t>(end.line));
    batch_.Set(RowField::end_column, static_cast<uint32_t>(end.column));
    batch_.SetBytes(RowField::secret_offset, match.decoded.empty() ? secret : match.decoded);
    batch_.SetBytes(RowField::match_offset, before + secret + after);
    batch_.Set(RowField::secret_in_match_offset, static_cast<uint32_t>(before.size()));
    batch_.Set(RowField::secret_in_match_length, static_cast<uint32_t>(secret.size()));
    if (match.pair_end > match.pair_begin) {
      batch_.SetBytes(RowField::pair_offset,
                      ReadAsUtf8(original, classified.encoding, match.pair_begin, match.pair_end));
    }
    batch_.SetBytes(RowField::note_offset, match.note);
    batch_.Set(RowField::inline_ignore, static_cast<uint32_t>(FindInlineIgnore(
                                            original, classified.encoding, match.secret_begin, match.secret_end,
                                            engine_.rules().text(match.rule, RuleField::id))));
    FlushIfFull();
  }
  if (found.capped != 0) batch_.AddCapped(name.item, name.path, found.capped);
  counters_.findings.fetch_add(found.matches.size(), std::memory_order_relaxed);
  FlushIfFull();
}

void Worker::CountScanned(uint64_t bytes) {
  counters_.files_scanned.fetch_add(1, std::memory_order_relaxed);
  counters_.bytes_scanned.fetch_add(bytes, std::memory_order_relaxed);
}

void Worker::ReportFailed(uint32_t item, const Error& error, bool is_file) {
  if (is_file) counters_.files_failed.fetch_add(1, std::memory_order_relaxed);
  batch_.AddFailed(item, error);
  FlushIfFull();
}

void Worker::ReportSkipped(uint32_t item, std::string_view path, io::SkipReason reason, io::EntryType type) {
  auto& counts = type == io::EntryType::kFile ? counters_.files_skipped : counters_.others_skipped;
  counts[static_cast<size_t>(reason)].fetch_add(1, std::memory_order_relaxed);
  if (!options_.list_skipped) return;
  batch_.AddSkipped(item, path, static_cast<uint32_t>(reason));
  FlushIfFull();
}

void Worker::FlushIfFull() {
  if (batch_.full()) FlushAll();
}

void Worker::FlushAll() {
  if (batch_.empty()) return;
  flush_(std::exchange(batch_, Batch()));
}

}  // namespace veil
