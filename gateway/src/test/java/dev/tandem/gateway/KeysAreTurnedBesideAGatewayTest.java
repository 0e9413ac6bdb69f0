package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an operator lists, turns, proves and destroys keys by command while the gateway works, and
/// is told what went wrong by words and exit code. Method: the command beside a whole gateway, on
/// the database server that the gateway runs; after each turn somebody uses the gateway.
final class KeysAreTurnedBesideAGatewayTest {
  private final Map<String, String> environment = new HashMap<>();

  private record Said(int exit, String out, String err) {}

  private Said keys(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "keys";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Main.run(all, environment, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Said(exit, out.toString(), err.toString());
  }

  private String done(String... arguments) {
    Said said = keys(arguments);
    assertEquals(0, said.exit(), said.err());
    return said.out();
  }

  @Test
  void from_list_to_destroy(@TempDir Path data) throws Exception {
    environment.put("TANDEM_DATA", data.toString());
    Path fresh = data.resolve("keys/second.key");
    try (RunningGateway gateway = new RunningGateway(data)) {
      String workspace = gateway.demo().workspace().toString();
      String list = done("list");
      assertTrue(list.contains("in use") && list.contains("root.key"), list);
      assertTrue(list.contains("workspace " + workspace) && list.contains("messages"), list);
      assertTrue(done("verify", "--all").contains(", 0 did not"));

      assertTrue(done("rotate", "workspace").contains("new workspace key"));
      works(gateway);
      String turned = done("rotate", "data", "--reseal", "--workspace", workspace);
      assertTrue(turned.contains("rows sealed anew"), turned);
      works(gateway);
      assertTrue(done("list").contains("retired"));

      assertTrue(done("make", "file:" + fresh).contains("is there and opens what it wraps"));
      assertTrue(Files.exists(fresh));
      assertTrue(done("rotate", "root", "--to", "file:" + fresh).contains("Wrapped 1 workspaces"));
      works(gateway);
      environment.put("TANDEM_ROOT_KEY", "file:" + fresh);
      assertTrue(done("list").contains("second.key"));
      assertTrue(done("verify").contains(", 0 did not"));
      tellsOf(gateway, "workspace_key.turned", "data_key.turned", "root_key.turned");
      refusals(workspace);
    }
  }

  /// The workspace's own log, as its owner reads it.
  private static void tellsOf(RunningGateway gateway, String... actions) throws Exception {
    String apiKey = gateway.demo().people().getFirst().apiKey();
    String log = gateway.call("GET", "/audit", apiKey, new JsonObject()).body();
    for (String action : actions) {
      assertTrue(log.contains(action), action);
    }
  }

  private void refusals(String workspace) {
    Said early = keys("destroy", workspace, "1", "--yes", workspace);
    assertEquals(65, early.exit());
    assertTrue(early.err().contains("minutes ago"), early.err());
    Said unsure = keys("destroy", workspace, "--yes", "another");
    assertEquals(2, unsure.exit());
    assertTrue(unsure.err().contains("nothing was destroyed"), unsure.err());
    assertEquals(2, keys("destroy", workspace).exit(), "--yes is required");
    assertEquals(2, keys("rotate", "root").exit());
    assertEquals(2, keys("rotate", "data", "--to", "file:x").exit());
    assertEquals(2, keys().exit());
    Said absent = keys("list", "--workspace", "nobody");
    assertEquals(65, absent.exit());
    assertTrue(absent.err().contains("there is no workspace nobody"), absent.err());
    environment.put("TANDEM_ROOT_KEY", "file:/nowhere/root.key");
    Said missing = keys("list");
    assertEquals(65, missing.exit());
    assertTrue(missing.err().contains("is missing"), missing.err());
  }

  private static void works(RunningGateway gateway) throws Exception {
    String apiKey = gateway.demo().people().getFirst().apiKey();
    var me = gateway.call("GET", "/me", apiKey, new JsonObject());
    assertEquals(200, me.statusCode());
    assertFalse(me.body().isEmpty());
  }
}
