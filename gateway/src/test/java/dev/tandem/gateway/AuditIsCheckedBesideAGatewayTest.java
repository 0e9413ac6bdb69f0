package dev.tandem.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who operates a gateway with its own database checks, signs and exports the audit logs
/// without stopping it. Method: the command beside a whole gateway, which goes on answering and
/// adding to the log.
final class AuditIsCheckedBesideAGatewayTest {
  private record Run(int code, String out, String err) {}

  private static Run audit(Path data, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] all = new String[arguments.length + 1];
    all[0] = "audit";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int code =
        Main.run(
            all,
            Map.of("TANDEM_DATA", data.toString()),
            new PrintWriter(out, true, UTF_8),
            new PrintWriter(err, true, UTF_8));
    return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Test
  void headThenVerifyThenExport(@TempDir Path data) throws Exception {
    try (RunningGateway gateway = new RunningGateway(data)) {
      String workspace = gateway.demo().workspace().toString();
      somethingIsDone(gateway);
      Run head = audit(data, "head");
      assertEquals(0, head.code(), head.err());
      Path kept = Files.writeString(data.resolve("head.txt"), head.out());
      somethingIsDone(gateway);
      Run verified = audit(data, "verify", "--head", kept.toString());
      assertEquals(0, verified.code(), verified.err());
      assertTrue(verified.out().contains("workspace " + workspace + ": intact"), verified.out());
      Run exported = audit(data, "export", "--workspace", workspace);
      assertEquals(0, exported.code(), exported.err());
      assertTrue(exported.out().contains("app_password.made"), "what was done is in it");
      somethingIsDone(gateway);
    }
  }

  private static void somethingIsDone(RunningGateway gateway) throws Exception {
    String apiKey = gateway.demo().people().getFirst().apiKey();
    JsonObject name = new JsonObject().put("name", "A phone");
    assertEquals(201, gateway.call("POST", "/app-passwords", apiKey, name).statusCode());
  }
}
