package dev.tandem.media.relay.bench;

import dev.tandem.media.relay.RelaySettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A server under load: a process of its own, and what it has used of the processor.
final class Contender implements AutoCloseable {

  static final String REALM = "tandem";
  static final String SECRET = "a secret of thirty-two characters";

  private static final long TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux we meet
  private static final Path COTURN = Path.of("/usr/bin/turnserver");

  private final String name;
  private final InetSocketAddress address;
  private final boolean speaksTurn;
  private final Process process;

  private Contender(String name, int port, boolean speaksTurn, List<String> command)
      throws IOException {
    this.name = name;
    this.speaksTurn = speaksTurn;
    address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// Our relay in a JVM of its own, by that data path, with one loop.
  static Contender ours(int port, String path) throws IOException {
    return ours(port, path, path.equals("LINUX") ? "ours" : "ours by NIO", "1", List.of());
  }

  /// Ours with two loops.
  static Contender oursTwice(int port) throws IOException {
    return ours(port, "LINUX", "ours, two loops", "2", List.of());
  }

  /// Ours with one loop and everything else of its JVM on the first core.
  static Contender oursOnOneCore(int port) throws IOException {
    return ours(port, "LINUX", "ours", "1", List.of("taskset", "-c", "0"));
  }

  /// Ours as a gateway runs it: a loop a core, with the limits that a relay has by default.
  static Contender oursWithUsualLimits(int port) throws IOException {
    String loops = String.valueOf(RelaySettings.loopsOfThisMachine());
    return ours(port, "LINUX", "ours", loops + " usual", List.of());
  }

  private static Contender ours(
      int port, String path, String name, String rest, List<String> before) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.addAll(List.of(BenchRelay.class.getName(), String.valueOf(port), path));
    command.addAll(List.of(rest.split(" ", -1)));
    return new Contender(name, port, true, command);
  }

  /// coturn with one relay thread, bounded to loopback; empty where it is not installed.
  static Optional<Contender> coturn(int port) throws IOException {
    if (!Files.isExecutable(COTURN)) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of(COTURN.toString(), "-n", "-m", "1"));
    command.addAll(List.of("--listening-ip", "127.0.0.1", "--relay-ip", "127.0.0.1"));
    command.addAll(List.of("-p", String.valueOf(port), "--no-tls", "--no-dtls", "--no-tcp"));
    command.addAll(List.of("--min-port", "33000", "--max-port", "45000"));
    command.addAll(List.of("--use-auth-secret", "--static-auth-secret", SECRET, "-r", REALM));
    command.addAll(List.of("--allow-loopback-peers", "--no-cli", "--no-stdout-log"));
    command.addAll(List.of("--log-file", "/dev/null", "--pidfile", "/dev/null"));
    return Optional.of(new Contender("coturn", port, true, command));
  }

  /// The C program that only forwards; empty where there is no gcc.
  static Optional<Contender> floor(int port, int peerPort) throws IOException {
    Path source = Path.of("src/test/c/forward.c");
    if (!Files.exists(source)) {
      source = Path.of("media").resolve(source);
    }
    if (!Files.isExecutable(Path.of("/usr/bin/gcc")) || !Files.exists(source)) {
      return Optional.empty();
    }
    Path program = Files.createTempFile("forward", "");
    program.toFile().deleteOnExit();
    Process gcc =
        new ProcessBuilder("/usr/bin/gcc", "-O2", "-o", program.toString(), source.toString())
            .inheritIO()
            .start();
    try {
      if (gcc.waitFor() != 0) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    return Optional.of(
        new Contender(
            "C floor",
            port,
            false,
            List.of(program.toString(), String.valueOf(port), String.valueOf(peerPort))));
  }

  String name() {
    return name;
  }

  InetSocketAddress address() {
    return address;
  }

  boolean speaksTurn() {
    return speaksTurn;
  }

  boolean isOurs() {
    return name.startsWith("ours");
  }

  /// Seconds of processor time so far, user's and system's.
  double cpuSeconds() {
    String stat = read("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (double) (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  /// What it holds: our heap after a collection, another's resident memory.
  long heldBytes() throws IOException {
    if (!isOurs()) {
      return read("status")
              .lines()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          * 1_024;
    }
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    BufferedReader answers = process.inputReader(StandardCharsets.US_ASCII);
    String line = answers.readLine();
    while (line != null && !line.startsWith("heap ")) {
      line = answers.readLine();
    }
    return line == null ? 0 : Long.parseLong(line.substring(5));
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " has ended", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
