package dev.tandem.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Looks for a text in files, as whoever found the disk would: in UTF-8 and UTF-16, as hexadecimal
/// digits and as Base64 wherever it begins in the encoded bytes.
final class Traces {
  private final Map<String, String> forms = new LinkedHashMap<>();

  Traces(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    forms.put("UTF-8", new String(bytes, ISO_8859_1));
    forms.put("UTF-16LE", new String(text.getBytes(UTF_16LE), ISO_8859_1));
    forms.put("UTF-16BE", new String(text.getBytes(UTF_16BE), ISO_8859_1));
    String hex = HexFormat.of().formatHex(bytes);
    forms.put("hexadecimal", hex);
    forms.put("upper hexadecimal", hex.toUpperCase(Locale.ROOT));
    for (int offset = 0; offset < 3; offset++) {
      forms.put("Base64 from " + offset, base64(bytes, offset));
    }
  }

  /// The signs that the text alone decides when it begins `offset` bytes behind a group of three.
  private static String base64(byte[] bytes, int offset) {
    byte[] padded = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, padded, offset, bytes.length);
    String encoded = Base64.getEncoder().encodeToString(padded);
    int first = offset == 0 ? 0 : 4;
    int last = padded.length / 3 * 4;
    return encoded.substring(first, last);
  }

  /// Each find as "file: form".
  List<String> in(Path... directories) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path directory : Arrays.asList(directories)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String content = content(file);
          forms.forEach(
              (form, text) -> {
                if (content.contains(text)) {
                  found.add(file + ": " + form);
                }
              });
        }
      }
    }
    return found;
  }

  private static String content(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return ""; // A running server removes files.
    }
  }
}
