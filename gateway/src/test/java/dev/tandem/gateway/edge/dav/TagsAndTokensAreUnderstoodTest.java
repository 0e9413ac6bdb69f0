package dev.tandem.gateway.edge.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a condition on a tag holds for its state and no other, however a client or a proxy wrote
/// the tag; a sync token is a workspace's own; a version is negotiated; credentials are read.
///
/// Method: fields as RFC 9110, 6578 and 7617 have them, and as they arrive.
final class TagsAndTokensAreUnderstoodTest {
  private static final Optional<Long> STATE = Optional.of(0x1a2bL);
  private static final Optional<Long> NOTHING = Optional.empty();

  private static boolean match(String field, Optional<Long> state) {
    return EntityTags.allow(Optional.of(field), Optional.empty(), state);
  }

  private static boolean noneMatch(String field, Optional<Long> state) {
    return EntityTags.allow(Optional.empty(), Optional.of(field), state);
  }

  @Test
  void ourTagHoldsHoweverItIsWritten() {
    assertEquals("\"1a2b\"", EntityTags.of(0x1a2b));
    for (String field :
        List.of(
            "\"1a2b\"",
            "1a2b",
            "'1a2b'",
            "W/\"1a2b\"",
            "w/1a2b",
            "\"1a2b-gzip\"",
            "\"1a2b;gzip\"",
            " \"0\" , \"1a2b\" ",
            "*")) {
      assertTrue(match(field, STATE), field);
      assertFalse(noneMatch(field, STATE), field);
      assertFalse(match(field, NOTHING), field);
      assertTrue(noneMatch(field, NOTHING), field);
    }
  }

  @Test
  void anotherTagDoesNot() {
    for (String field :
        List.of(
            "\"1a2c\"", "\"1a2\"", "\"01a2b\"", "\"1A2B\"", "", "\"", "\"\"", "x", "**", "W/")) {
      assertFalse(match(field, STATE), field);
      assertTrue(noneMatch(field, STATE), field);
    }
    assertTrue(EntityTags.allow(Optional.empty(), Optional.empty(), STATE));
    assertTrue(EntityTags.allow(Optional.empty(), Optional.empty(), NOTHING));
  }

  @Test
  void aTokenIsOneWorkspaces() {
    UUID mine = UUID.randomUUID();
    SyncToken token = new SyncToken(mine, 3, 77);
    assertEquals(Optional.of(token), SyncToken.of(token.uri(), mine));
    assertEquals(Optional.empty(), SyncToken.of(token.uri(), UUID.randomUUID()));
    for (String uri :
        List.of(
            "",
            "77",
            token.uri() + "0x",
            token.uri().replace(":77", ":-1"),
            token.uri().replace(":77", ":99999999999999999999"),
            token.uri().replace(":3:", ":"),
            "http://sabre.io/ns/sync/77")) {
      assertEquals(Optional.empty(), SyncToken.of(uri, mine), uri);
    }
  }

  @Test
  void aVersionIsNegotiated() {
    assertEquals(Optional.of(CardVersion.V3), CardVersion.accepted(Optional.empty()));
    assertEquals(Optional.of(CardVersion.V3), accepted("*/*"));
    assertEquals(Optional.of(CardVersion.V3), accepted("text/vcard"));
    assertEquals(Optional.of(CardVersion.V4), accepted("text/vcard;version=4.0"));
    assertEquals(Optional.of(CardVersion.V4), accepted("text/vcard; version=\"4.0\", */*;q=0.5"));
    assertEquals(
        Optional.of(CardVersion.V3), accepted("text/vcard;version=4.0;q=0.3, text/vcard;q=0.8"));
    assertEquals(Optional.empty(), accepted("application/json"));
    assertEquals(Optional.empty(), accepted("text/vcard;version=5.0"));
    assertEquals(Optional.empty(), accepted("text/vcard;q=0"));
  }

  private static Optional<CardVersion> accepted(String field) {
    return CardVersion.accepted(Optional.of(field));
  }

  @Test
  void credentialsAreRead() {
    BasicCredentials read = BasicCredentials.of(basic("zoë@example.org:a:b")).orElseThrow();
    assertEquals("zoë@example.org", read.user());
    assertEquals("a:b", read.password().reveal());
    assertFalse(read.toString().contains("example"), "never printed");
    for (String field :
        List.of(
            "",
            "Basic",
            "Basic !!!",
            "Bearer x",
            basic("nocolon"),
            basic(":nouser"),
            "Basic /w==",
            basic("x:" + "y".repeat(2_000)))) {
      assertEquals(Optional.empty(), BasicCredentials.of(field), field);
    }
    assertEquals(Optional.empty(), BasicCredentials.of(null));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
