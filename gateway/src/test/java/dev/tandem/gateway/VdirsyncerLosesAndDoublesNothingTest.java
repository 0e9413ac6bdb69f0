package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a real client keeps its folder and the address book the same, both ways and twice, and
/// nothing is lost or doubled: pictures, names of every script and what nobody here understands
/// included.
///
/// Method: Debian's vdirsyncer against a whole gateway over TLS; each story ends with one more sync
/// that must change nothing.
final class VdirsyncerLosesAndDoublesNothingTest {
  @TempDir static Path data;
  @TempDir Path here;
  private static RunningGateway gateway;
  private static int workspaces;
  private String key;
  private DavClient phone;

  /// Each story has a workspace of its own.
  VdirsyncerLosesAndDoublesNothingTest() throws Exception {
    WorkspaceId workspace = gateway.storage().createWorkspace("Synced");
    String email = "owner-" + workspaces++ + "@synced.invalid";
    key = gateway.someone(workspace, email, Role.OWNER).apiKey();
    phone = DavClient.of(gateway, workspace.value(), email, key);
  }

  @BeforeAll
  static void start() throws Exception {
    Vdirsyncer.assumeInstalled();
    gateway = new RunningGateway(data);
  }

  @AfterAll
  static void stop() {
    if (gateway != null) {
      gateway.close();
    }
  }

  private Vdirsyncer device(String name, String conflicts) throws Exception {
    return new Vdirsyncer(gateway, phone, here.resolve(name), conflicts);
  }

  private JsonObject add(String name) throws Exception {
    JsonObject body =
        new JsonObject().put("name", name).put("numbers", new JsonArray().add("+12025550147"));
    return new JsonObject(gateway.call("POST", "/contacts", key, body).body());
  }

  /// Everybody's names as REST tells them, which is what the page shows.
  private List<String> names() throws Exception {
    JsonArray all =
        new JsonObject(gateway.call("GET", "/contacts?limit=100", key, new JsonObject()).body())
            .getJsonArray("data");
    return all.stream().map(it -> ((JsonObject) it).getString("name")).sorted().toList();
  }

  private static List<String> names(Vdirsyncer device) throws Exception {
    return device.cards().values().stream()
        .map(VdirsyncerLosesAndDoublesNothingTest::name)
        .sorted()
        .toList();
  }

  private static String name(String card) {
    return unfolded(card)
        .lines()
        .filter(line -> line.startsWith("FN"))
        .map(line -> line.substring(line.indexOf(':') + 1))
        .collect(Collectors.joining("|"));
  }

  private static String unfolded(String card) {
    return card.replace("\r\n", "\n").replaceAll("\n[ \t]", "");
  }

  /// What the server wrote another way is read back with the sync after the one that sent it; from
  /// then on no sync changes either side.
  private void settled(Vdirsyncer device) throws Exception {
    device.sync();
    device.sync();
    Map<String, String> cards = device.cards();
    String token = phone.sync("", 0).token();
    device.sync();
    assertTrue(cards.equals(device.cards()), "the folder did not change");
    assertEquals(Map.of(), phone.sync(token, 0).tags(), "the server heard of no change");
    assertEquals(names(), names(device));
    assertEquals(
        cards.size(),
        cards.values().stream().map(VdirsyncerLosesAndDoublesNothingTest::uid).distinct().count());
  }

  private static String uid(String card) {
    return unfolded(card).lines().filter(line -> line.startsWith("UID")).findFirst().orElse("");
  }

  @Test
  void bothWaysAndTwice() throws Exception {
    Vdirsyncer device = device("laptop", "b");
    add("Ada from the page");
    device.write("one.vcf", DavClient.card("folder-1", "Bo from the folder"));
    device.write("two.vcf", DavClient.card("folder-2", "Cy from the folder"));
    device.sync();
    assertTrue(names().containsAll(List.of("Ada from the page", "Bo from the folder")));
    settled(device);

    Vdirsyncer tablet = device("tablet", "b");
    settled(tablet);
    assertEquals(names(device), names(tablet), "a second device gets the same");

    device.write("one.vcf", DavClient.card("folder-1", "Bo changed"));
    tablet.write("three.vcf", DavClient.card("tablet-3", "Di from the tablet"));
    device.sync();
    tablet.sync();
    device.sync();
    assertTrue(names().containsAll(List.of("Bo changed", "Di from the tablet")), "both arrived");
    settled(device);
    settled(tablet);
    assertEquals(names(device), names(tablet));
  }

  @Test
  void deletedHereIsGoneThereAndBack() throws Exception {
    Vdirsyncer device = device("laptop", "b");
    String paged = add("Gone by the folder").getString("id");
    device.write("gone.vcf", DavClient.card("gone-by-page", "Gone by the page"));
    settled(device);

    for (Map.Entry<String, String> card : device.cards().entrySet()) {
      if (name(card.getValue()).equals("Gone by the folder")) {
        Files.delete(device.folder().resolve(card.getKey()));
      }
    }
    String id = contact("Gone by the page");
    assertEquals(
        204, gateway.call("DELETE", "/contacts/" + id, key, new JsonObject()).statusCode());
    device.sync();
    assertEquals(
        404, gateway.call("GET", "/contacts/" + paged, key, new JsonObject()).statusCode());
    assertTrue(names(device).stream().noneMatch(name -> name.startsWith("Gone by")));
    settled(device);
  }

  private String contact(String name) throws Exception {
    return new JsonObject(gateway.call("GET", "/contacts?limit=100", key, new JsonObject()).body())
        .getJsonArray("data").stream()
            .map(JsonObject.class::cast)
            .filter(it -> it.getString("name").equals(name))
            .map(it -> it.getString("id"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aConflictIsSettledAsTheDeviceSays() throws Exception {
    for (String winner : List.of("a", "b")) {
      Vdirsyncer device = device("conflict-" + winner, winner);
      String uid = "conflict-" + winner;
      device.write("it.vcf", DavClient.card(uid, "Before " + winner));
      settled(device);
      String id = contact("Before " + winner);
      JsonObject change = new JsonObject().put("name", "On the page " + winner);
      assertEquals(200, gateway.call("PATCH", "/contacts/" + id, key, change).statusCode());
      device.write("it.vcf", DavClient.card(uid, "In the folder " + winner));
      device.sync();
      String wins = (winner.equals("a") ? "In the folder " : "On the page ") + winner;
      assertTrue(names().contains(wins) && names(device).contains(wins), wins);
      settled(device);
    }
  }

  @Test
  void aNewUidIsANewCardAndTheOldOneGoes() throws Exception {
    Vdirsyncer device = device("laptop", "b");
    device.write("it.vcf", DavClient.card("uid-before", "Same person"));
    settled(device);
    device.write("it.vcf", DavClient.card("uid-after", "Same person"));
    settled(device);
    assertEquals(1, names().stream().filter("Same person"::equals).count());
    assertTrue(device.cards().values().stream().anyMatch(it -> it.contains("UID:uid-after")));
    assertTrue(device.cards().values().stream().noneMatch(it -> it.contains("uid-before")));
  }

  @Test
  void picturesScriptsAndUnknownPropertiesComeBack() throws Exception {
    byte[] picture = new byte[40_000];
    new Random(7).nextBytes(picture);
    picture[0] = (byte) 0xFF;
    picture[1] = (byte) 0xD8;
    picture[2] = (byte) 0xFF;
    String base64 = Base64.getEncoder().encodeToString(picture);
    List<String> everybody =
        List.of("Zoë Müller", "Ольга Петрова", "田中 さくら", "محمد علي", "ศิริพร", "👩‍🚀 Ann");
    Vdirsyncer device = device("laptop", "b");
    for (int i = 0; i < everybody.size(); i++) {
      device.write(
          "script-" + i + ".vcf",
          DavClient.card(
              "script/" + i + " é漢",
              everybody.get(i),
              "NOTE:one\\, two\\; three\\nfour",
              "X-PHONETIC-FIRST-NAME:" + everybody.get(i),
              "item1.X-CUSTOM;X-P=q:kept",
              "item1.X-ABLABEL:_$!<Spouse>!$_",
              "PHOTO;ENCODING=b;TYPE=JPEG:" + base64));
    }
    settled(device);
    assertTrue(names().containsAll(everybody), names().toString());

    Vdirsyncer second = device("second", "b");
    settled(second);
    for (String person : everybody) {
      String card =
          second.cards().values().stream()
              .map(VdirsyncerLosesAndDoublesNothingTest::unfolded)
              .filter(it -> name(it).equals(person))
              .findFirst()
              .orElseThrow();
      assertTrue(card.contains(base64), "the picture, byte for byte");
      assertTrue(card.contains("X-PHONETIC-FIRST-NAME:" + person), card.substring(0, 400));
      assertTrue(card.contains("item1.X-CUSTOM;X-P=q:kept"), card.substring(0, 400));
      assertTrue(card.contains("NOTE:one\\, two\\; three\\nfour"), card.substring(0, 400));
    }
  }

  @Test
  void anotherWorkspacesDeviceGetsNothing() throws Exception {
    add("Of the first workspace");
    WorkspaceId second = gateway.storage().createWorkspace("Others");
    RunningGateway.Someone other = gateway.someone(second, "device@other.invalid", Role.OWNER);
    DavClient theirs =
        DavClient.of(gateway, second.value(), "device@other.invalid", other.apiKey());
    Vdirsyncer device = new Vdirsyncer(gateway, theirs, here.resolve("foreign"), "b");
    device.sync();
    assertEquals(Map.of(), device.cards());
  }
}
