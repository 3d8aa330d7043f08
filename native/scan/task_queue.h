// Work for the scan's threads: last in, first out, so that the walk goes deep before it goes wide and few folders are
// open at a time. Ends by itself when nothing is queued and nobody works any more.
#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

namespace veil {

template <typename Task>
class TaskQueue {
 public:
  void Push(Task task) {
    {
      std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
  }

  // Blocks until there is a task. False when the work is done or Stop was called: the thread ends then.
  // The task counts as being worked on until Finish is called.
  bool Pop(Task* task) {
    std::unique_lock lock(mutex_);
    while (!stopped_ && tasks_.empty()) {
      if (working_ == 0) {
        stopped_ = true;
        changed_.notify_all();
        break;
      }
      changed_.wait(lock);
    }
    if (stopped_) return false;
    *task = std::move(tasks_.back());
    tasks_.pop_back();
    ++working_;
    return true;
  }

  // The task that Pop gave is done, with everything pushed that came of it.
  void Finish() {
    std::lock_guard lock(mutex_);
    if (--working_ == 0 && tasks_.empty()) {
      stopped_ = true;
      changed_.notify_all();
    }
  }

  // Every thread's next Pop answers nothing. What is queued is dropped with the queue.
  void Stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Task> tasks_;
  size_t working_ = 0;
  bool stopped_ = false;
};

}  // namespace veil
