package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a phone finds the address book from the server's name alone, reads and writes cards under
/// conditions, and hears of every change once, its own included.
///
/// Method: the requests of phones' address books over HTTP against a whole gateway.
final class PhoneSyncsOverCardDavTest {
  @TempDir Path data;
  private RunningGateway gateway;
  private DavClient phone;

  @BeforeEach
  void start() throws Exception {
    gateway = new RunningGateway(data);
    phone = DavClient.ofOwner(gateway);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  /// All of it in one gateway, because each costs seconds to start.
  @Test
  void aPhonesDay() throws Exception {
    theBookIsFoundFromTheServersName();
    aCardIsWrittenReadChangedAndDeleted();
    changesAreHeardOfOnce();
    aFirstSyncComesInPieces();
    cardsAreReadByNameAndByFilter();
    thePageAndThePhoneSeeTheSame();
    anotherWorkspaceSeesNothing();
    aLostPhoneIsOut();
  }

  private void theBookIsFoundFromTheServersName() throws Exception {
    HttpResponse<String> known = phone.send("PROPFIND", "/.well-known/carddav", "", "depth", "0");
    assertEquals(301, known.statusCode());
    assertEquals("/dav/", known.headers().firstValue("location").orElseThrow());
    String principal = href(phone.propfind("/dav/", 0, "D:current-user-principal"));
    assertTrue(principal.startsWith("/dav/principals/"), principal);
    HttpResponse<String> homes =
        phone.propfind(principal, 0, "C:addressbook-home-set", "D:displayname");
    assertEquals(phone.home(), href(homes));
    String books =
        phone
            .propfind(
                phone.home(),
                1,
                "D:resourcetype",
                "D:sync-token",
                "CS:getctag",
                "D:supported-report-set",
                "C:supported-address-data",
                "D:current-user-privilege-set",
                "D:quota-used-bytes")
            .body();
    assertTrue(books.contains(phone.book()) && books.contains("<C:addressbook/>"), books);
    assertTrue(books.contains("sync-collection") && books.contains("404 Not Found"), books);
    HttpResponse<String> options = phone.send("OPTIONS", phone.book(), "");
    assertEquals("1, 3, addressbook", options.headers().firstValue("dav").orElseThrow());
    assertEquals(
        "OPTIONS, PROPFIND, PROPPATCH, REPORT", options.headers().firstValue("allow").orElse(""));
    String minimal =
        phone
            .send(
                "PROPFIND",
                phone.book(),
                "<propfind xmlns=\"DAV:\"><prop><nothing/></prop></propfind>",
                "depth",
                "0",
                "prefer",
                "return=minimal")
            .body();
    assertFalse(minimal.contains("404"), minimal);
  }

  private static String href(HttpResponse<String> answer) throws Exception {
    assertEquals(207, answer.statusCode(), answer.body());
    var prop = DavClient.elements(DavClient.xml(answer.body()), DavClient.DAV, "prop").getFirst();
    return DavClient.text(prop, DavClient.DAV, "href");
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("etag").orElse("");
  }

  private void aCardIsWrittenReadChangedAndDeleted() throws Exception {
    String ann =
        DavClient.card(
            "ann-1",
            "Ann",
            "TEL;TYPE=CELL:+12025550143",
            "X-HOBBY;X-LEVEL=high:chess",
            "item1.X-ABLABEL:_$!<Other>!$_");
    assertEquals(201, phone.put("ann.vcf", ann, "if-none-match", "*").statusCode());
    assertEquals(412, phone.put("ann.vcf", ann, "if-none-match", "*").statusCode());
    HttpResponse<String> read = phone.get("ann.vcf");
    String first = tag(read);
    assertEquals("text/vcard; charset=utf-8", read.headers().firstValue("content-type").orElse(""));
    assertTrue(read.body().contains("X-HOBBY;X-LEVEL=high:chess"), read.body());
    assertTrue(read.body().contains("VERSION:3.0"), read.body());
    assertEquals(304, phone.get("ann.vcf", "if-none-match", first).statusCode());
    HttpResponse<String> four = phone.get("ann.vcf", "accept", "text/vcard;version=4.0");
    assertTrue(four.body().contains("VERSION:4.0") && four.body().contains("chess"), four.body());
    assertEquals(406, phone.get("ann.vcf", "accept", "image/png").statusCode());
    HttpResponse<String> head = phone.send("HEAD", phone.book() + "ann.vcf", "");
    assertEquals(first, tag(head));

    String anna = ann.replace("FN:Ann", "FN:Anna");
    assertEquals(204, phone.put("ann.vcf", anna, "if-match", first).statusCode());
    assertEquals(412, phone.put("ann.vcf", ann, "if-match", first).statusCode());
    String second = tag(phone.get("ann.vcf"));
    assertNotEquals(first, second);
    assertTrue(phone.get("ann.vcf").body().contains("FN:Anna"));
    assertEquals(412, phone.delete("ann.vcf", "if-match", first).statusCode());
    assertEquals(204, phone.delete("ann.vcf", "if-match", second.replace("\"", "")).statusCode());
    assertEquals(404, phone.get("ann.vcf").statusCode());
    assertEquals(404, phone.delete("ann.vcf").statusCode());
    assertEquals(412, phone.put("ann.vcf", ann, "if-match", second).statusCode());
  }

  private void changesAreHeardOfOnce() throws Exception {
    DavClient.Sync start = phone.sync("", 0);
    assertFalse(start.tags().containsKey("ann.vcf"), "deleted before the phone came");
    assertEquals(201, phone.put("bob.vcf", DavClient.card("bob", "Bob")).statusCode());
    assertEquals(201, phone.put("cy.vcf", DavClient.card("cy", "Cy")).statusCode());
    DavClient.Sync next = phone.sync(start.token(), 0);
    assertEquals(Set.of("bob.vcf", "cy.vcf"), next.tags().keySet());
    assertEquals(tag(phone.get("bob.vcf")), next.tags().get("bob.vcf"));
    assertEquals(Map.of(), phone.sync(next.token(), 0).tags());
    assertEquals(204, phone.delete("cy.vcf").statusCode());
    assertEquals(Map.of("cy.vcf", "gone"), phone.sync(next.token(), 0).tags());
    assertEquals(201, phone.put("cy.vcf", DavClient.card("cy", "Cy again")).statusCode());
    Map<String, String> again = phone.sync(next.token(), 0).tags();
    assertEquals(Map.of("cy.vcf", tag(phone.get("cy.vcf"))), again);
    for (String bad : new String[] {"urn:other", next.token() + "9999", "data:,1"}) {
      HttpResponse<String> refused =
          phone.report(
              "D:sync-collection",
              "<D:sync-token>" + bad + "</D:sync-token><D:prop><D:getetag/></D:prop>");
      assertEquals(403, refused.statusCode());
      assertTrue(refused.body().contains("<D:valid-sync-token/>"), refused.body());
    }
  }

  private void aFirstSyncComesInPieces() throws Exception {
    for (int i = 0; i < 7; i++) {
      phone.put("p" + i + ".vcf", DavClient.card("p" + i, "Person " + i));
    }
    Map<String, String> whole = phone.sync("", 0).tags();
    Map<String, String> pieces = new TreeMap<>();
    DavClient.Sync piece = phone.sync("", 3);
    int answers = 1;
    while (piece.more()) {
      assertTrue(piece.tags().size() <= 3);
      pieces.putAll(piece.tags());
      piece = phone.sync(piece.token(), 3);
      answers++;
    }
    pieces.putAll(piece.tags());
    assertEquals(whole, pieces);
    assertTrue(answers >= 3, "in " + answers);
    assertFalse(whole.containsValue("gone"));
  }

  private void cardsAreReadByNameAndByFilter() throws Exception {
    String data = "<D:prop><D:getetag/><C:address-data/></D:prop>";
    String hrefs =
        "<D:href>%1$sp1.vcf</D:href><D:href>%1$sabsent.vcf</D:href><D:href>/etc/passwd</D:href>"
            .formatted(phone.book());
    String got = phone.report("addressbook-multiget", data + hrefs).body();
    assertTrue(got.contains("FN:Person 1") && got.contains("absent.vcf"), got);
    assertEquals(2, got.split("404 Not Found", -1).length - 1, got);
    String filter =
        "<C:filter><C:prop-filter name=\"FN\"><C:text-match>person 2</C:text-match></C:prop-filter></C:filter>";
    String found = phone.report("addressbook-query", data + filter).body();
    assertTrue(found.contains("p2.vcf") && !found.contains("p3.vcf"), found);
    String limited =
        phone
            .report(
                "addressbook-query",
                "<D:prop><C:address-data version=\"4.0\"><C:prop name=\"FN\"/></C:address-data></D:prop>"
                    + "<C:filter/><C:limit><C:nresults>2</C:nresults></C:limit>")
            .body();
    assertEquals(2, limited.split("BEGIN:VCARD", -1).length - 1, limited);
    assertTrue(limited.contains("number-of-matches-within-limits"), limited);
    assertFalse(limited.contains("UID:"), limited);
    String all = phone.propfind(phone.book(), 1, "D:getetag", "D:getcontentlength").body();
    assertTrue(all.contains("p6.vcf") && all.contains("getcontentlength>"), all);
  }

  private void thePageAndThePhoneSeeTheSame() throws Exception {
    String key = gateway.demo().people().getFirst().apiKey();
    DavClient.Sync before = phone.sync("", 0);
    JsonObject made =
        new JsonObject(
            gateway
                .call(
                    "POST",
                    "/contacts",
                    key,
                    new JsonObject()
                        .put("name", "Grace Hopper")
                        .put("numbers", new JsonArray().add("+12025550144")))
                .body());
    String name = made.getString("id") + ".vcf";
    assertEquals(Set.of(name), phone.sync(before.token(), 0).tags().keySet());
    String card = phone.get(name).body();
    assertTrue(card.contains("Grace Hopper") && card.contains("+12025550144"), card);
    String changed = card.replace("Grace Hopper", "Grace B. Hopper");
    assertEquals(204, phone.put(name, changed).statusCode());
    String shown =
        gateway.call("GET", "/contacts/" + made.getString("id"), key, new JsonObject()).body();
    assertTrue(shown.contains("Grace B. Hopper"), shown);
    int gone =
        gateway
            .call("DELETE", "/contacts/" + made.getString("id"), key, new JsonObject())
            .statusCode();
    assertEquals(204, gone);
    assertEquals(404, phone.get(name).statusCode());
  }

  private void anotherWorkspaceSeesNothing() throws Exception {
    WorkspaceId second = gateway.storage().createWorkspace("Others");
    RunningGateway.Someone other = gateway.someone(second, "stranger@other.invalid", Role.OWNER);
    DavClient stranger =
        DavClient.of(gateway, second.value(), "stranger@other.invalid", other.apiKey());
    assertEquals(Map.of(), stranger.sync("", 0).tags());
    String principal = href(phone.propfind("/dav/", 0, "D:current-user-principal"));
    for (String path :
        new String[] {phone.home(), phone.book(), phone.book() + "bob.vcf", principal}) {
      assertEquals(404, stranger.propfind(path, 0, "D:getetag").statusCode(), path);
      assertEquals(404, stranger.send("REPORT", path, "<a/>").statusCode());
    }
    assertEquals(404, stranger.send("GET", phone.book() + "bob.vcf", "").statusCode());
    assertEquals(404, stranger.send("DELETE", phone.book() + "bob.vcf", "").statusCode());
    String card = DavClient.card("bob", "Mallory");
    assertEquals(404, stranger.send("PUT", phone.book() + "bob.vcf", card).statusCode());
    String hrefs =
        "<D:prop><C:address-data/></D:prop><D:href>%sbob.vcf</D:href>".formatted(phone.book());
    String got = stranger.report("addressbook-multiget", hrefs).body();
    assertFalse(got.contains("VCARD"), got);
    assertEquals(201, stranger.put("bob.vcf", card).statusCode(), "one UID in two workspaces");
    assertTrue(phone.get("bob.vcf").body().contains("FN:Bob"));
    DavClient.Sync theirs = phone.sync("", 0);
    String foreign = "<D:sync-token>" + theirs.token() + "</D:sync-token><D:prop/>";
    assertEquals(403, stranger.report("D:sync-collection", foreign).statusCode());
  }

  private void aLostPhoneIsOut() throws Exception {
    int revoked =
        gateway
            .call(
                "DELETE",
                "/app-passwords/" + phone.id(),
                gateway.demo().people().getFirst().apiKey(),
                new JsonObject())
            .statusCode();
    assertEquals(204, revoked);
    HttpResponse<String> out = phone.propfind(phone.book(), 1, "D:getetag");
    assertEquals(401, out.statusCode());
    assertTrue(out.headers().firstValue("www-authenticate").orElse("").startsWith("Basic "));
  }
}
