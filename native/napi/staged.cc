// staged_changes(index, tree, object_folders, object_format) → ids and paths, or undefined where git is to be asked.
#include <new>

#include "napi/register.h"
#include "scan/staged_changes.h"

namespace veil::napi {
namespace {

std::optional<std::vector<StagedChange>> Find(const std::string& index_path, const std::string& tree_hex,
                                              const std::vector<std::string>& folders, git::ObjectFormat format) {
  const auto tree = git::ObjectId::FromHex(tree_hex, format);
  if (!tree) return std::nullopt;
  try {
    const auto store = git::ObjectStore::Open(folders, format, git::IndexUse::kFewIds);
    if (!store) return std::nullopt;
    return FindStagedChanges(index_path, *tree, *store.value());
  } catch (const std::bad_alloc&) {
    return std::nullopt;  // git needs less memory, or says so
  }
}

Napi::Value StagedChanges(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto format =
      info[3].As<Napi::String>().Utf8Value() == "sha256" ? git::ObjectFormat::kSha256 : git::ObjectFormat::kSha1;
  const auto list = info[2].As<Napi::Array>();
  std::vector<std::string> folders;
  for (uint32_t i = 0; i < list.Length(); ++i) folders.push_back(list.Get(i).As<Napi::String>());
  const auto changes = Find(info[0].As<Napi::String>(), info[1].As<Napi::String>(), folders, format);
  if (!changes) return env.Undefined();
  std::string ids;
  std::string paths;
  for (const StagedChange& change : *changes) {
    ids.append(reinterpret_cast<const char*>(change.id.bytes.data()), git::RawSizeBytes(format));
    paths.append(change.path).push_back('\0');
  }
  Napi::Object object = Napi::Object::New(env);
  object.Set("ids", Napi::Buffer<char>::Copy(env, ids.data(), ids.size()));
  object.Set("paths", Napi::Buffer<char>::Copy(env, paths.data(), paths.size()));
  return object;
}

}  // namespace

void RegisterStaged(Napi::Env env, Napi::Object exports) {
  exports.Set("staged_changes", Napi::Function::New(env, StagedChanges, "staged_changes"));
}

}  // namespace veil::napi
