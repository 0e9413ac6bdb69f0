package dev.tandem.messaging.carrier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Calls that a carrier might make, by a seed, for tests that have a carrier's own SDK judge them.
public final class OracleForms {
  private static final List<String> WORDS =
      List.of("hello", "ü", "👋", "a+b", "50 %", "x&y=z", "'", "\"", "\n", "", "Привет", "<b>");
  private static final List<String> NAMES =
      List.of("Body", "From", "To", "MessageSid", "NumMedia", "x y", "Ünicode", "a", "A");

  private OracleForms() {}

  /// A seed of this run; tests name it when they fail.
  public static long seed() {
    return Long.getLong("seed", System.nanoTime());
  }

  public static String words(Random random) {
    StringBuilder words = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      words.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return words.toString();
  }

  public static String token(Random random) {
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  /// An address as carriers are given it: ports, a path, a query of plain words or none.
  public static String url(Random random) {
    String port = List.of("", ":8443", ":443").get(random.nextInt(3));
    String query = List.of("", "?message=0190a0a0-0000", "?a=1&b=2").get(random.nextInt(3));
    return "https://phone.example" + port + "/carriers/x/" + random.nextInt(1000) + query;
  }

  public static Map<String, String> fields(Random random) {
    Map<String, String> fields = new HashMap<>();
    for (int i = random.nextInt(NAMES.size()); i >= 0; i--) {
      fields.put(NAMES.get(random.nextInt(NAMES.size())), words(random));
    }
    return fields;
  }
}
