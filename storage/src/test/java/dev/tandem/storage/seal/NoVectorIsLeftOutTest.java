package dev.tandem.storage.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: a file of published vectors that was given is run. Method: each is named by a test of this
/// room; skipped where there are none.
final class NoVectorIsLeftOutTest {

  @Test
  void every_given_file_is_named_by_a_test() throws IOException {
    assumeTrue(Files.isDirectory(Wycheproof.folder()), "no Wycheproof vectors here");
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> sources = Files.list(Path.of("src/test/java/dev/tandem/storage/seal"))) {
      for (Path source : sources.toList()) {
        tests.append(Files.readString(source));
      }
    }
    try (Stream<Path> given = Files.list(Wycheproof.folder())) {
      List<String> unused =
          given
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json") && tests.indexOf(name) < 0)
              .sorted()
              .toList();
      assertEquals(List.of(), unused);
    }
  }
}
