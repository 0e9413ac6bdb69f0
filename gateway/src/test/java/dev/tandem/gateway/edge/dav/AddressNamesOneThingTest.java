package dev.tandem.gateway.edge.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: an address names one thing or nothing, whatever is escaped in it, and none leads out.
///
/// Method: addresses as clients write them, as attackers do, and random names there and back.
final class AddressNamesOneThingTest {
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final String BOOK = "/dav/addressbooks/" + ID + "/contacts/";
  private final Hrefs hrefs = new Hrefs("https://phone.example:8443", 255);

  private Optional<Target> card(String name) {
    return Optional.of(new Target.Card(ID, name));
  }

  @Test
  void theTreeIsFound() {
    assertEquals(Optional.of(new Target.Root()), hrefs.target("/dav"));
    assertEquals(Optional.of(new Target.Root()), hrefs.target("/dav/"));
    assertEquals(Optional.of(new Target.Principals()), hrefs.target("/dav/principals/"));
    for (String end : List.of("", "/")) {
      assertEquals(
          Optional.of(new Target.Principal(ID)), hrefs.target("/dav/principals/" + ID + end));
      assertEquals(Optional.of(new Target.Home(ID)), hrefs.target("/dav/addressbooks/" + ID + end));
      assertEquals(
          Optional.of(new Target.Book(ID)),
          hrefs.target("/dav/addressbooks/" + ID + "/contacts" + end));
    }
    assertEquals(card("ann.vcf"), hrefs.href("https://phone.example:8443" + BOOK + "ann.vcf"));
    assertEquals(card("ann.vcf"), hrefs.href("  " + BOOK + "%61nn%2Evcf\n"));
  }

  @Test
  void namesComeBackAsTheyWere() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String signs = "aZ09-._~@ %+&=?#;:,'\"<>[]{}|^`éøЖ漢字👩‍🚀";
    int[] points = signs.codePoints().toArray();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder name = new StringBuilder("x");
      for (int j = random.nextInt(20); j > 0; j--) {
        name.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String path = Hrefs.path(new Target.Card(ID, name.toString()));
      assertEquals(card(name.toString()), hrefs.target(path), "seed " + seed);
    }
  }

  @Test
  void whatCouldMeanAnotherPlaceIsNothing() {
    for (String path :
        List.of(
            BOOK + "..",
            BOOK + "%2e%2e",
            BOOK + "%2e%2e%2fother",
            BOOK + "a%2Fb",
            BOOK + "a%5Cb",
            BOOK + ".hidden",
            BOOK + "a%00b",
            BOOK + "a%0D%0Ab",
            BOOK + "a%",
            BOOK + "a%4",
            BOOK + "a%zz",
            BOOK + "a%c0%ae",
            BOOK + "%ff",
            BOOK + "a b",
            BOOK + "é",
            BOOK + "a?b",
            BOOK + "a#b",
            BOOK + "a/",
            BOOK + "a/b",
            BOOK + "/",
            BOOK + "x".repeat(256),
            BOOK + "%C3%A9".repeat(128),
            "/dav/addressbooks/" + ID + "/others/",
            "/dav/addressbooks/not-an-id/",
            "/dav/addressbooks/1-1-1-1-1/",
            "/dav/addressbooks/" + ID.toString().toUpperCase(java.util.Locale.ROOT) + "/",
            "/dav/addressbooks/",
            "/dav/principals/x/",
            "/dav/other/",
            "/davx",
            "/",
            "",
            "dav/",
            "//dav/")) {
      assertEquals(Optional.empty(), hrefs.target(path), path);
    }
    for (String url :
        List.of(
            "https://evil.example" + BOOK + "ann.vcf",
            "http://phone.example:8443" + BOOK + "ann.vcf",
            "https://phone.example:8443.evil.example" + BOOK + "ann.vcf")) {
      assertEquals(Optional.empty(), hrefs.href(url), url);
    }
  }
}
