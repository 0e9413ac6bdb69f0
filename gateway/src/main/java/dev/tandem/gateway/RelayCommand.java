package dev.tandem.gateway;

import dev.tandem.gateway.config.ConfigReader;
import dev.tandem.gateway.config.RelayConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/// `tandem relay`: a relay for gateways elsewhere until the process is asked to stop. The first
/// SIGTERM or SIGINT drains it, the second one ends it.
@Command(
    name = "relay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a relay alone. It is told the secret that it shares with the gateways",
      "(TANDEM_RELAY_SECRET_FILE), its address (TANDEM_RELAY_ADDRESS) and its limits.",
      "SIGTERM takes no more calls and waits for those that go on; a second one ends."
    })
final class RelayCommand implements Callable<Integer> {
  /// A drained relay stays so long at least: gateways notice meanwhile, and new calls are told
  /// where to go instead of finding nobody.
  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 200;

  private final Map<String, String> environment;

  RelayCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    RelayConfig config = ConfigReader.readRelay(environment);
    LogLevel.set(config.logLevel());
    Semaphore asked = new Semaphore(0);
    try (RelayProcess relay = RelayProcess.start(config)) {
      Signals.on("TERM", asked::release);
      Signals.on("INT", asked::release);
      System.out.println("The relay is ready at port " + config.relay().port());
      System.out.flush();
      asked.acquire();
      relay.drain();
      System.out.println(
          "The relay takes no more calls and ends with the last one, in "
              + config.drain().toSeconds()
              + " s at the latest; ask it again to end it now");
      System.out.flush();
      await(relay, config.drain(), asked);
    }
    return 0;
  }

  private static void await(RelayProcess relay, Duration longest, Semaphore asked)
      throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      boolean over = relay.allocations() == 0 && waited.compareTo(LINGER) >= 0;
      if (over
          || waited.compareTo(longest) >= 0
          || asked.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }
}
