package dev.tandem.storage.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.pg.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// PostgreSQL's own load program, with prepared statements, on the server that our storage uses.
final class Pgbench {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  private final Path program;
  private final Endpoint endpoint;

  private Pgbench(Path program, Endpoint endpoint) {
    this.program = program;
    this.endpoint = endpoint;
  }

  /// The newest that is installed; nothing where there is none.
  static Optional<Pgbench> find(Endpoint endpoint) {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin/pgbench"))
          .filter(Files::isExecutable)
          .max(Comparator.comparingInt(Pgbench::major))
          .map(program -> new Pgbench(program, endpoint));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int major(Path program) {
    return Integer.parseInt(INSTALLED.relativize(program).getName(0).toString());
  }

  String name() {
    return "pgbench " + major(program);
  }

  /// What one run gave: transactions a second, and each transaction's time in microseconds.
  record Run(double rate, List<Double> micros) {}

  /// Runs a script at the pace that `clients` connections reach. Each transaction's time is noted
  /// when its sessions get a setting, such as `tandem.workspace=...`.
  Run run(String script, int clients, int seconds, Optional<String> setting)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("tandem-pgbench");
    try {
      Path file = Files.writeString(directory.resolve("script.sql"), script);
      List<String> command = new ArrayList<>(List.of(program.toString()));
      command.addAll(List.of("-n", "-M", "prepared", "-f", file.toString()));
      command.addAll(List.of("-c", "" + clients, "-j", "" + Math.min(clients, 2)));
      command.addAll(List.of("-T", "" + seconds));
      if (setting.isPresent()) {
        command.addAll(List.of("-l", "--log-prefix=" + directory + "/log"));
      }
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("PGHOST", endpoint.host());
      builder.environment().put("PGPORT", "" + endpoint.port());
      builder.environment().put("PGDATABASE", endpoint.database());
      builder.environment().put("PGUSER", endpoint.owner());
      builder.environment().put("PGPASSWORD", endpoint.password().reveal());
      setting.ifPresent(it -> builder.environment().put("PGOPTIONS", "-c " + it));
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      Matcher rate = RATE.matcher(printed);
      if (process.waitFor() != 0 || !rate.find()) {
        throw new IOException("pgbench failed: " + printed);
      }
      return new Run(Double.parseDouble(rate.group(1)), micros(directory));
    } finally {
      SharedStorage.delete(directory);
    }
  }

  private static List<Double> micros(Path directory) throws IOException {
    List<Double> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path log : files.filter(f -> f.getFileName().toString().startsWith("log")).toList()) {
        try (Stream<String> lines = Files.lines(log)) {
          lines.forEach(line -> all.add(Double.parseDouble(line.split(" ", -1)[2])));
        }
      }
    }
    return all;
  }
}
