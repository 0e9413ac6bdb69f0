package dev.tandem.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Strings that occur nowhere else, and the search for them: whoever finds the mark that all of
/// them begin with has found one.
final class Canaries {
  private static final String MARK = "kanaryq";

  private final AtomicInteger made = new AtomicInteger();

  /// The next one: eleven letters and digits, as a word that is searched for may be.
  String next() {
    return MARK + "%05x".formatted(made.incrementAndGet());
  }

  /// So many in one text.
  String next(int count) {
    return IntStream.range(0, count).mapToObj(i -> next()).collect(Collectors.joining(" "));
  }

  int made() {
    return made.get();
  }

  /// Each find as "file: form"; in UTF-8 whatever its case, in UTF-16, as hexadecimal digits and as
  /// Base64 wherever it begins in the encoded bytes.
  static List<String> in(Path directory) throws IOException {
    List<String> found = new ArrayList<>();
    Map<String, Pattern> forms = forms();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), ISO_8859_1);
        forms.forEach(
            (form, text) -> {
              if (text.matcher(content).find()) {
                found.add(directory.relativize(file) + ": " + form);
              }
            });
      }
    }
    return found;
  }

  private static Map<String, Pattern> forms() {
    byte[] bytes = MARK.getBytes(UTF_8);
    Map<String, Pattern> forms = new LinkedHashMap<>();
    forms.put("UTF-8", Pattern.compile(MARK, Pattern.CASE_INSENSITIVE));
    forms.put("UTF-16LE", literal(new String(MARK.getBytes(UTF_16LE), ISO_8859_1)));
    forms.put("UTF-16BE", literal(new String(MARK.getBytes(UTF_16BE), ISO_8859_1)));
    String hex = HexFormat.of().formatHex(bytes);
    forms.put("hexadecimal", literal(hex));
    forms.put("upper hexadecimal", literal(hex.toUpperCase(Locale.ROOT)));
    for (int offset = 0; offset < 3; offset++) {
      forms.put("Base64 from " + offset, literal(base64(bytes, offset)));
    }
    return forms;
  }

  private static Pattern literal(String text) {
    return Pattern.compile(text, Pattern.LITERAL);
  }

  /// The signs that the mark alone decides when it begins `offset` bytes behind a group of three.
  private static String base64(byte[] bytes, int offset) {
    byte[] padded = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, padded, offset, bytes.length);
    String encoded = Base64.getEncoder().encodeToString(padded);
    return encoded.substring(offset == 0 ? 0 : 4, padded.length / 3 * 4);
  }

  /// A file in which a canary stands is found, in each form; so a search that finds nothing says
  /// something.
  void proveTheSearch(Path directory) throws IOException {
    String canary = "x" + next();
    String text =
        String.join(
            "\n",
            canary.toUpperCase(Locale.ROOT),
            HexFormat.of().formatHex(canary.getBytes(UTF_8)),
            Base64.getEncoder().encodeToString(canary.getBytes(UTF_8)));
    Path file = directory.resolve("proof");
    Files.write(file, concat(text.getBytes(UTF_8), canary.getBytes(UTF_16LE)));
    if (in(directory).size() < 4) {
      throw new AssertionError("the search does not find what is there");
    }
    Files.delete(file);
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }
}
