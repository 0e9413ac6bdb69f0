package dev.tandem.gateway;

import dev.tandem.gateway.config.ConfigReader;
import dev.tandem.gateway.edge.http.TestListener;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// A relay as its own process would run it, on free ports of loopback, inside the test.
final class RelayAlone implements AutoCloseable {
  static final String SECRET = "a secret that only relays and gateways know";

  private final Map<String, String> environment;
  private RelayProcess process;

  private RelayAlone(Map<String, String> environment) {
    this.environment = environment;
    process = RelayProcess.start(ConfigReader.readRelay(environment));
  }

  static RelayAlone start(Map<String, String> more) throws IOException {
    return new RelayAlone(environment(more));
  }

  /// What a relay is told, on free ports.
  static Map<String, String> environment(Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("TANDEM_RELAY_ADDRESS", "127.0.0.1");
    environment.put("TANDEM_RELAY_PORT", Integer.toString(TestListener.freePort()));
    environment.put("TANDEM_RELAY_CONTROL_PORT", Integer.toString(TestListener.freePort()));
    environment.put("TANDEM_RELAY_SECRET", SECRET);
    environment.putAll(more);
    return environment;
  }

  int port() {
    return Integer.parseInt(environment.getOrDefault("TANDEM_RELAY_PORT", ""));
  }

  int controlPort() {
    return Integer.parseInt(environment.getOrDefault("TANDEM_RELAY_CONTROL_PORT", ""));
  }

  /// How a gateway is told of it.
  String place(String more) {
    return "turn://127.0.0.1:" + port() + "?control=127.0.0.1:" + controlPort() + more;
  }

  RelayProcess process() {
    return process;
  }

  /// Ends it and starts it anew, on the same ports.
  void restart() {
    process.close();
    process = RelayProcess.start(ConfigReader.readRelay(environment));
  }

  /// Ends it before the test does.
  void stop() {
    process.close();
  }

  @Override
  public void close() {
    process.close();
  }
}
