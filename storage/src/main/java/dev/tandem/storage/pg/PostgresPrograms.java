package dev.tandem.storage.pg;

import dev.tandem.storage.StorageException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Postgres' programs, unpacked once from the archive on the class path into the user's cache
/// directory, where all data directories of that user share them.
final class PostgresPrograms {
  /// Raised with the version of the archive in the pom.
  private static final String VERSION = "18.6.0";

  private final Path home;

  private PostgresPrograms(Path home) {
    this.home = home;
  }

  /// Finds the unpacked programs, or unpacks them: 75 MB and one or two seconds.
  static PostgresPrograms find(Path dataDirectory) {
    Path home =
        cache(dataDirectory).resolve("postgres-" + VERSION + "-" + system() + "-" + hardware());
    if (!Files.isDirectory(home)) {
      unpackInto(home);
    }
    return new PostgresPrograms(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "Darwin";
    }
    return name.startsWith("windows") ? "Windows" : "Linux";
  }

  private static String hardware() {
    return System.getProperty("os.arch");
  }

  private static Path cache(Path dataDirectory) {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path base =
        configured != null && !configured.isBlank()
            ? Path.of(configured)
            : Path.of(System.getProperty("user.home"), ".cache");
    try {
      return Files.createDirectories(base.resolve("tandem"));
    } catch (IOException e) {
      return dataDirectory.resolve("programs");
    }
  }

  private static void unpackInto(Path home) {
    try {
      Path parent = Files.createDirectories(home.toAbsolutePath().getParent());
      Path making = Files.createTempDirectory(parent, "unpacking-");
      try (InputStream archive =
              DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), hardware());
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
        unpack(tar, making);
      } catch (IllegalStateException e) {
        throw StorageException.fatal(
            "no embedded Postgres for "
                + system()
                + " on "
                + hardware()
                + ". Set TANDEM_DATABASE_URL instead",
            e);
      }
      publish(making, home);
    } catch (IOException e) {
      throw StorageException.fatal(
          "cannot unpack Postgres into " + home + ": " + e.getMessage(), e);
    }
  }

  /// A second process that unpacked at the same time loses the race and throws its copy away.
  private static void publish(Path making, Path home) throws IOException {
    try {
      Files.move(making, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      delete(making);
    }
  }

  private static void unpack(TarArchiveInputStream tar, Path into) throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    for (; entry != null; entry = tar.getNextEntry()) {
      Path target = into.resolve(entry.getName()).normalize();
      if (!target.startsWith(into)) {
        throw new IOException("the archive names a file outside itself");
      }
      if (!needed(entry.getName()) || entry.isDirectory()) {
        continue;
      }
      Files.createDirectories(target.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0 && !system().equals("Windows")) {
          Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  /// Headers and static libraries are for building against Postgres.
  private static boolean needed(String name) {
    return !name.contains("include/") && !name.endsWith(".a") && !name.contains("/pkgconfig/");
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
