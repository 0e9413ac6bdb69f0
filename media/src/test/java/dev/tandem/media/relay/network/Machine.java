package dev.tandem.media.relay.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A machine that is a network namespace, held by a process that sleeps in it; the programs of the
/// test run there. It needs no rights but those of a user who may make user namespaces.
final class Machine implements AutoCloseable {

  private final Process holder;
  private final List<Process> programs = new ArrayList<>();
  private @Nullable BufferedReader said;

  private Machine(Process holder) {
    this.holder = holder;
  }

  /// The first machine: it can give the others their links.
  static Machine first() throws IOException, InterruptedException {
    return held(List.of("unshare", "--user", "--map-root-user", "--net"));
  }

  /// Another one beside it.
  Machine neighbour() throws IOException, InterruptedException {
    List<String> command = within();
    command.addAll(List.of("unshare", "--net"));
    return held(command);
  }

  private static Machine held(List<String> command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("sh", "-c", "echo here; exec sleep 300"));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String line = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (!"here".equals(line)) {
      process.destroy();
      throw new IOException(String.valueOf(line));
    }
    return new Machine(process);
  }

  private List<String> within() {
    return new ArrayList<>(
        List.of(
            "nsenter",
            "--target",
            String.valueOf(holder.pid()),
            "--user",
            "--preserve-credentials",
            "--net"));
  }

  /// Runs a shell's line in it to its end.
  ///
  /// @throws IOException with what it said, when it fails
  void run(String line) throws IOException, InterruptedException {
    List<String> command = within();
    command.addAll(List.of("sh", "-ec", line));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(line + ": " + output.strip());
    }
  }

  /// Links this machine with another, each with an address.
  void link(String name, String here, Machine other, String there)
      throws IOException, InterruptedException {
    run(
        "ip link add %1$s type veth peer name %1$s-b; ip link set %1$s-b netns %2$d; ip address add %3$s dev %1$s; ip link set %1$s up"
            .formatted(name, other.holder.pid(), here));
    other.run(
        "ip address add %2$s dev %1$s-b; ip link set %1$s-b up; ip link set lo up"
            .formatted(name, there));
  }

  /// Starts a program of the tests in it, to which [#tell] speaks.
  void start(Class<?> program, String... arguments) throws IOException {
    List<String> command = within();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    programs.add(process);
    said = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Gives the program a line and does not wait.
  void tell(String line) throws IOException {
    programs.getLast().outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
  }

  /// What the program says next.
  String answer() throws IOException {
    String line = said == null ? null : said.readLine();
    if (line == null) {
      throw new IOException("The program has ended");
    }
    return line;
  }

  /// Both.
  String ask(String line) throws IOException {
    tell(line);
    return answer();
  }

  @Override
  public void close() {
    programs.add(holder);
    for (Process process : programs) {
      process.destroy();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
