#include <string>

#include "io/encoding.h"
#include "io/line_count.h"
#include "io/utf8.h"
#include "test/io_tree.h"
#include "test/test.h"

namespace veil::io {

using test::Random;

namespace {

using namespace std::string_literals;

std::string Utf16(const std::u16string& text, bool big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

// Character by character, with nothing in common with the code under test.
std::string PlainDecode(const std::u16string& text) {
  std::string utf8;
  for (size_t i = 0; i < text.size(); ++i) {
    uint32_t c = text[i];
    const bool high = c >= 0xD800 && c <= 0xDBFF;
    const bool pair = high && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF;
    if (pair) {
      c = 0x10000 + (c - 0xD800) * 0x400 + (text[++i] - 0xDC00u);
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      c = 0xFFFD;
    }
    if (c < 0x80) {
      utf8 += static_cast<char>(c);
    } else if (c < 0x800) {
      utf8 += {static_cast<char>(0xC0 + c / 64), static_cast<char>(0x80 + c % 64)};
    } else if (c < 0x10000) {
      utf8 +=
          {static_cast<char>(0xE0 + c / 4096), static_cast<char>(0x80 + c / 64 % 64), static_cast<char>(0x80 + c % 64)};
    } else {
      utf8 += {static_cast<char>(0xF0 + c / 262144), static_cast<char>(0x80 + c / 4096 % 64),
               static_cast<char>(0x80 + c / 64 % 64), static_cast<char>(0x80 + c % 64)};
    }
  }
  return utf8;
}

std::u16string RandomText(Random* random, size_t units) {
  std::u16string text;
  while (text.size() < units) {
    const size_t kind = random->Below(12);
    size_t run = 1 + random->Below(40);
    for (; run > 0 && text.size() < units; --run) {
      if (kind < 6) text += static_cast<char16_t>(1 + random->Below(0x7F));
      if (kind == 6) text += static_cast<char16_t>(random->Below(0x800));
      if (kind == 7 || kind == 8) text += static_cast<char16_t>(random->Below(0x10000));
      if (kind == 9)
        text += {static_cast<char16_t>(0xD800 + random->Below(0x400)),
                 static_cast<char16_t>(0xDC00 + random->Below(0x400))};
      if (kind == 10) text += static_cast<char16_t>(0xD800 + random->Below(0x800));
      if (kind == 11) text += u'\n';
    }
  }
  return text;
}

}  // namespace

TEST(ClassifyTellsTextFromBinary) {
  struct Case {
    std::string head;
    Encoding encoding;
    int bom_size_bytes;
  };
  const std::u16string text = u"password = \"x\"\r\nna\u00efve \u65e5\u672c \U0001F600\n";
  const Case cases[] = {
      {"", Encoding::kText, 0},
      {"plain", Encoding::kText, 0},
      {"latin \xE9", Encoding::kText, 0},
      {"\xEF\xBB\xBFutf-8", Encoding::kText, 3},
      {"a\0b"s, Encoding::kBinary, 0},
      {"\0"s, Encoding::kBinary, 0},
      {"\x7F"
       "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3E\0\1\0\0\0"s,
       Encoding::kBinary, 0},
      {Utf16(text, false), Encoding::kUtf16Le, 0},
      {Utf16(text, true), Encoding::kUtf16Be, 0},
      {"\xFF\xFE" + Utf16(text, false), Encoding::kUtf16Le, 2},
      {"\xFE\xFF" + Utf16(text, true), Encoding::kUtf16Be, 2},
      {"\xFF\xFE" + Utf16(u"\u65e5\u672c\u8a9e", false), Encoding::kUtf16Le, 2},
      {"\xFF\xFE", Encoding::kUtf16Le, 2},
      {Utf16(u"odd", false) + "x", Encoding::kUtf16Le, 0},
      {"\xFF\xFE\0\0a\0\0\0"s, Encoding::kBinary, 0},       // UTF-32
      {Utf16(u"ab\u0001cd", false), Encoding::kBinary, 0},  // a control character
      {Utf16(u"ab\xD800"
             u"cd",
             false),
       Encoding::kBinary, 0},
      {"\1\0\2\0\3\0\4\0"s, Encoding::kBinary, 0},
      {std::string(kClassifyBytes, 'x') + "\0"s, Encoding::kText, 0},
      {std::string(kClassifyBytes - 1, 'x') + "\0"s, Encoding::kBinary, 0},
      {Utf16(std::u16string(kClassifyBytes, u'x'), false) + "\1\0\0\0"s, Encoding::kUtf16Le, 0},
  };
  for (const Case& one : cases) {
    const Classification got = Classify(one.head);
    EXPECT_EQ(static_cast<int>(got.encoding), static_cast<int>(one.encoding));
    EXPECT_EQ(static_cast<int>(got.bom_size_bytes), one.bom_size_bytes);
  }
}

TEST(Utf16DecodesAsThePlainDecoderDoesInPiecesOfAnySize) {
  Random random(11);
  for (int round = 0; round < 300; ++round) {
    const std::u16string text = RandomText(&random, random.Below(400));
    const bool big_endian = random.Below(2) == 1;
    const Utf16Decoder decoder(big_endian ? Encoding::kUtf16Be : Encoding::kUtf16Le);
    const std::string input = Utf16(text, big_endian);
    const std::string expected = PlainDecode(text);
    std::string decoded;
    std::string buffer(4 + random.Below(100), '\0');
    size_t at = 0;
    size_t window = 0;
    while (at < input.size()) {
      window = std::min(input.size() - at, window + 1 + random.Below(150));
      const bool is_last = at + window == input.size();
      const auto progress =
          decoder.Decode(std::string_view(input).substr(at, window), is_last, buffer.data(), buffer.size());
      EXPECT(progress.written_bytes <= buffer.size() && progress.read_bytes <= window);
      decoded.append(buffer, 0, progress.written_bytes);
      at += progress.read_bytes;
      window -= progress.read_bytes;
      EXPECT_EQ(Utf16SizeBytes(decoded), at);
    }
    EXPECT(decoded == expected);
  }
}

TEST(Utf16LoneLastByteBecomesAReplacement) {
  const Utf16Decoder decoder(Encoding::kUtf16Le);
  char output[16];
  const auto waiting = decoder.Decode("a\0b"s, false, output, sizeof output);
  EXPECT_EQ(waiting.read_bytes, 2u);
  const auto last = decoder.Decode("a\0b"s, true, output, sizeof output);
  EXPECT_EQ(last.read_bytes, 3u);
  EXPECT_EQ(std::string(output, last.written_bytes), "a\xEF\xBF\xBD");
  const auto half_pair = decoder.Decode("\x3D\xD8"s, false, output, sizeof output);
  EXPECT_EQ(half_pair.read_bytes, 0u);
}

TEST(LinesAreCountedAsOneByOneCountingDoes) {
  Random random(5);
  for (int round = 0; round < 200; ++round) {
    std::string bytes(random.Below(2000), 'x');
    for (char& c : bytes) c = random.Below(3) == 0 ? '\n' : static_cast<char>(random.Below(256));
    size_t newlines = 0;
    size_t line_start = 0;
    for (size_t i = 0; i < bytes.size(); ++i) {
      if (bytes[i] != '\n') continue;
      ++newlines;
      line_start = i + 1;
    }
    EXPECT_EQ(CountNewlines(bytes), newlines);
    EXPECT_EQ(LastLineStart(bytes), line_start);
  }
  EXPECT_EQ(CountNewlines(std::string(100000, '\n')), 100000u);
  EXPECT_EQ(LastLineStart(""), 0u);
  EXPECT_EQ(LastLineStart("no newline"), 0u);
}

TEST(Utf16UnitsAreCountedWithInvalidBytesAsOne) {
  struct Case {
    std::string bytes;
    size_t units;
  };
  const Case cases[] = {
      {"", 0},
      {std::string(100, 'a'), 100},
      {"na\xC3\xAFve", 5},
      {"\xE6\x97\xA5\xE6\x9C\xAC", 2},
      {"\xF0\x9F\x98\x80!", 3},
      {"\xE9t\xE9", 3},  // Latin-1
      {"\x80\x80", 2},   // lone continuation bytes
      {"\xC0\xAF", 2},   // too long a form
      {"\xE0\x80\x80", 3},
      {"\xED\xA0\x80", 3},      // a surrogate
      {"\xF4\x90\x80\x80", 4},  // beyond U+10FFFF
      {"\xE6\x97", 2},          // cut off
      {"\xF0\x9F\x98", 3},
      {"\xEF\xBF\xBF", 1},
      {std::string(40, 'a') + "\xC3\xA9" + std::string(40, 'b'), 81},
  };
  for (const Case& one : cases) EXPECT_EQ(CountUtf16Units(one.bytes), one.units);
}

}  // namespace veil::io
