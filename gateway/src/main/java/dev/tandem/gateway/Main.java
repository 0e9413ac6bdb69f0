package dev.tandem.gateway;

import dev.tandem.gateway.config.ConfigException;
import java.util.Map;
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
  private Main() {}

  /// Runs the named subcommand and ends the process with its exit code.
  public static void main(String[] args) {
    System.exit(run(args, System.getenv()));
  }

  static int run(String[] args, Map<String, String> environment) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          switch (failure) {
            case ConfigException e -> {
              command.getErr().println(e.getMessage());
              return StartFailure.Cause.CONFIGURATION.exitCode();
            }
            case StartFailure e -> {
              command.getErr().println(e.getMessage());
              return e.reason().exitCode();
            }
            default -> throw failure;
          }
        });
    line.addSubcommand(new ServeCommand(environment));
    line.addSubcommand(new DemoCommand(environment));
    return line.execute(args);
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tandem " + Gateway.version()};
    }
  }
}
