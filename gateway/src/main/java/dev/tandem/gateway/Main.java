package dev.tandem.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.gateway.config.ConfigException;
import dev.tandem.storage.StorageException;
import java.io.PrintWriter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `tandem`: its subcommands are its whole face to an operator.
@Command(
    name = "tandem",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "A team phone that a company runs itself.",
    footer = {
      "",
      "Every setting is an environment variable (TANDEM_...) or a key of the YAML file",
      "that TANDEM_CONFIG names; gateway/README.md lists them."
    })
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /// Runs the named subcommand and ends the process with its exit code.
  public static void main(String[] args) {
    System.exit(
        run(
            args,
            System.getenv(),
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8)));
  }

  /// Runs the named subcommand; what an operator must know of a failure goes to `err`.
  static int run(String[] args, Map<String, String> environment, PrintWriter err) {
    return run(args, environment, new PrintWriter(System.out, true, UTF_8), err);
  }

  /// The same; what a subcommand was asked for goes to `out`.
  static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, ignored) -> {
          StartFailure told =
              switch (failure) {
                case StartFailure known -> known;
                case ConfigException wrong -> StartFailure.of(wrong);
                case StorageException trouble -> StartFailure.of(trouble);
                default -> {
                  LOG.error("{} broke", command.getCommandName(), failure);
                  yield StartFailure.unforeseen(failure);
                }
              };
          command.getErr().println(told.getMessage());
          return told.reason().exitCode();
        });
    line.addSubcommand(new ServeCommand(environment));
    line.addSubcommand(new DemoCommand(environment));
    line.addSubcommand(new RelayCommand(environment));
    line.addSubcommand(new AuditCommand(environment));
    line.addSubcommand(new KeysCommand(environment));
    line.setOut(out);
    line.setErr(err);
    return line.execute(args);
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tandem " + Gateway.version()};
    }
  }
}
