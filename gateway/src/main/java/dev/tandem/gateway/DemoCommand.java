package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.ConfigReader;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `tandem demo`: a gateway with two members and a carrier inside it, for a newcomer to try.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a gateway with two members, two numbers and a carrier inside it, and prints a",
      "sign-in link for each member. What it made is kept for the next run."
    })
final class DemoCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  DemoCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    Config config = ConfigReader.read(environment);
    LogLevel.set(config.logLevel());
    Foundation foundation = Foundation.open(config);
    DemoData.Ready demo;
    try {
      demo = new DemoData(foundation).prepare();
    } catch (RuntimeException | Error e) {
      foundation.close();
      throw e;
    }
    Gateway gateway = Gateway.start(foundation, Optional.of(demo.sandbox()), true);
    tell(gateway, demo, System.out);
    Shutdown.await(gateway);
    return 0;
  }

  private static void tell(Gateway gateway, DemoData.Ready demo, PrintStream out) {
    out.println();
    out.println("  Tandem is ready at " + gateway.origin());
    out.println();
    out.println("  Open each link in a browser window of its own; it signs in once.");
    for (DemoData.Person person : demo.people()) {
      out.println("    " + person.member().name().value() + "   " + person.link().reveal());
    }
    out.println();
    out.println("  Passwords and API keys are in demo.json in the data directory.");
    out.println(
        "  The browser will warn about the certificate: its authority is tls/ca.pem there.");
    out.println("  Stop with Ctrl-C; what was said is kept for the next run.");
    out.println();
    out.flush();
  }
}
