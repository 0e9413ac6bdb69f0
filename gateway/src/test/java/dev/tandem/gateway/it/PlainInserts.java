package dev.tandem.gateway.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The peer: an installed pgbench that inserts single rows of a message's columns and keys, in the
/// clear, one a transaction, on the server that the demo runs.
final class PlainInserts {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final String TABLES =
      """
      CREATE SCHEMA plain;
      CREATE TABLE plain.conversation (id uuid PRIMARY KEY);
      INSERT INTO plain.conversation
        SELECT ('00000000-0000-7000-8000-000000000' || n)::uuid FROM generate_series(100, 999) n;
      CREATE SEQUENCE plain.seq;
      CREATE TABLE plain.message (
        id uuid PRIMARY KEY, conversation_id uuid NOT NULL REFERENCES plain.conversation, seq bigint NOT NULL,
        direction text NOT NULL, content text NOT NULL, state text NOT NULL, segments integer NOT NULL,
        encoding text NOT NULL, created_at timestamptz NOT NULL, carrier_account_id uuid NOT NULL,
        provider_id uuid NOT NULL, UNIQUE (conversation_id, seq), UNIQUE (carrier_account_id, provider_id));
      """;
  private static final String INSERT =
      """
      \\set c random(100, 999)
      INSERT INTO plain.message VALUES (uuidv7(), ('00000000-0000-7000-8000-000000000' || :c)::uuid,
        nextval('plain.seq'), 'IN', '+12025550190 +12025551234 are we still on for the viewing at three?',
        'RECEIVED', 1, 'GSM7', now(), '00000000-0000-7000-8000-000000000001', gen_random_uuid());
      """;

  private final Path programs;
  private final Path data;

  private PlainInserts(Path programs, Path data) {
    this.programs = programs;
    this.data = data;
  }

  /// With the newest pgbench that is installed, on the server of this data directory; nothing where
  /// there is none.
  static Optional<PlainInserts> on(Path data) throws Exception {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    Optional<Path> newest;
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      newest =
          versions
              .map(version -> version.resolve("bin"))
              .filter(bin -> Files.isExecutable(bin.resolve("pgbench")))
              .max(Comparator.comparing(bin -> bin.getName(bin.getNameCount() - 2).toString()));
    }
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    PlainInserts peer = new PlainInserts(newest.get(), data);
    String _ = peer.run("psql", TABLES, List.of("-q", "-v", "ON_ERROR_STOP=1"));
    return Optional.of(peer);
  }

  /// Rows a second.
  OptionalDouble rate(int clients, int seconds) throws Exception {
    String printed =
        run(
            "pgbench",
            INSERT,
            List.of("-n", "-M", "prepared", "-c", "" + clients, "-j", "2", "-T", "" + seconds));
    Matcher rate = RATE.matcher(printed);
    return rate.find()
        ? OptionalDouble.of(Double.parseDouble(rate.group(1)))
        : OptionalDouble.empty();
  }

  private String run(String program, String script, List<String> options) throws Exception {
    Path file = Files.writeString(Files.createTempFile("tandem-bench", ".sql"), script);
    try {
      List<String> command =
          Stream.concat(
                  Stream.concat(Stream.of(programs.resolve(program).toString()), options.stream()),
                  Stream.of("-f", file.toString()))
              .toList();
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      List<String> passwords = Files.readAllLines(data.resolve("postgres.passwords"));
      List<String> postmaster = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
      builder.environment().put("PGHOST", "127.0.0.1");
      builder.environment().put("PGPORT", postmaster.get(3).strip());
      builder.environment().put("PGDATABASE", "tandem");
      builder.environment().put("PGUSER", "tandem_owner");
      builder.environment().put("PGPASSWORD", passwords.get(1));
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(program + " failed: " + printed);
      }
      return printed;
    } finally {
      Files.delete(file);
    }
  }
}
