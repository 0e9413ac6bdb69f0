package dev.tandem.gateway.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: a newcomer who opens any package finds a page that says what it is for.
///
/// Method: the source folders of all modules are walked; a folder with Java files needs a
/// `package-info.java` that is null-marked and has a `///` text.
final class EveryRoomSaysWhatItIsForTest {
  private static final List<String> MODULES = List.of("storage", "media", "messaging", "gateway");

  @Test
  void everyPackageHasAPage() throws IOException {
    List<Path> rooms = rooms();
    assertFalse(rooms.isEmpty(), "no source folder found: is this run inside the repository?");
    List<String> silent =
        rooms.stream().filter(room -> !hasPage(room)).map(Path::toString).sorted().toList();
    assertEquals(
        List.of(), silent, "packages without a package-info.java that says what they are for");
  }

  private static List<Path> rooms() throws IOException {
    Path top = Path.of("..").toAbsolutePath().normalize();
    Stream.Builder<Path> found = Stream.builder();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(top.resolve(module).resolve("src/main/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(Path::getParent)
            .distinct()
            .forEach(found::add);
      }
    }
    return found.build().toList();
  }

  private static boolean hasPage(Path room) {
    Path page = room.resolve("package-info.java");
    try {
      if (!Files.exists(page)) {
        return false;
      }
      String text = Files.readString(page);
      return text.startsWith("///") && text.contains("@NullMarked");
    } catch (IOException e) {
      return false;
    }
  }
}
