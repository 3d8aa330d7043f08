// What a path says about how to read a file.
#include <algorithm>
#include <array>

#include "match/assign/assign.h"
#include "match/assign/chars.h"

namespace veil::assign {
namespace {

// Longest path part that is looked at; the rest of a longer name says nothing that we know.
constexpr size_t kMaxPart = 96;

struct NamedSyntax {
  std::string_view name;
  Syntax syntax;
};

// Sorted by extension.
constexpr NamedSyntax kExtensions[] = {{"adoc", Syntax::kProse},
                                       {"aspx", Syntax::kMarkup},
                                       {"asm", Syntax::kCode},
                                       {"awk", Syntax::kCode},
                                       {"bash", Syntax::kShell},
                                       {"bat", Syntax::kShell},
                                       {"bazel", Syntax::kCode},
                                       {"bzl", Syntax::kCode},
                                       {"c", Syntax::kCode},
                                       {"cc", Syntax::kCode},
                                       {"cfg", Syntax::kConfig},
                                       {"cgi", Syntax::kCode},
                                       {"cjs", Syntax::kCode},
                                       {"clj", Syntax::kCode},
                                       {"cls", Syntax::kCode},
                                       {"cmd", Syntax::kShell},
                                       {"cnf", Syntax::kConfig},
                                       {"coffee", Syntax::kCode},
                                       {"conf", Syntax::kConfig},
                                       {"config", Syntax::kConfig},
                                       {"cpp", Syntax::kCode},
                                       {"cs", Syntax::kCode},
                                       {"cts", Syntax::kCode},
                                       {"cshtml", Syntax::kMarkup},
                                       {"csproj", Syntax::kMarkup},
                                       {"css", Syntax::kCode},
                                       {"csv", Syntax::kData},
                                       {"cxx", Syntax::kCode},
                                       {"d", Syntax::kCode},
                                       {"dart", Syntax::kCode},
                                       {"dockerfile", Syntax::kShell},
                                       {"dts", Syntax::kCode},
                                       {"dtsi", Syntax::kCode},
                                       {"ejs", Syntax::kMarkup},
                                       {"el", Syntax::kCode},
                                       {"env", Syntax::kConfig},
                                       {"erb", Syntax::kMarkup},
                                       {"erl", Syntax::kCode},
                                       {"ex", Syntax::kCode},
                                       {"exp", Syntax::kShell},
                                       {"exs", Syntax::kCode},
                                       {"eyaml", Syntax::kYaml},
                                       {"fish", Syntax::kShell},
                                       {"fs", Syntax::kCode},
                                       {"go", Syntax::kCode},
                                       {"gradle", Syntax::kCode},
                                       {"groovy", Syntax::kCode},
                                       {"h", Syntax::kCode},
                                       {"haml", Syntax::kMarkup},
                                       {"har", Syntax::kJson},
                                       {"hcl", Syntax::kCode},
                                       {"hh", Syntax::kCode},
                                       {"hpp", Syntax::kCode},
                                       {"hs", Syntax::kCode},
                                       {"htm", Syntax::kMarkup},
                                       {"html", Syntax::kMarkup},
                                       {"inc", Syntax::kCode},
                                       {"ini", Syntax::kConfig},
                                       {"ipynb", Syntax::kJson},
                                       {"java", Syntax::kCode},
                                       {"jinja", Syntax::kMarkup},
                                       {"jinja2", Syntax::kMarkup},
                                       {"js", Syntax::kCode},
                                       {"json", Syntax::kJson},
                                       {"json5", Syntax::kJson},
                                       {"jsonc", Syntax::kJson},
                                       {"jsp", Syntax::kMarkup},
                                       {"jsx", Syntax::kCode},
                                       {"kt", Syntax::kCode},
                                       {"kts", Syntax::kCode},
                                       {"less", Syntax::kCode},
                                       {"lisp", Syntax::kCode},
                                       {"log", Syntax::kProse},
                                       {"lua", Syntax::kCode},
                                       {"m", Syntax::kCode},
                                       {"markdown", Syntax::kProse},
                                       {"md", Syntax::kProse},
                                       {"mdx", Syntax::kProse},
                                       {"mjs", Syntax::kCode},
                                       {"ml", Syntax::kCode},
                                       {"mm", Syntax::kCode},
                                       {"mts", Syntax::kCode},
                                       {"nim", Syntax::kCode},
                                       {"pas", Syntax::kCode},
                                       {"php", Syntax::kCode},
                                       {"php5", Syntax::kCode},
                                       {"phtml", Syntax::kMarkup},
                                       {"pl", Syntax::kCode},
                                       {"plist", Syntax::kMarkup},
                                       {"pm", Syntax::kCode},
                                       {"po", Syntax::kProse},
                                       {"postman_collection", Syntax::kJson},
                                       {"properties", Syntax::kConfig},
                                       {"proto", Syntax::kCode},
                                       {"ps1", Syntax::kCode},
                                       {"psm1", Syntax::kCode},
                                       {"py", Syntax::kCode},
                                       {"pyx", Syntax::kCode},
                                       {"r", Syntax::kCode},
                                       {"rake", Syntax::kCode},
                                       {"rb", Syntax::kCode},
                                       {"resx", Syntax::kMarkup},
                                       {"rs", Syntax::kCode},
                                       {"rst", Syntax::kProse},
                                       {"s", Syntax::kCode},
                                       {"sass", Syntax::kCode},
                                       {"scala", Syntax::kCode},
                                       {"scss", Syntax::kCode},
                                       {"sh", Syntax::kShell},
                                       {"sls", Syntax::kYaml},
                                       {"sol", Syntax::kCode},
                                       {"sql", Syntax::kData},
                                       {"svelte", Syntax::kCode},
                                       {"svg", Syntax::kMarkup},
                                       {"swift", Syntax::kCode},
                                       {"tcl", Syntax::kShell},
                                       {"tex", Syntax::kProse},
                                       {"tf", Syntax::kCode},
                                       {"tfstate", Syntax::kJson},
                                       {"tfvars", Syntax::kCode},
                                       {"toml", Syntax::kConfig},
                                       {"tpl", Syntax::kMarkup},
                                       {"ts", Syntax::kCode},
                                       {"tsv", Syntax::kData},
                                       {"tsx", Syntax::kCode},
                                       {"twig", Syntax::kMarkup},
                                       {"txt", Syntax::kProse},
                                       {"v", Syntax::kCode},
                                       {"vb", Syntax::kCode},
                                       {"vbs", Syntax::kCode},
                                       {"vue", Syntax::kCode},
                                       {"wsdl", Syntax::kMarkup},
                                       {"xaml", Syntax::kMarkup},
                                       {"xhtml", Syntax::kMarkup},
                                       {"xml", Syntax::kMarkup},
                                       {"xsd", Syntax::kMarkup},
                                       {"xsl", Syntax::kMarkup},
                                       {"yaml", Syntax::kYaml},
                                       {"yml", Syntax::kYaml},
                                       {"zig", Syntax::kCode},
                                       {"zsh", Syntax::kShell}};

constexpr std::string_view kLockfiles[] = {
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "composer.lock", "go.sum", "cargo.lock",
    "gemfile.lock", "poetry.lock", "pipfile.lock", "bun.lock", "flake.lock", "uv.lock", "packages.lock.json",
    "podfile.lock", "mix.lock", "pubspec.lock", "package.resolved", "cartfile.resolved", "deno.lock", "renv.lock",
    "gradle.lockfile", "conan.lock", "pixi.lock", "pdm.lock",
    // Xcode's project: every file of it has an id of 24 hex digits.
    "project.pbxproj"};

constexpr std::string_view kHolders[] = {".npmrc",
                                         ".netrc",
                                         "_netrc",
                                         ".pypirc",
                                         ".pgpass",
                                         "pgpass.conf",
                                         ".my.cnf",
                                         ".htpasswd",
                                         "shadow",
                                         ".git-credentials",
                                         "credentials",
                                         ".dockercfg",
                                         "wp-config.php",
                                         "secrets.yml",
                                         "secrets.yaml",
                                         "database.yml",
                                         ".s3cfg",
                                         ".boto",
                                         ".credentials",
                                         "secrets.json",
                                         "credentials.json",
                                         ".env",
                                         "local.settings.json",
                                         "settings.php",
                                         "configuration.php",
                                         "secrets.toml",
                                         "terraform.tfvars"};

constexpr std::string_view kShellNames[] = {"dockerfile",    "containerfile", "makefile",    "gnumakefile",
                                            ".bashrc",       ".zshrc",        ".profile",    ".bash_profile",
                                            ".bash_history", ".zsh_history",  "vagrantfile", ".envrc"};

bool Holds(std::span<const std::string_view> list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

size_t Lower(std::string_view text, char* out) {
  const size_t size = std::min(text.size(), kMaxPart);
  for (size_t i = 0; i < size; ++i) out[i] = ToLower(text[i]);
  return size;
}

Syntax SyntaxOf(std::string_view name, std::string_view extension) {
  if (Holds(kShellNames, name) || name.starts_with("dockerfile")) return Syntax::kShell;
  if (name == ".env" || name.starts_with(".env.") || name.ends_with(".env")) return Syntax::kConfig;
  if (name == "web.config" || name == "app.config" || name == "nuget.config") return Syntax::kMarkup;
  for (const auto& entry : kExtensions) {
    if (entry.name == extension) return entry.syntax;
  }
  if (name.starts_with('.') && name.ends_with("rc")) return Syntax::kConfig;
  return Syntax::kUnknown;
}

// A folder or a part of a file's name between dots, dashes and underscores.
void TakeWord(std::string_view word, PathTraits* traits) {
  if (word == "test" || word == "tests" || word == "testing" || word == "spec" || word == "specs" ||
      word == "fixture" || word == "fixtures" || word == "mock" || word == "mocks" || word == "example" ||
      word == "examples" || word == "sample" || word == "samples" || word == "testdata" || word == "e2e" ||
      word == "selftests" || word == "demo" || word == "stories") {
    traits->is_test = true;
  } else if (word == "i18n" || word == "l10n" || word == "locale" || word == "locales" || word == "lang" ||
             word == "langs" || word == "language" || word == "languages" || word == "translation" ||
             word == "translations" || word == "messages" || word == "nls" || word == "po" || word == "localization" ||
             word == "localisation") {
    traits->is_translation = true;
  } else if (word == "docs" || word == "doc" || word == "documentation" || word == "man" || word == "readme" ||
             word == "changelog") {
    traits->is_documentation = true;
  } else if (word == "vectors" || word == "testvectors" || word == "wycheproof" || word == "cavp" || word == "cavs" ||
             word == "kat" || word == "kats") {
    traits->is_vectors = true;
  } else if (word == "min" || word == "bundle" || word == "map") {
    traits->is_minified = true;
  }
}

void TakePart(std::string_view part, bool is_name, PathTraits* traits) {
  size_t begin = 0;
  for (size_t i = 0; i <= part.size(); ++i) {
    const bool splits = i == part.size() || part[i] == '.' || part[i] == '_' || part[i] == '-';
    if (!splits) continue;
    if (i > begin) {
      PathTraits seen;
      TakeWord(part.substr(begin, i - begin), &seen);
      traits->is_test |= seen.is_test;
      traits->is_translation |= seen.is_translation;
      traits->is_documentation |= seen.is_documentation;
      // "map.bat", "map_drives.sh": a word of its own, where "app.js.map" names what it maps.
      const bool begins_with_map = begin == 0 && part.substr(0, i) == "map";
      traits->is_minified |= seen.is_minified && is_name && !begins_with_map;
      traits->is_vectors |= seen.is_vectors;
    }
    begin = i + 1;
  }
}

}  // namespace

PathTraits ClassifyPath(std::string_view path) {
  PathTraits traits;
  std::array<char, kMaxPart> buffer;
  size_t begin = 0;
  for (size_t i = 0; i <= path.size(); ++i) {
    if (i < path.size() && path[i] != '/' && path[i] != '\\') continue;
    const std::string_view part(buffer.data(), Lower(path.substr(begin, i - begin), buffer.data()));
    const bool is_name = i == path.size();
    TakePart(part, is_name, &traits);
    if (is_name) {
      const size_t dot = part.rfind('.');
      const std::string_view extension = dot == std::string_view::npos ? std::string_view() : part.substr(dot + 1);
      traits.syntax = SyntaxOf(part, extension);
      traits.is_lockfile = Holds(kLockfiles, part);
      traits.holds_credentials = Holds(kHolders, part) || part.starts_with(".env");
      if (extension == "vec" || extension == "rsp" || extension == "kat" || extension == "tv" || extension == "fax" ||
          extension == "req" || (extension == "data" && traits.is_test)) {
        traits.is_vectors = true;
      }
      if (extension == "snap") traits.is_test = true;
      if (extension == "po" || extension == "pot" || extension == "resx" || extension == "arb" ||
          extension == "strings" || extension == "ftl") {
        traits.is_translation = true;
      }
    }
    begin = i + 1;
  }
  return traits;
}

}  // namespace veil::assign
