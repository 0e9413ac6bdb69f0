package dev.tandem.messaging.send;

import dev.tandem.messaging.consent.ConsentGate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The texts of the classifier's test.
final class Phrases {
  private Phrases() {}

  static List<String> of(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ConsentGate.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.substring(line.indexOf('\t') + 1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
