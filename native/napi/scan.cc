// compile, serialize, scan, cancel, progress: the engine and the scan as JavaScript sees them.
#include <algorithm>
#include <atomic>
#include <iterator>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/git_environment.h"
#include "match/engine.h"
#include "napi/bytes.h"
#include "napi/errors.h"
#include "napi/register.h"
#include "scan/scan_run.h"

namespace veil::napi {
namespace {

// Batches that may wait for JavaScript. A full queue blocks the scan's threads: that bounds the memory.
constexpr size_t kQueuedBatches = 64;

constexpr napi_type_tag kEngineTag = {0x76656d6c656e6731, 0x9d1f0a7c5b3e4821};
constexpr napi_type_tag kScanTag = {0x76656d6c7363616e, 0x4c60b2d98e17fa35};

using EngineRef = std::shared_ptr<const Engine>;
using ScanRef = std::shared_ptr<ScanRun>;

std::string BytesOf(const Napi::Value& value) { return std::string(ViewOf(value)); }

uint64_t NumberOf(const Napi::Object& object, const char* key) {
  return static_cast<uint64_t>(object.Get(key).As<Napi::Number>().Int64Value());
}

bool BoolOf(const Napi::Object& object, const char* key) { return object.Get(key).As<Napi::Boolean>().Value(); }

// The object behind an External of ours, or null with a pending TypeError.
template <typename T>
T* Unwrap(const Napi::CallbackInfo& info, const napi_type_tag& tag, const char* what) {
  if (info.Length() > 0 && info[0].IsExternal()) {
    const auto external = info[0].As<Napi::External<T>>();
    if (external.CheckTypeTag(&tag)) return external.Data();
  }
  Napi::TypeError::New(info.Env(), std::string("the first argument must be ") + what).ThrowAsJavaScriptException();
  return nullptr;
}

Napi::Value Compile(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto arrays = info[0].As<Napi::Object>();
  const auto rows = arrays.Get("rows").As<Napi::Uint32Array>();
  const auto strings = arrays.Get("strings").As<Napi::Uint32Array>();
  const auto bytes = arrays.Get("bytes").As<Napi::Uint8Array>();
  auto rules = RuleSet::Load({rows.Data(), rows.Data() + rows.ElementLength()},
                             {strings.Data(), strings.Data() + strings.ElementLength()},
                             {bytes.Data(), bytes.Data() + bytes.ElementLength()});
  if (!rules.ok()) {
    ToJsError(env, rules.error()).ThrowAsJavaScriptException();
    return env.Undefined();
  }
  const auto database = info[1].As<Napi::Uint8Array>();
  const auto asked = info[2].As<Napi::Object>();
  const EngineOptions options{.compile_patterns_now = BoolOf(asked, "compile_patterns_now"),
                              .count_rules = asked.Has("count_rules") && BoolOf(asked, "count_rules")};
  auto engine = Engine::Compile(std::move(rules).value(),
                                {reinterpret_cast<const char*>(database.Data()), database.ByteLength()}, options);
  if (!engine.ok()) {
    ToJsError(env, engine.error()).ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto external = Napi::External<EngineRef>::New(env, new EngineRef(std::move(engine).value()),
                                                 [](Napi::BasicEnv, EngineRef* engine_ref) { delete engine_ref; });
  external.TypeTag(&kEngineTag);
  return external;
}

Napi::Value GetContextBytes(const Napi::CallbackInfo& info) {
  EngineRef* engine = Unwrap<EngineRef>(info, kEngineTag, "an engine");
  if (engine == nullptr) return info.Env().Undefined();
  return Napi::Number::New(info.Env(), static_cast<double>((*engine)->max_context_bytes()));
}

// Three numbers a rule: candidates, matches, nanoseconds.
Napi::Value GetRuleCosts(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  EngineRef* engine = Unwrap<EngineRef>(info, kEngineTag, "an engine");
  if (engine == nullptr) return env.Undefined();
  const std::vector<RuleCost> costs = (*engine)->rule_costs();
  Napi::Float64Array numbers = Napi::Float64Array::New(env, 3 * costs.size());
  for (size_t i = 0; i < costs.size(); ++i) {
    numbers[3 * i] = static_cast<double>(costs[i].candidates);
    numbers[3 * i + 1] = static_cast<double>(costs[i].matches);
    numbers[3 * i + 2] = static_cast<double>(costs[i].nanoseconds);
  }
  return numbers;
}

Napi::Value Serialize(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  EngineRef* engine = Unwrap<EngineRef>(info, kEngineTag, "an engine");
  if (engine == nullptr) return env.Undefined();
  auto database = (*engine)->Serialize();
  if (!database.ok()) {
    ToJsError(env, database.error()).ThrowAsJavaScriptException();
    return env.Undefined();
  }
  return Napi::Buffer<char>::Copy(env, database.value().data(), database.value().size());
}

template <typename T>
Napi::Array Numbers(Napi::Env env, const std::vector<T>& values) {
  Napi::Array array = Napi::Array::New(env, values.size());
  for (uint32_t i = 0; i < values.size(); ++i) {
    array.Set(i, Napi::Number::New(env, static_cast<double>(values[i])));
  }
  return array;
}

// Carries batches and the end from the scan's threads to JavaScript's. By one queue: of two, Node may look into the
// end's first, when both are filled while it goes from one to the other, and the last findings would come too late.
class JsSink final : public ScanSink, public std::enable_shared_from_this<JsSink> {
 public:
  JsSink(Napi::Env env, Napi::Function on_batch, Napi::Function on_end)
      : queue_(Napi::ThreadSafeFunction::New(env, on_batch, "veil scan", kQueuedBatches, 1)),
        on_end_(Napi::Persistent(on_end)) {}

  void OnBatch(Batch batch) override {
    if (aborted_) return;
    auto* carried = new Batch(std::move(batch));
    const napi_status status = queue_.BlockingCall(carried, [](Napi::Env env, Napi::Function callback, Batch* arrived) {
      const std::unique_ptr<Batch> owned(arrived);
      if (env == nullptr) return;  // the environment is going away
      const auto& rows = owned->rows();
      auto js_rows = Napi::Uint32Array::New(env, rows.size());
      std::copy(rows.begin(), rows.end(), js_rows.Data());
      Napi::Object js_batch = Napi::Object::New(env);
      js_batch.Set("rows", js_rows);
      js_batch.Set("bytes", Napi::Buffer<char>::Copy(env, owned->bytes().data(), owned->bytes().size()));
      callback.Call({js_batch});
    });
    if (status != napi_ok) delete carried;  // closing: nobody is left to hear it
  }

  void OnEnd(Result<ScanEnd> end) override {
    if (aborted_) return;
    auto* carried = new CarriedEnd{std::move(end), shared_from_this()};
    const napi_status status = queue_.BlockingCall(carried, [](Napi::Env env, Napi::Function, CarriedEnd* arrived) {
      const std::unique_ptr<CarriedEnd> owned(arrived);
      if (env == nullptr) return;
      const Napi::Function callback = owned->sink->on_end_.Value();
      owned->sink->LetGo();
      if (!owned->end.ok()) {
        callback.Call({ToJsError(env, owned->end.error()).Value(), env.Null()});
        return;
      }
      const ScanEnd& counts = owned->end.value();
      Napi::Object js_end = Napi::Object::New(env);
      js_end.Set("files_scanned", Napi::Number::New(env, static_cast<double>(counts.files_scanned)));
      js_end.Set("bytes_scanned", Napi::Number::New(env, static_cast<double>(counts.bytes_scanned)));
      js_end.Set("files_failed", Napi::Number::New(env, static_cast<double>(counts.files_failed)));
      js_end.Set("files_skipped", Numbers(env, counts.files_skipped));
      js_end.Set("others_skipped", Numbers(env, counts.others_skipped));
      js_end.Set("cancelled", Napi::Boolean::New(env, counts.cancelled));
      js_end.Set("clean", Napi::Buffer<uint8_t>::Copy(env, counts.clean.data(), counts.clean.size()));
      js_end.Set("known_files", Napi::Buffer<uint8_t>::Copy(env, counts.known_files.data(), counts.known_files.size()));
      callback.Call({env.Null(), js_end});
    });
    if (status != napi_ok) delete carried;
    std::lock_guard lock(mutex_);
    if (aborted_) return;
    queue_.Release();
    released_ = true;
  }

  // Keeps the scan's object alive until its end was told: a caller who drops it wants the answers all the same, and
  // its finalizer would end the scan without a word. Both on JavaScript's thread.
  void KeepAlive(const Napi::Value& scan) { scan_ = Napi::Persistent(scan.As<Napi::Object>()); }
  void LetGo() {
    scan_.Reset();
    on_end_.Reset();
  }

  // The environment is going away: whoever blocks on a full queue comes free. On JavaScript's thread, which must join
  // the scan's threads before it returns to the event loop: that is what keeps the functions alive for them.
  void Abort() {
    std::lock_guard lock(mutex_);
    if (released_) return;
    aborted_ = true;
    queue_.Abort();
  }

 private:
  struct CarriedEnd {
    Result<ScanEnd> end;
    std::shared_ptr<JsSink> sink;
  };

  Napi::ObjectReference scan_;
  std::mutex mutex_;  // guards the two below; a blocked call must not hold it
  bool released_ = false;
  std::atomic<bool> aborted_{false};
  Napi::ThreadSafeFunction queue_;
  Napi::FunctionReference on_end_;  // JavaScript's thread makes it and lets it go
};

// A scan that JavaScript holds. The environment's clean-up hook ends it when the environment goes away first (a worker
// that is terminated, process.exit).
struct HeldScan {
  ScanRef run;
  std::shared_ptr<JsSink> sink;
};

void EndScan(void* pointer) {
  auto* held = static_cast<HeldScan*>(pointer);
  if (held->run == nullptr) return;
  held->run->Cancel();
  held->sink->Abort();
  held->sink->LetGo();
  held->run->Join();
  held->run = nullptr;
}

// Flat arrays: a history has as many objects as a tree has files, and JavaScript knows them beforehand.
GitItems GitItemsOf(const Napi::Object& object) {
  GitItems items;
  items.object_folders = BytesListOf(object.Get("object_folders"));
  items.lfs_folder = BytesOf(object.Get("lfs_folder"));
  const std::string format = object.Get("object_format").As<Napi::String>();
  items.format = format == "sha256" ? git::ObjectFormat::kSha256 : git::ObjectFormat::kSha1;
  const std::string ids = BytesOf(object.Get("ids"));
  const size_t id_size = git::RawSizeBytes(items.format);
  for (size_t offset = 0; offset + id_size <= ids.size(); offset += id_size) {
    items.ids.push_back(git::ObjectId::FromRaw(reinterpret_cast<const uint8_t*>(ids.data()) + offset, items.format));
  }
  const auto also_of = object.Get("also_of").As<Napi::Uint32Array>();
  items.also_of.assign(also_of.Data(), also_of.Data() + also_of.ElementLength());
  items.paths = BytesOf(object.Get("paths"));
  const auto ends = object.Get("path_ends").As<Napi::Uint32Array>();
  items.path_ends.assign(ends.Data(), ends.Data() + ends.ElementLength());
  return items;
}

bool IsConsistent(const GitItems& items) {
  return items.path_ends.size() == items.ids.size() + items.also_of.size() &&
         std::is_sorted(items.also_of.begin(), items.also_of.end()) &&
         (items.also_of.empty() || items.also_of.back() < items.ids.size()) &&
         std::is_sorted(items.path_ends.begin(), items.path_ends.end()) &&
         (items.path_ends.empty() || items.path_ends.back() <= items.paths.size());
}

ScanItems ItemsOf(const Napi::Object& object) {
  const std::string kind = object.Get("kind").As<Napi::String>();
  if (kind == "git") return GitItemsOf(object);
  if (kind == "buffers") return BufferItems{BytesListOf(object.Get("names")), BytesListOf(object.Get("data"))};
  return PathItems{BytesListOf(object.Get("roots")), BytesListOf(object.Get("prefixes")),
                   BytesListOf(object.Get("config_paths"))};
}

Result<ScanOptions> OptionsOf(const Napi::Object& object) {
  ScanOptions options;
  const auto enabled = object.Get("enabled").As<Napi::Uint8Array>();
  options.enabled.assign(enabled.Data(), enabled.Data() + enabled.ElementLength());
  options.threads = static_cast<uint32_t>(NumberOf(object, "threads"));
  options.walk.use_ignore_rules = BoolOf(object, "gitignore");
  options.walk.follow_symlinks = BoolOf(object, "follow_symlinks");
  io::ScanGlobs& globs = options.walk.globs;
  for (const auto& [key, set] : {std::pair{"include", &globs.includes},
                                 {"exclude", &globs.excludes},
                                 {"config_include", &globs.config_includes},
                                 {"config_exclude", &globs.config_excludes}}) {
    auto compiled = io::GlobSet::Compile(BytesListOf(object.Get(key)));
    if (!compiled.ok()) return compiled.error();
    *set = std::move(compiled).value();
  }
  options.walk.git = io::GitEnvironmentOfProcess();
  options.max_file_bytes = NumberOf(object, "max_file_bytes");
  options.min_confidence = static_cast<Confidence>(NumberOf(object, "min_confidence"));
  options.list_skipped = BoolOf(object, "list_skipped");
#define X(name) #name,
  const std::string_view binary_names[] = {VEIL_BINARY_FILES(X)};
#undef X
  const std::string binary = object.Get("binary").As<Napi::String>();
  const auto* chosen = std::find(std::begin(binary_names), std::end(binary_names), binary);
  if (chosen != std::end(binary_names)) options.binary = static_cast<BinaryFiles>(chosen - std::begin(binary_names));
  if (const uint64_t most = NumberOf(object, "max_findings_per_file"); most != 0) options.max_findings_per_file = most;
  options.map_threshold_bytes = NumberOf(object, "map_threshold_bytes");
  options.map_large_files = BoolOf(object, "map_large_files");
  options.window_bytes = NumberOf(object, "window_bytes");
  const std::string hash_key = BytesOf(object.Get("known_files_key"));
  if (HashKey key; hash_key.size() == key.size()) {
    std::copy(hash_key.begin(), hash_key.end(), key.begin());
    const std::string known = BytesOf(object.Get("known_files"));
    options.known_files = std::make_shared<KnownFiles>(key, std::vector<uint8_t>(known.begin(), known.end()));
  }
  return options;
}

Napi::Value Scan(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  EngineRef* engine = Unwrap<EngineRef>(info, kEngineTag, "an engine");
  if (engine == nullptr) return env.Undefined();
  auto options = OptionsOf(info[2].As<Napi::Object>());
  if (!options.ok()) {
    ToJsError(env, options.error()).ThrowAsJavaScriptException();
    return env.Undefined();
  }
  if (options.value().enabled.size() != (*engine)->rules().size()) {
    Napi::TypeError::New(env, "`enabled` must have a byte for each rule").ThrowAsJavaScriptException();
    return env.Undefined();
  }
  ScanItems items = ItemsOf(info[1].As<Napi::Object>());
  if (const auto* git_items = std::get_if<GitItems>(&items); git_items != nullptr && !IsConsistent(*git_items)) {
    Napi::TypeError::New(env, "`path_ends` must rise and have a number for each id and each of `also_of`")
        .ThrowAsJavaScriptException();
    return env.Undefined();
  }
  auto sink = std::make_shared<JsSink>(env, info[3].As<Napi::Function>(), info[4].As<Napi::Function>());
  auto* held = new HeldScan{ScanRun::Start(*engine, std::move(items), std::move(options).value(), sink), sink};
  napi_add_env_cleanup_hook(env, EndScan, held);
  auto external = Napi::External<HeldScan>::New(env, held, [](Napi::BasicEnv finalizer_env, HeldScan* finished) {
    napi_remove_env_cleanup_hook(finalizer_env, EndScan, finished);
    EndScan(finished);
    delete finished;
  });
  external.TypeTag(&kScanTag);
  sink->KeepAlive(external);
  return external;
}

void Cancel(const Napi::CallbackInfo& info) {
  if (HeldScan* held = Unwrap<HeldScan>(info, kScanTag, "a scan"); held != nullptr && held->run) held->run->Cancel();
}

Napi::Value Progress(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  HeldScan* held = Unwrap<HeldScan>(info, kScanTag, "a scan");
  if (held == nullptr) return env.Undefined();
  const ScanProgress progress = held->run != nullptr ? held->run->progress() : ScanProgress{};
  Napi::Object js_progress = Napi::Object::New(env);
  js_progress.Set("files", Napi::Number::New(env, static_cast<double>(progress.files)));
  js_progress.Set("bytes", Napi::Number::New(env, static_cast<double>(progress.bytes)));
  js_progress.Set("findings", Napi::Number::New(env, static_cast<double>(progress.findings)));
  return js_progress;
}

}  // namespace

void RegisterScan(Napi::Env env, Napi::Object exports) {
  exports.Set("compile", Napi::Function::New(env, Compile));
  exports.Set("serialize", Napi::Function::New(env, Serialize));
  exports.Set("scan", Napi::Function::New(env, Scan));
  exports.Set("cancel", Napi::Function::New(env, Cancel));
  exports.Set("context_bytes", Napi::Function::New(env, GetContextBytes));
  exports.Set("rule_costs", Napi::Function::New(env, GetRuleCosts));
  exports.Set("progress", Napi::Function::New(env, Progress));
}

}  // namespace veil::napi
