package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a client should not do is refused with the precondition that says why, costs little
/// and loses nothing: wrong methods, hostile XML, broken cards, too much, taken UIDs, guesses, and
/// an address book that is emptied at once.
///
/// Method: over HTTP against a whole gateway; at the end what was there before is there.
final class BadDavRequestsAreRefusedTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static DavClient phone;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    phone = DavClient.ofOwner(gateway);
    assertEquals(201, phone.put("kept.vcf", DavClient.card("kept", "Kept")).statusCode());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void refused(int status, String condition, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains(condition), answer.body());
    assertTrue(
        answer.headers().firstValue("content-type").orElse("").startsWith("application/xml"));
  }

  private static void refused(String condition, HttpResponse<String> answer) {
    refused(403, condition, answer);
  }

  @Test
  void methodsThatAreNotThere() throws Exception {
    for (String method : List.of("COPY", "MOVE", "LOCK", "UNLOCK", "POST", "MKCOL")) {
      for (String path : List.of(phone.book(), phone.book() + "kept.vcf", "/dav/")) {
        HttpResponse<String> answer = phone.send(method, path, "");
        refused(405, "Use OPTIONS", answer);
        assertTrue(answer.headers().firstValue("allow").isPresent());
      }
    }
    refused("addressbook-collection-location-ok", phone.send("MKCOL", phone.home() + "mine/", ""));
    refused(405, "Use", phone.send("PUT", phone.book(), "x"));
    refused(405, "Use", phone.send("DELETE", phone.book(), ""));
    refused(405, "Use", phone.send("GET", phone.home(), ""));
    assertEquals(400, phone.send("PROPFIND", "/api/v1/contacts", "").statusCode());
    assertEquals(400, phone.send("REPORT", "/", "").statusCode());
    assertEquals(400, phone.send("BREW", phone.book(), "").statusCode());
  }

  @Test
  void propertiesStayAsTheyAre() throws Exception {
    String update =
        "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:displayname>Mine</D:displayname>"
            + "<x xmlns=\"urn:x\">1</x></D:prop></D:set></D:propertyupdate>";
    HttpResponse<String> answer = phone.send("PROPPATCH", phone.book(), update);
    assertEquals(207, answer.statusCode());
    assertTrue(answer.body().contains("403 Forbidden"), answer.body());
    assertTrue(answer.body().contains("<D:cannot-modify-protected-property/>"), answer.body());
    refused(400, "propertyupdate", phone.send("PROPPATCH", phone.book(), "<a/>"));
    refused(404, "nothing here", phone.send("PROPPATCH", phone.book() + "none.vcf", update));
  }

  @Test
  void treesWithoutEndAndReportsNobodyKnows() throws Exception {
    refused("propfind-finite-depth", phone.send("PROPFIND", phone.home(), "", "depth", "infinity"));
    refused("propfind-finite-depth", phone.send("PROPFIND", phone.home(), ""));
    refused("supported-report", phone.report("D:expand-property", ""));
    refused(
        "sync-traversal-supported",
        phone.report(
            "D:sync-collection", "<D:sync-token/><D:sync-level>infinite</D:sync-level><D:prop/>"));
    refused(
        "supported-address-data-conversion",
        phone.report(
            "addressbook-multiget",
            "<D:prop><C:address-data content-type=\"application/json\"/></D:prop>"));
    refused(
        400,
        "nresults",
        phone.report(
            "addressbook-query", "<C:filter/><C:limit><C:nresults>-1</C:nresults></C:limit>"));
    refused(400, "filter", phone.report("addressbook-query", ""));
    refused(400, "propfind", phone.send("PROPFIND", "/dav/", "<a/>", "depth", "0"));
  }

  @Test
  void hostileXml() throws Exception {
    Path secret = Files.writeString(data.resolve("secret"), "canary-of-the-file");
    String outside =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"%s\">]><propfind xmlns=\"DAV:\"><prop><a>&x;</a></prop></propfind>"
            .formatted(secret.toUri());
    HttpResponse<String> answer = phone.send("PROPFIND", "/dav/", outside, "depth", "0");
    refused(400, "document type", answer);
    assertFalse(answer.body().contains("canary"));
    String deep = "<a>".repeat(200_000);
    refused(400, "elements", phone.send("PROPFIND", "/dav/", deep, "depth", "0"));
    String large = "<a>" + " ".repeat(2 * 1024 * 1024) + "</a>";
    assertEquals(413, phone.send("PROPFIND", "/dav/", large, "depth", "0").statusCode());
  }

  @Test
  void cardsThatAreNone() throws Exception {
    String good = DavClient.card("x", "X");
    for (String card :
        List.of(
            "x",
            "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n",
            good + good.replace("UID:x", "UID:y"),
            good.replace("END:VCARD", ""),
            good.replace("FN:X", "NOTE:" + "x".repeat(100_000)))) {
      refused("valid-address-data", phone.put("x.vcf", card));
    }
    refused(
        "supported-address-data",
        phone.send("PUT", phone.book() + "x.vcf", good, "content-type", "application/json"));
    refused(
        "supported-address-data",
        phone.send(
            "PUT", phone.book() + "x.vcf", good, "content-type", "text/vcard; charset=utf-16"));
    String photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "A".repeat(2 * 1024 * 1024);
    refused("max-resource-size", phone.put("x.vcf", DavClient.card("x", "X", photo)));
    assertEquals(404, phone.get("x.vcf").statusCode());
    for (String name : List.of("a%2Fb.vcf", "..%2Fb.vcf", "%2e%2e", "%ff.vcf", ".hidden.vcf")) {
      int status = phone.put(name, good).statusCode();
      assertTrue(status == 400 || status == 404, name + " -> " + status);
    }
  }

  @Test
  void aUidIsOneCards() throws Exception {
    refused("no-uid-conflict", phone.put("other.vcf", DavClient.card("kept", "Kept too")));
    HttpResponse<String> renamed = phone.put("kept.vcf", DavClient.card("another", "Kept"));
    refused("no-uid-conflict", renamed);
    assertTrue(renamed.body().contains(phone.book() + "kept.vcf"), renamed.body());
    assertTrue(phone.get("kept.vcf").body().contains("UID:kept"));
  }

  @Test
  void nobodyAndGuesses() throws Exception {
    HttpResponse<String> nobody =
        gateway.send(
            gateway
                .request(phone.book())
                .method("PROPFIND", HttpRequest.BodyPublishers.noBody())
                .build());
    refused(401, "app password", nobody);
    String owner = gateway.demo().people().getFirst().apiKey();
    HttpResponse<String> bearer =
        gateway.send(
            gateway
                .request(phone.book())
                .header("authorization", "Bearer " + owner)
                .method("PROPFIND", HttpRequest.BodyPublishers.ofString("x".repeat(100_000)))
                .build());
    assertEquals(401, bearer.statusCode(), "an API key is for REST");
    int status = 401;
    for (int i = 0; status == 401 && i < 50; i++) {
      String pair = "guess@example.org:guess-" + i;
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      HttpResponse<String> answer =
          gateway.send(
              gateway
                  .request(phone.book())
                  .header("authorization", "Basic " + basic)
                  .method("PROPFIND", HttpRequest.BodyPublishers.noBody())
                  .build());
      status = answer.statusCode();
      if (status == 429) {
        assertEquals(10, i, "guesses of one user");
        assertTrue(answer.headers().firstValue("retry-after").isPresent());
      }
    }
    assertEquals(429, status);
    assertEquals(200, phone.get("kept.vcf").statusCode(), "others at the same address go on");
  }

  @Test
  void anAddressBookIsNotEmptiedAtOnce() throws Exception {
    for (int i = 0; i < 30; i++) {
      String name = "many-" + i;
      assertEquals(201, phone.put(name + ".vcf", DavClient.card(name, name)).statusCode());
    }
    int deleted = 0;
    HttpResponse<String> answer = phone.delete("many-0.vcf");
    while (answer.statusCode() == 204) {
      deleted++;
      answer = phone.delete("many-" + deleted + ".vcf");
    }
    assertEquals(20, deleted);
    refused("deletion-brake", answer);
    assertEquals(200, phone.get("many-20.vcf").statusCode());
    assertEquals(200, phone.get("kept.vcf").statusCode());
  }
}
