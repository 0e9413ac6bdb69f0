package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a plain WebDAV client that knows nothing of address books lists, fetches, writes and
/// deletes cards, and is told in order what cannot be done.
///
/// Method: Debian's cadaver, driven by its commands, against a whole gateway over TLS.
final class CadaverBrowsesTheAddressBookTest {
  @TempDir static Path data;
  @TempDir Path here;
  private static RunningGateway gateway;
  private static DavClient phone;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Files.exists(Path.of("/usr/bin/cadaver")) && Files.exists(Path.of("/usr/bin/script")),
        "cadaver or script is missing: install the packages cadaver and bsdutils");
    gateway = new RunningGateway(data);
    phone = DavClient.ofOwner(gateway);
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  private String cadaver(String... commands) throws Exception {
    String netrc =
        "machine localhost\nlogin %s\npassword %s\n".formatted(phone.user(), phone.password());
    Files.writeString(here.resolve(".netrc"), netrc);
    Files.setPosixFilePermissions(
        here.resolve(".netrc"), PosixFilePermissions.fromString("rw-------"));
    Path said = here.resolve("said");
    ProcessBuilder builder =
        // It asks a terminal, and nobody else, whether the demo's own authority is to be trusted.
        new ProcessBuilder(
                "script",
                "-qec",
                "cadaver " + gateway.gateway().origin() + phone.book(),
                "/dev/null")
            .directory(here.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("HOME", here.toString());
    Process process = builder.start();
    try (var in = process.outputWriter()) {
      in.write("y\n");
      for (String command : commands) {
        in.write(command + "\n");
      }
      in.write("quit\n");
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("cadaver takes longer than a minute");
    }
    return Files.readString(said);
  }

  @Test
  void itListsFetchesWritesAndDeletes() throws Exception {
    Files.writeString(here.resolve("ann.vcf"), DavClient.card("ann", "Ann"));
    Files.writeString(here.resolve("broken.vcf"), "this is no card");
    String said =
        cadaver(
            "put ann.vcf",
            "put ann.vcf \"Zoë + Ann.vcf\"",
            "put broken.vcf",
            "ls",
            "get ann.vcf fetched.vcf",
            "mkcol others",
            "copy ann.vcf ben.vcf",
            "move ann.vcf ben.vcf",
            "lock ann.vcf",
            "propget ann.vcf");
    assertTrue(said.contains("ann.vcf"), said);
    assertTrue(Files.exists(here.resolve("fetched.vcf")), said);
    assertTrue(Files.readString(here.resolve("fetched.vcf")).contains("FN:Ann"), said);
    assertTrue(said.contains("405") || said.contains("Method Not Allowed"), said);
    assertTrue(said.contains("403") || said.contains("Forbidden"), said);
    assertEquals(List.of("ann.vcf"), List.copyOf(phone.sync("", 0).tags().keySet()), said);

    String deleted = cadaver("delete ann.vcf", "ls");
    assertFalse(deleted.contains("failed"), deleted);
    assertEquals(404, phone.get("ann.vcf").statusCode());
  }
}
