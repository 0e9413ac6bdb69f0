package dev.tandem.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an operator corrects a configuration in one go: every fault is told at once, names its key
/// and what to write; nothing mistyped passes for a default; no secret is printed.
///
/// Method: environments and YAML files, read as at start.
final class ConfigurationTellsAllFaultsAtOnceTest {
  @Test
  void defaultsStand() {
    Config config = ConfigReader.read(Map.of());
    assertEquals(8443, config.https().port());
    assertEquals("https://localhost:8443", config.https().origin());
    assertEquals("127.0.0.1", config.https().address());
    assertEquals(25, config.calls().ringSeconds());
    assertTrue(config.database().url().isEmpty());
  }

  @Test
  void theEnvironmentIsStrongerThanTheFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tandem.yaml");
    Files.writeString(
        file,
        """
        https_port: 9001
        ring_seconds: 30
        relay_allowed_peers: [10.0.0.0/8, "fd00::/8"]
        """);
    Config config =
        ConfigReader.read(Map.of("TANDEM_CONFIG", file.toString(), "TANDEM_HTTPS_PORT", "9002"));
    assertEquals(9002, config.https().port());
    assertEquals(30, config.calls().ringSeconds());
    assertEquals(List.of("10.0.0.0/8", "fd00::/8"), config.relay().allowedPeers());
  }

  @Test
  void noPortIsGivenTwice() throws IOException {
    String told =
        refused(
            Map.of(
                "TANDEM_METRICS_PORT", "8443",
                "TANDEM_RELAY_PORT", "8443",
                "TANDEM_RELAY_TLS_PORT", "8443"));
    for (String port : List.of("METRICS_PORT", "RELAY_PORT", "RELAY_TLS_PORT")) {
      assertTrue(told.contains("TANDEM_" + port), told);
    }
  }

  @Test
  void theRelaySpeaksTlsWhereOthersReachIt() throws IOException {
    assertEquals(0, ConfigReader.read(Map.of()).relay().tlsPort());
    Map<String, String> open =
        Map.of("TANDEM_PUBLIC_URL", "https://phone.example", "TANDEM_RELAY_ADDRESS", "192.0.2.7");
    assertEquals(5349, ConfigReader.read(open).relay().tlsPort());
  }

  @Test
  void everyFaultIsToldWithItsKey(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tandem.yaml");
    Files.writeString(file, "ring_second: 20\nrelay_port: many\n");
    String told =
        refused(
            Map.of(
                "TANDEM_CONFIG", file.toString(),
                "TANDEM_HTTP_PORT", "80",
                "TANDEM_METRICS_PORT", "99999",
                "TANDEM_PUBLIC_URL", "http://phone.example/path",
                "TANDEM_CERTIFICATE_FILE", directory.resolve("none.pem").toString()));
    assertTrue(told.contains("ring_second: is not a key of Tandem; did you mean `ring_seconds`?"));
    assertTrue(told.contains("did you mean TANDEM_HTTPS_PORT?"), told);
    assertTrue(told.contains("TANDEM_RELAY_PORT (relay_port): must be a whole number"), told);
    assertTrue(told.contains("TANDEM_METRICS_PORT"), told);
    assertTrue(told.contains("TANDEM_PUBLIC_URL"), told);
    assertTrue(told.contains("TANDEM_CERTIFICATE_FILE"), told);
    assertTrue(told.contains("TANDEM_PRIVATE_KEY_FILE"), told);
  }

  @Test
  void aPublicNameNeedsTheRelaysAddressAndListensEverywhere() {
    assertTrue(
        refused(Map.of("TANDEM_PUBLIC_URL", "https://phone.example"))
            .contains("TANDEM_RELAY_ADDRESS"));
    Config config =
        ConfigReader.read(
            Map.of(
                "TANDEM_PUBLIC_URL", "https://Phone.Example/",
                "TANDEM_RELAY_ADDRESS", "192.0.2.7"));
    assertEquals("https://phone.example", config.https().origin());
    assertEquals("0.0.0.0", config.https().address());
  }

  @Test
  void aFileThatIsNotYamlIsNamedWithItsLine(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tandem.yaml");
    Files.writeString(file, "ring_seconds: 20\n  - broken: [\n");
    String told = refused(Map.of("TANDEM_CONFIG", file.toString()));
    assertTrue(told.contains("is not YAML"), told);
    assertTrue(refused(Map.of("TANDEM_CONFIG", directory + "/no")).contains("read"));
  }

  @Test
  void theDatabasePasswordIsNotPrinted() {
    Config config =
        ConfigReader.read(Map.of("TANDEM_DATABASE_URL", "postgresql://t:hunter2@db:5432/tandem"));
    assertFalse(config.toString().contains("hunter2"));
  }

  @Test
  void aBlobStoreIsNamedWithItsKeyOrNotAtAll() {
    String store = "s3://sound/tandem?endpoint=https://s3.example:9000&path_style=true";
    Config config =
        ConfigReader.read(
            Map.of(
                "TANDEM_BLOB_STORE", store,
                "TANDEM_BLOB_STORE_ACCESS_KEY_ID", "tandem",
                "TANDEM_BLOB_STORE_SECRET_ACCESS_KEY", "hunter2"));
    assertEquals("sound", config.blobStore().orElseThrow().bucket());
    assertFalse(config.toString().contains("hunter2"));
    assertTrue(ConfigReader.read(Map.of()).blobStore().isEmpty());
    assertTrue(
        refused(Map.of("TANDEM_BLOB_STORE", "s3://sound")).contains("must look like s3://bucket"));
    assertTrue(
        refused(Map.of("TANDEM_BLOB_STORE", store, "TANDEM_BLOB_STORE_ACCESS_KEY_ID", "tandem"))
            .contains("TANDEM_BLOB_STORE_SECRET_ACCESS_KEY"));
    assertTrue(
        refused(
                Map.of(
                    "TANDEM_BLOB_STORE_ACCESS_KEY_ID", "tandem",
                    "TANDEM_BLOB_STORE_SECRET_ACCESS_KEY", "hunter2"))
            .contains("TANDEM_BLOB_STORE (blob_store): is missing"));
  }

  private static String refused(Map<String, String> environment) {
    return String.valueOf(
        assertThrows(ConfigException.class, () -> ConfigReader.read(environment)).getMessage());
  }
}
