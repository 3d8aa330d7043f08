{
  # Everything native. `veil_core` is the C++ core, compiled once; `veil` is the addon over it; `veil_native_tests` is its
  # test program and `veil_engine_bench` its benchmark, both without Node.
  # The sanitizer configurations are built by scripts/native-tests.mjs (make BUILDTYPE=Asan|Tsan).
  "variables": {
    "core_sources": ["<!@(node scripts/list-sources.mjs native support lock io match scan git)"],
    "test_sources": ["<!@(node scripts/list-sources.mjs native test)"],
    "native_cflags": ["<!@(pkg-config --cflags libhs re2 zlib libdeflate)"],
    "native_libs": ["<!@(pkg-config --libs libhs re2 zlib libdeflate)"],
  },
  "target_defaults": {
    "cflags_cc!": ["-fno-exceptions", "-std=gnu++17", "-fno-rtti"],
    "cflags!": ["-fno-exceptions"],
    # -Wno-restrict: g++ 12 warns of std::string's operator+ (gcc bug 105651).
    "cflags_cc": [
      "-Wno-restrict", "-std=c++20", "-fexceptions", "-fvisibility=hidden", "-pthread",
      "-Wall", "-Wextra", "-Wshadow", "-Werror", "-Wno-unused-parameter", "-Wno-missing-field-initializers",
      "<@(native_cflags)",
    ],
    "include_dirs": ["native"],
    "default_configuration": "Release",
    "configurations": {
      "Release": { "cflags_cc": ["-O3", "-fno-omit-frame-pointer"], "defines": ["NDEBUG"] },
      "Asan": {
        "cflags_cc": ["-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer"],
        "ldflags": ["-fsanitize=address,undefined"],
      },
      "Tsan": {
        "cflags_cc": ["-O1", "-g", "-fsanitize=thread", "-fno-omit-frame-pointer"],
        "ldflags": ["-fsanitize=thread"],
      },
    },
  },
  "targets": [
    {
      "target_name": "veil_core",
      "type": "static_library",
      "sources": ["<@(core_sources)"],
      "cflags_cc": ["-fPIC"],
    },
    {
      "target_name": "veil",
      "dependencies": ["veil_core"],
      "sources": ["native/addon.cc", "<!@(node scripts/list-sources.mjs native napi)"],
      # napi.h is not ours to make warning-free.
      "cflags_cc": ["-isystem", "<!(node -p \"require('path').resolve(require('node-addon-api').include_dir)\")"],
      "defines": ["NAPI_VERSION=8", "NAPI_DISABLE_CPP_EXCEPTIONS", "NODE_ADDON_API_DISABLE_DEPRECATED"],
      "libraries": ["<@(native_libs)"],
      "ldflags": ["-pthread", "-Wl,-rpath,'$$ORIGIN'", "-Wl,--exclude-libs,ALL"],
    },
    {
      "target_name": "veil_native_tests",
      "type": "executable",
      "dependencies": ["veil_core"],
      "sources": ["<@(test_sources)"],
      "libraries": ["<@(native_libs)"],
      "ldflags": ["-pthread"],
    },
    {
      "target_name": "veil_engine_bench",
      "type": "executable",
      "dependencies": ["veil_core"],
      "sources": ["native/bench/engine_bench.cc"],
      "libraries": ["<@(native_libs)"],
      "ldflags": ["-pthread"],
    },
  ],
}
