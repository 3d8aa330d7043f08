#include "io/sigbus_guard.h"

#include <unistd.h>

#include <csetjmp>
#include <csignal>
#include <cstdint>
#include <mutex>

namespace veil::io {
namespace {

// One call of RunGuarded. Lives on the stack of its thread.
struct Frame {
  uintptr_t start = 0;
  uintptr_t end = 0;
  Frame* outer = nullptr;
  sigjmp_buf jump;
};

// The two variables that a signal handler cannot do without.
// initial-exec: the handler may run on a thread that never called us, and the default model for a shared library would
// then allocate memory inside the handler. glibc keeps room for small variables of this kind in libraries loaded later.
[[gnu::tls_model("initial-exec")]] constinit thread_local Frame* innermost = nullptr;
// Written once before the handler is installed.
struct sigaction previous_action;

void PassOn(int signal, siginfo_t* info, void* context) {
  if ((previous_action.sa_flags & SA_SIGINFO) != 0) {
    previous_action.sa_sigaction(signal, info, context);
    return;
  }
  const bool is_fault = info->si_code > 0;
  if (previous_action.sa_handler == SIG_IGN && !is_fault) return;
  if (previous_action.sa_handler != SIG_DFL && previous_action.sa_handler != SIG_IGN) {
    previous_action.sa_handler(signal);
    return;
  }
  // Back to the default: a fault happens again when this returns and ends the process where it happened; a signal that
  // was sent has to be sent again.
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  sigaction(SIGBUS, &standard, nullptr);
  if (!is_fault) raise(SIGBUS);
}

void OnSigbus(int signal, siginfo_t* info, void* context) {
  const auto address = reinterpret_cast<uintptr_t>(info->si_addr);
  // A signal sent by a process (si_code <= 0) has no address.
  for (Frame* frame = info->si_code > 0 ? innermost : nullptr; frame != nullptr; frame = frame->outer) {
    if (address < frame->start || address >= frame->end) continue;
    siglongjmp(frame->jump, 1);
  }
  PassOn(signal, info, context);
}

void InstallOnce() {
  static std::once_flag installed;
  std::call_once(installed, [] {
    sigaction(SIGBUS, nullptr, &previous_action);
    struct sigaction action {};
    action.sa_sigaction = OnSigbus;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, nullptr);
  });
}

}  // namespace

bool RunGuarded(const void* start, size_t size_bytes, void (*fn)(void* context), void* context) {
  InstallOnce();
  Frame frame;
  // Whole pages: a wide load may begin in the last page behind the range's end.
  const auto page_bytes = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto first = reinterpret_cast<uintptr_t>(start);
  frame.start = first / page_bytes * page_bytes;
  frame.end = (first + size_bytes + page_bytes - 1) / page_bytes * page_bytes;
  frame.outer = innermost;
  // 1: the mask is kept and put back, or SIGBUS would stay blocked after the jump and the next one would be fatal.
  if (sigsetjmp(frame.jump, 1) != 0) {
    innermost = frame.outer;
    return false;
  }
  innermost = &frame;
  fn(context);
  innermost = frame.outer;
  return true;
}

}  // namespace veil::io
