package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.ConfigReader;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `tandem serve`: the gateway until the process is asked to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the gateway. An empty installation prints a one-time link for its owner.")
final class ServeCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  ServeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    Config config = ConfigReader.read(environment);
    LogLevel.set(config.logLevel());
    Gateway gateway = Gateway.start(config);
    System.out.println("Tandem is ready at " + gateway.origin());
    Shutdown.await(gateway);
    return 0;
  }
}
