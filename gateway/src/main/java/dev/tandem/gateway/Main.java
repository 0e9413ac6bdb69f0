package dev.tandem.gateway;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `tandem`: its subcommands are its whole face to an operator.
@Command(name = "tandem", mixinStandardHelpOptions = true)
public final class Main {
  private Main() {}

  /// Runs the named subcommand and ends the process with its exit code.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
