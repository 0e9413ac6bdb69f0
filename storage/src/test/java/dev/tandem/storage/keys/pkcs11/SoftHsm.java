package dev.tandem.storage.keys.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// SoftHSM 2 with its tokens in a directory of the test's. The library reads its configuration from
/// the environment of the process when it starts, so there is one directory for all tests of a run.
public final class SoftHsm {
  public static final String PIN = "48151623";

  private static final List<String> PLACES =
      List.of(
          "/usr/lib/softhsm/libsofthsm2.so",
          "/usr/lib64/softhsm/libsofthsm2.so",
          "/usr/lib64/pkcs11/libsofthsm2.so",
          "/opt/homebrew/lib/softhsm/libsofthsm2.so",
          "/usr/local/lib/softhsm/libsofthsm2.so");

  private static Optional<SoftHsm> started = Optional.empty();

  private final Path library;
  private final Path directory;

  private SoftHsm(Path library, Path directory) {
    this.library = library;
    this.directory = directory;
  }

  /// Skips the test, saying so, where SoftHSM is not installed.
  public static synchronized SoftHsm start() throws IOException {
    if (started.isEmpty()) {
      Optional<Path> library =
          PLACES.stream().map(Path::of).filter(Files::isRegularFile).findFirst();
      Assumptions.assumeTrue(
          library.isPresent(), "skipped: SoftHSM 2 is not installed (apt-get install softhsm2)");
      Path directory = Files.createTempDirectory("tandem-softhsm");
      Files.createDirectory(directory.resolve("tokens"));
      Path configuration = directory.resolve("softhsm2.conf");
      Files.writeString(
          configuration,
          "directories.tokendir = " + directory.resolve("tokens") + "\nlog.level = ERROR\n");
      setEnvironment("SOFTHSM2_CONF", configuration.toString());
      started = Optional.of(new SoftHsm(library.orElseThrow(), directory));
    }
    return started.get();
  }

  /// As the C library sees it; Java's own view stays.
  private static void setEnvironment(String name, String value) {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int answer = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      if (answer != 0) {
        throw new IllegalStateException("setenv");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  Path library() {
    return library;
  }

  /// Makes a token, as an operator does.
  public void makeToken(String label) throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                label,
                "--pin",
                PIN,
                "--so-pin",
                "12345678")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("softhsm2-util.log").toFile());
    command.environment().put("SOFTHSM2_CONF", directory.resolve("softhsm2.conf").toString());
    if (command.start().waitFor() != 0) {
      throw new IllegalStateException(Files.readString(directory.resolve("softhsm2-util.log")));
    }
  }

  /// A URI for a token, with a file of this PIN in it.
  public TokenUri uri(String token, String pin) throws IOException {
    Path file = Files.createTempFile(directory, "pin", "");
    Files.writeString(file, pin + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    return TokenUri.parse(
        "pkcs11:token=%s;object=tandem-root?module-path=%s&pin-source=file:%s"
            .formatted(token, library, file));
  }
}
