package dev.tandem.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Debian's vdirsyncer as a phone: a folder of vCards that it keeps the same as the address book.
final class Vdirsyncer {
  private final Path directory;

  /// A new device with an empty folder. `conflicts` is whose side wins: `a` the folder's, `b` the
  /// server's.
  Vdirsyncer(RunningGateway gateway, DavClient phone, Path directory, String conflicts)
      throws IOException {
    this.directory = directory;
    Files.createDirectories(folder());
    Files.createDirectories(directory.resolve("status"));
    Files.writeString(
        directory.resolve("config"),
        """
        [general]
        status_path = "%1$s/status/"

        [pair book]
        a = "folder"
        b = "server"
        collections = ["contacts"]
        conflict_resolution = "%6$s wins"

        [storage folder]
        type = "filesystem"
        path = "%1$s/cards/"
        fileext = ".vcf"

        [storage server]
        type = "carddav"
        url = "%2$s/dav/"
        username = "%3$s"
        password = "%4$s"
        verify = "%5$s"
        """
            .formatted(
                directory,
                gateway.gateway().origin(),
                phone.user(),
                phone.password(),
                gateway.authorityFile(),
                conflicts));
    run("discover");
  }

  /// Skips the test, in so many words, where vdirsyncer is not installed.
  static void assumeInstalled() {
    assumeTrue(
        Stream.of("/usr/bin/vdirsyncer", "/usr/local/bin/vdirsyncer")
            .map(Path::of)
            .anyMatch(Files::exists),
        "vdirsyncer is missing: install the package vdirsyncer");
  }

  /// Where the cards are.
  Path folder() {
    return directory.resolve("cards/contacts");
  }

  /// Syncs and gives what it said; fails when it was not content.
  String sync() throws IOException {
    return run("sync");
  }

  void write(String file, String card) throws IOException {
    Files.writeString(folder().resolve(file), card);
  }

  /// The cards by their files' names.
  Map<String, String> cards() throws IOException {
    Map<String, String> cards = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        cards.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return cards;
  }

  private String run(String command) throws IOException {
    Path said = directory.resolve("said");
    Process process =
        new ProcessBuilder(
                "vdirsyncer",
                "-v",
                "WARNING",
                "-c",
                directory.resolve("config").toString(),
                command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("vdirsyncer takes longer than two minutes");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    String words = Files.readString(said);
    if (process.exitValue() != 0) {
      throw new IllegalStateException("vdirsyncer " + command + ": " + words);
    }
    return words;
  }
}
