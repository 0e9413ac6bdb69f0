package dev.tandem.storage.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: when the disk is full, writing is refused by name, reading goes on, and once there is room
/// everything goes on without a restart and with nothing lost. Method: a process of its own in a
/// mount namespace of its own, whose data directory lies on a disk of 300 MB in memory; it fills
/// it, first nearly, then to the last byte, and empties it. Skipped where such a disk cannot be
/// made.
@Timeout(300)
final class DiskIsFullAndReadingGoesOnTest {

  @Test
  void filled_and_emptied_twice(@TempDir Path disk) throws IOException, InterruptedException {
    assumeTrue(mounts(disk), "no disk of one's own: needs root and mount namespaces");
    Path errors = Files.createTempFile("full-disk", ".err");
    Process process =
        new ProcessBuilder(
                inNamespace(
                    disk,
                    "exec \"$@\"",
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FullDisk.class.getName(),
                    disk.toString()))
            .redirectError(errors.toFile())
            .start();
    try {
      List<String> printed = process.inputReader().readAllLines();
      int code = process.waitFor();
      assertEquals(
          List.of(
              "written",
              "refused",
              "read while little room is left",
              "written",
              "refused",
              "written",
              "everything is there"),
          printed,
          () -> read(errors));
      assertEquals(0, code, () -> read(errors));
    } finally {
      process.destroyForcibly();
      Files.delete(errors);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "(unreadable)";
    }
  }

  private static boolean mounts(Path disk) throws InterruptedException {
    try {
      return new ProcessBuilder(inNamespace(disk, "true")).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// A shell that sees a disk of its own at `disk`; nobody else does, and it goes with the process.
  private static List<String> inNamespace(Path disk, String script, String... arguments) {
    String mount = "mount -t tmpfs -o size=300m,mode=0700 tmpfs '" + disk + "' && " + script;
    List<String> command =
        new java.util.ArrayList<>(List.of("unshare", "--mount", "sh", "-c", mount, "sh"));
    command.addAll(List.of(arguments));
    return command;
  }
}
