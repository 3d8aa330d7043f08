#include "git/object_walk.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "git/delta_forest.h"

namespace veil::git {
namespace {

constexpr size_t kPoolKeepBytes = 48 << 20;

// An entry to make, with what it is made from: nothing for a root.
struct Task {
  uint32_t forest = 0;
  uint32_t entry = 0;
  Object base;
  std::shared_ptr<const ObjectNotes> base_notes;
};

struct PackForest {
  const Pack* pack;
  DeltaForest forest;
};

class Walk {
 public:
  Walk(const ObjectStore& store, std::span<const ObjectId> wanted, const WalkOptions& options, ObjectVisitor* visitor)
      : store_(store), wanted_(wanted), options_(options), visitor_(visitor) {}

  void Run() {
    Plan();
    std::vector<std::jthread> threads;
    try {
      for (unsigned thread = 1; thread < options_.threads; ++thread) {
        threads.emplace_back([this, thread] { Work(thread); });
      }
    } catch (const std::system_error&) {
      // Fewer threads are slower and not wrong.
    }
    Work(0);
  }

 private:
  // What one thread keeps for itself.
  struct Local {
    unsigned thread;
    Inflater inflater;
    std::vector<uint8_t> compressed;
    std::vector<CopiedRange> copies;
    std::vector<Task> stack;
  };

  void Plan() {
    std::vector<std::vector<WantedEntry>> wanted_of_pack(store_.packs().size());
    for (uint32_t i = 0; i < wanted_.size(); ++i) {
      if (const auto found = store_.FindPacked(wanted_[i])) {
        wanted_of_pack[found->pack].push_back({found->index_position, i});
      } else {
        singles_.push_back(i);
      }
    }
    for (size_t i = 0; i < wanted_of_pack.size(); ++i) {
      const Pack& pack = *store_.packs()[i];
      if (wanted_of_pack[i].size() < std::min<size_t>(kSingleReadsLimit, pack.index().count())) {
        for (const WantedEntry& each : wanted_of_pack[i]) singles_.push_back(each.wanted);
        continue;
      }
      auto forest = DeltaForest::Build(pack, wanted_of_pack[i]);
      if (!forest) {
        for (const WantedEntry& each : wanted_of_pack[i]) visitor_->Failed(0, each.wanted, forest.error());
        continue;
      }
      for (const auto& problem : forest.value().problems()) visitor_->Failed(0, problem.wanted, problem.error);
      forests_.push_back({&pack, std::move(forest).value()});
    }
  }

  bool Cancelled() const {
    return options_.cancelled != nullptr && options_.cancelled->load(std::memory_order_relaxed);
  }

  void Work(unsigned thread) {
    Local local{thread, {}, {}, {}, {}};
    Task task;
    while (NextTask(&task)) {
      local.stack.push_back(std::move(task));
      while (!local.stack.empty()) {
        if (Cancelled()) local.stack.clear();
        ShareWork(&local);
        if (local.stack.empty()) break;
        Task next = std::move(local.stack.back());
        local.stack.pop_back();
        Make(std::move(next), &local);
      }
      EndTask();
    }
    uint32_t single = 0;
    while (!Cancelled() && NextSingle(&single)) MakeSingle(single, &local);
  }

  // Blocks while other threads may still share work. False when all trees are done.
  bool NextTask(Task* task) {
    std::unique_lock lock(mutex_);
    while (true) {
      if (!shared_.empty()) {
        *task = std::move(shared_.front());
        shared_.pop_front();
        ++busy_threads_;
        return true;
      }
      while (next_forest_ < forests_.size() && next_root_ == forests_[next_forest_].forest.roots().size()) {
        ++next_forest_;
        next_root_ = 0;
      }
      if (next_forest_ < forests_.size() && !Cancelled()) {
        *task = Task{static_cast<uint32_t>(next_forest_), forests_[next_forest_].forest.roots()[next_root_++], {}, {}};
        ++busy_threads_;
        return true;
      }
      if (busy_threads_ == 0) return false;
      ++idle_threads_;
      changed_.wait(lock);
      --idle_threads_;
    }
  }

  void EndTask() {
    const std::lock_guard lock(mutex_);
    if (--busy_threads_ == 0) changed_.notify_all();
  }

  // Gives the largest waiting branch to a thread that has nothing to do: one tree can hold most of a history.
  void ShareWork(Local* local) {
    if (local->stack.size() < 2 || idle_threads_.load(std::memory_order_relaxed) == 0) return;
    const std::lock_guard lock(mutex_);
    if (!shared_.empty()) return;
    shared_.push_back(std::move(local->stack.front()));
    local->stack.erase(local->stack.begin());
    changed_.notify_one();
  }

  bool NextSingle(uint32_t* single) {
    const size_t next = next_single_.fetch_add(1, std::memory_order_relaxed);
    if (next >= singles_.size()) return false;
    *single = singles_[next];
    return true;
  }

  // Makes the object of `task`, shows it, and puts what is made from it on the stack.
  void Make(Task task, Local* local) {
    const auto& [pack, forest] = forests_[task.forest];
    if (MakeStream(*pack, forest, task, local)) return;
    auto object = MakeObject(*pack, forest, task, local);
    if (!object) {
      FailTree(task, object.error(), local);
      return;
    }
    if (object.value().type == ObjectType::kTree) return;
    std::shared_ptr<const ObjectNotes> notes;
    if (const uint32_t wanted = forest.WantedAt(task.entry); wanted != DeltaForest::kNone) {
      if (task.base_notes == nullptr) local->copies.clear();
      notes = Show(wanted, object.value(), task.base_notes.get(), local);
    }
    task.base = {};
    // The branch that leads to the most is pushed first and so made last, when nothing else needs its base any more:
    // that bounds how many bases wait at a time.
    for (const uint32_t child : forest.ChildrenOf(task.entry)) {
      local->stack.push_back({task.forest, child, object.value(), notes});
    }
  }

  // Shows a blob that is too large to hold. What is made from one beyond the limit fails. False when it is another one.
  bool MakeStream(const Pack& pack, const DeltaForest& forest, const Task& task, Local* local) {
    const uint64_t offset = forest.OffsetOf(task.entry);
    const uint64_t above_bytes = StreamAbove(!forest.ChildrenOf(task.entry).empty());
    const uint32_t wanted = forest.WantedAt(task.entry);
    // No entry that is so short can hold so much: spares nearly all the reading of the header.
    const uint64_t stored_bytes = forest.EndOf(task.entry) - offset;
    if (wanted == DeltaForest::kNone || stored_bytes < above_bytes / kInflateRatioLimit) return false;
    const auto header = pack.HeaderAt(offset);
    if (!header || header.value().kind != EntryHeader::Kind::kWhole || header.value().type != ObjectType::kBlob ||
        header.value().size_bytes <= above_bytes) {
      return false;
    }
    auto stream = ObjectStream::OfPack(pack, offset, forest.EndOf(task.entry), header.value());
    if (!stream) {
      FailTree(task, stream.error(), local);
      return true;
    }
    ShowStream(wanted, std::move(stream).value(), local);
    const Error too_large{"TOO_LARGE", 0, "", pack.path(), "it is a delta over an object that is too large"};
    for (const uint32_t child : forest.ChildrenOf(task.entry)) FailTree({task.forest, child, {}, {}}, too_large, local);
    return true;
  }

  uint64_t StreamAbove(bool is_base) const {
    return is_base ? options_.object_size_limit_bytes
                   : std::min(options_.stream_above_bytes, options_.object_size_limit_bytes);
  }

  Result<Object> MakeObject(const Pack& pack, const DeltaForest& forest, const Task& task, Local* local) {
    const uint64_t limit = options_.object_size_limit_bytes;
    const uint64_t offset = forest.OffsetOf(task.entry);
    try {
      const auto header = pack.HeaderAt(offset);
      if (!header) return header.error();
      auto data = pack.Inflate(offset, forest.EndOf(task.entry), header.value(), limit, &local->inflater, &pool_,
                               &local->compressed);
      if (!data) return data.error();
      local->copies.clear();
      if (header.value().kind == EntryHeader::Kind::kWhole) {
        return Object{header.value().type, data.value(), data.value()->bytes()};
      }
      Object base = task.base;
      if (base.buffer == nullptr) {
        auto elsewhere = store_.Read(header.value().base_id, limit, &local->inflater, &pool_);
        if (!elsewhere) return elsewhere.error();
        base = std::move(elsewhere).value();
      }
      auto result = ResolveDelta(pack, offset, base.bytes, data.value()->bytes(), limit, &pool_, &local->copies);
      if (!result) return result.error();
      return Object{base.type, result.value(), result.value()->bytes()};
    } catch (const std::bad_alloc&) {
      return Error{"ENOMEM", ENOMEM, "", pack.path(), "not enough memory for an object"};
    }
  }

  std::shared_ptr<const ObjectNotes> Show(uint32_t wanted, const Object& object, const ObjectNotes* base_notes,
                                          Local* local) {
    try {
      return visitor_->Visit(local->thread, {wanted, object.type, object.bytes, base_notes, local->copies});
    } catch (const std::bad_alloc&) {
      visitor_->Failed(local->thread, wanted, {"ENOMEM", ENOMEM, "", "", "not enough memory for an object"});
      return nullptr;
    }
  }

  void ShowStream(uint32_t wanted, std::unique_ptr<ObjectStream> stream, Local* local) {
    try {
      visitor_->VisitStream(local->thread, wanted, std::move(stream));
    } catch (const std::bad_alloc&) {
      visitor_->Failed(local->thread, wanted, {"ENOMEM", ENOMEM, "", "", "not enough memory for an object"});
    }
  }

  // What cannot be made takes everything that is made from it along.
  void FailTree(const Task& task, const Error& error, Local* local) {
    const DeltaForest& forest = forests_[task.forest].forest;
    std::vector<uint32_t> entries{task.entry};
    while (!entries.empty()) {
      const uint32_t entry = entries.back();
      entries.pop_back();
      if (const uint32_t wanted = forest.WantedAt(entry); wanted != DeltaForest::kNone) {
        visitor_->Failed(local->thread, wanted, error);
      }
      for (const uint32_t child : forest.ChildrenOf(entry)) entries.push_back(child);
    }
  }

  void MakeSingle(uint32_t wanted, Local* local) {
    try {
      const uint64_t stream_above = StreamAbove(false);
      auto object = store_.Read(wanted_[wanted], stream_above, &local->inflater, &pool_);
      if (!object && object.error().code == "TOO_LARGE") {
        auto stream = store_.OpenStream(wanted_[wanted], stream_above);
        if (!stream) return visitor_->Failed(local->thread, wanted, stream.error());
        if (stream.value() != nullptr) return ShowStream(wanted, std::move(stream).value(), local);
        object = store_.Read(wanted_[wanted], options_.object_size_limit_bytes, &local->inflater, &pool_);
      }
      if (!object && object.error().code == "NOT_FOUND") object = ReadAfresh(wanted_[wanted], local);
      if (!object) {
        visitor_->Failed(local->thread, wanted, object.error());
      } else if (object.value().type != ObjectType::kTree) {
        local->copies.clear();
        Show(wanted, object.value(), nullptr, local);
      }
    } catch (const std::bad_alloc&) {
      visitor_->Failed(local->thread, wanted, {"ENOMEM", ENOMEM, "", "", "not enough memory for an object"});
    }
  }

  // Another process may have packed what was loose when the store was opened (git gc): it is opened once more.
  Result<Object> ReadAfresh(const ObjectId& id, Local* local) {
    {
      const std::lock_guard lock(mutex_);
      if (!fresh_store_) fresh_store_ = store_.Reopen();
    }
    if (!fresh_store_->ok()) return fresh_store_->error();
    return fresh_store_->value()->Read(id, options_.object_size_limit_bytes, &local->inflater, &pool_);
  }

  const ObjectStore& store_;
  std::optional<Result<std::unique_ptr<ObjectStore>>> fresh_store_;  // made under mutex_, then read
  const std::span<const ObjectId> wanted_;
  const WalkOptions options_;
  ObjectVisitor* const visitor_;

  BufferPool pool_{kPoolKeepBytes};
  std::vector<PackForest> forests_;
  std::vector<uint32_t> singles_;
  std::atomic<size_t> next_single_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> shared_;
  size_t next_forest_ = 0;
  size_t next_root_ = 0;
  unsigned busy_threads_ = 0;
  std::atomic<unsigned> idle_threads_ = 0;  // written under mutex_, read without
};

}  // namespace

void WalkObjects(const ObjectStore& store, std::span<const ObjectId> wanted, const WalkOptions& options,
                 ObjectVisitor* visitor) {
  Walk(store, wanted, options, visitor).Run();
}

}  // namespace veil::git
