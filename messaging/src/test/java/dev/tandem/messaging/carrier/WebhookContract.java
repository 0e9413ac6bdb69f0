package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Irrelevant;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.messaging.carrier.fake.FakeDialect;
import dev.tandem.messaging.carrier.fake.FakeDialect.Heard;
import dev.tandem.messaging.carrier.fake.Taken;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: whichever carrier it is, its calls are read alike, and nothing that it did not send is
/// believed. Method: calls made and signed by a fake of the carrier, then changed.
abstract class WebhookContract {
  private static final String OURS = "+12025550100";
  private static final String THEIRS = "+12025550123";
  private static final PhoneNumber SECOND = new PhoneNumber("+12025550124");
  private static final UUID MESSAGE = UUID.fromString("0190a0a0-0000-7000-8000-000000000001");

  private final Vertx vertx = Vertx.vertx();
  protected final FakeDialect dialect = dialect();
  protected final WebhookCarrier carrier =
      carrier(vertx, ApiSettings.at(dialect.name(), URI.create("http://127.0.0.1:1")));

  protected abstract FakeDialect dialect();

  protected abstract WebhookCarrier carrier(Vertx vertx, ApiSettings settings);

  /// What the carrier was given to bring our message's id back with.
  protected String reference() {
    return new WebhookAddress(URI.create("https://phone.example"))
        .statuses(dialect.name(), dialect.access().accountId(), MESSAGE)
        .toString();
  }

  @AfterEach
  void close() throws Exception {
    if (carrier instanceof AutoCloseable open) {
      open.close();
    }
    vertx.close().await();
  }

  protected WebhookVerdict read(WebhookRequest call) {
    return carrier.read(call, dialect.access());
  }

  private Heard heard(String text, String... media) {
    return new Heard(dialect.newProviderId(7), THEIRS, OURS, text, List.of(media));
  }

  private CarrierEvent event(WebhookRequest call) {
    Authentic authentic = assertInstanceOf(Authentic.class, read(call));
    assertEquals(1, authentic.events().size());
    return authentic.events().getFirst();
  }

  @Test
  void bringsATextAsItIs() {
    String words = "Здравствуй 👋 a & b = \"ü\"\n+1 %20 מה";
    MessageReceived text =
        assertInstanceOf(MessageReceived.class, event(dialect.text(heard(words))));
    assertEquals(dialect.newProviderId(7), text.providerId());
    assertEquals(words, text.text());
    assertEquals(THEIRS, text.from().address());
    assertEquals(OURS, text.to().e164());
    assertEquals(List.of(), text.media());
    assertFalse(text.toString().contains("2025550123"));
  }

  @Test
  void bringsWhoElseIsInTheGroup() {
    if (!carrier.capabilities().group()) {
      return;
    }
    List<String> others = List.of("+12025550124", "+14165550125");
    MessageReceived text =
        assertInstanceOf(
            MessageReceived.class,
            event(
                dialect.text(
                    new Heard(
                        dialect.newProviderId(7), THEIRS, OURS, others, "hello all", List.of()))));
    assertEquals(THEIRS, text.from().address());
    assertEquals(OURS, text.to().e164());
    assertEquals(others, text.others().stream().map(Party::address).toList());
    assertEquals(List.of(THEIRS, others.get(0), others.get(1)), text.participants());
    List<String> crowd =
        IntStream.rangeClosed(1, MessageReceived.MAX_OTHERS + 1)
            .mapToObj(i -> "+1202555%04d".formatted(1000 + i))
            .toList();
    for (List<String> odd : List.of(crowd, List.of("+12025550124", "nobody@example.org"))) {
      assertInstanceOf(
          Malformed.class,
          read(dialect.text(new Heard("a7", THEIRS, OURS, odd, "hello all", List.of()))));
    }
  }

  @Test
  void reportsSayWhomOfAGroupTheyAreAbout() {
    if (!carrier.capabilities().group()) {
      return;
    }
    Taken group =
        new Taken(
            dialect.newProviderId(5),
            OURS,
            THEIRS,
            List.of("+12025550124"),
            "hello",
            List.of(),
            reference());
    dialect
        .words()
        .forEach(
            (word, state) -> {
              Authentic told =
                  assertInstanceOf(
                      Authentic.class,
                      read(dialect.report(group, MESSAGE, "+12025550124", word, Optional.empty())));
              DeliveryReported about =
                  told.events().stream()
                      .map(DeliveryReported.class::cast)
                      .filter(it -> it.receiver().equals(Optional.of(SECOND)))
                      .findFirst()
                      .orElseThrow();
              assertEquals(state, about.state(), word);
              assertEquals(group.providerId(), about.providerId());
              assertEquals(Optional.of(MESSAGE), about.messageId());
            });
  }

  @Test
  void bringsPicturesAsReferences() {
    String url = "https://media.example/a/1.jpg?x=1&y=2";
    MessageReceived text =
        assertInstanceOf(MessageReceived.class, event(dialect.text(heard("look", url))));
    assertEquals(List.of(url), text.media().stream().map(MediaReference::url).toList());
    assertEquals("look", text.text());
  }

  @Test
  void hearsShortCodes() {
    Heard heard = new Heard(dialect.newProviderId(8), "62262", OURS, "code 123", List.of());
    MessageReceived text = assertInstanceOf(MessageReceived.class, event(dialect.text(heard)));
    assertEquals("62262", text.from().address());
  }

  @Test
  void reportsEveryStateWithOurId() {
    Taken taken = taken();
    dialect
        .words()
        .forEach(
            (word, state) -> {
              DeliveryReported report =
                  assertInstanceOf(
                      DeliveryReported.class,
                      event(dialect.report(taken, MESSAGE, word, Optional.empty())));
              assertEquals(state, report.state(), word);
              assertEquals(taken.providerId(), report.providerId());
              assertEquals(Optional.of(MESSAGE), report.messageId(), word);
            });
  }

  @Test
  void reportsSayWhatCanHelp() {
    String failed =
        dialect.words().entrySet().stream()
            .filter(word -> word.getValue() == DeliveryState.UNDELIVERED)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    dialect
        .codesOfReports()
        .forEach(
            (code, remedy) -> {
              DeliveryReported report =
                  assertInstanceOf(
                      DeliveryReported.class,
                      event(dialect.report(taken(), MESSAGE, failed, Optional.of(code))));
              assertEquals(Optional.of(remedy), report.error().map(CarrierError::remedy), code);
              assertEquals(Optional.of(code), report.error().map(CarrierError::code));
            });
    assertNotEquals(
        Map.of(),
        Map.copyOf(dialect.codesOfReports()),
        "every carrier tells why, and one of the reasons is " + Remedy.OPTED_OUT);
  }

  @Test
  void aWordOfLaterYearsIsNoError() {
    WebhookRequest call = dialect.report(taken(), MESSAGE, "teleported", Optional.empty());
    assertInstanceOf(Irrelevant.class, read(call));
  }

  @Test
  void withOtherSecretsItIsForged() {
    WebhookRequest call = dialect.text(heard("hello"));
    assertInstanceOf(Forged.class, carrier.read(call, dialect.withOtherSecrets()));
  }

  @Test
  void unsignedOrTwiceSignedItIsForged() {
    WebhookRequest call = dialect.text(heard("hello"));
    for (String header : call.headers().keySet()) {
      if (header.equals("content-type")) {
        continue;
      }
      Map<String, List<String>> without = new HashMap<>(call.headers());
      without.remove(header);
      assertInstanceOf(Forged.class, read(with(call, without)), "without " + header);
      Map<String, List<String>> twice = new HashMap<>(call.headers());
      String value = call.header(header).getFirst();
      twice.put(header, List.of(value, value));
      assertInstanceOf(Forged.class, read(with(call, twice)), "twice " + header);
      Map<String, List<String>> empty = new HashMap<>(call.headers());
      empty.put(header, List.of(""));
      assertInstanceOf(Forged.class, read(with(call, empty)), "empty " + header);
    }
  }

  @Test
  void noChangeOfASignatureHolds() {
    WebhookRequest call = dialect.text(heard("hello"));
    call.headers()
        .forEach(
            (header, values) -> {
              if (header.equals("content-type")) {
                return;
              }
              String value = values.getFirst();
              for (int i = 0; i < value.length(); i++) {
                char other = value.charAt(i) == 'A' ? 'B' : 'A';
                Map<String, List<String>> changed = new HashMap<>(call.headers());
                changed.put(
                    header, List.of(value.substring(0, i) + other + value.substring(i + 1)));
                WebhookVerdict verdict = read(with(call, changed));
                assertInstanceOf(Forged.class, verdict, header + " changed at " + i);
              }
            });
  }

  @Test
  void signedNonsenseIsMalformed() {
    WebhookRequest call = dialect.text(heard("hello"));
    for (String nonsense : List.of("", "{", "[]", "[1]", "{}", "a=%zz", "null", "\"x\"", "a=b")) {
      WebhookVerdict verdict = read(dialect.signed(call, Buffer.buffer(nonsense)));
      assertFalse(verdict instanceof Authentic, nonsense);
    }
    WebhookVerdict empty = read(dialect.signed(call, Buffer.buffer("{}")));
    assertFalse(empty instanceof Irrelevant, "a text is not dropped for being unreadable");
  }

  @Test
  void aBodyInPartsIsRefused() {
    WebhookRequest call = dialect.text(heard("hello"));
    String field = "--b\r\nContent-Disposition: form-data; name=\"Body\"\r\n\r\n";
    List<Buffer> bodies =
        List.of(
            Buffer.buffer(field).appendBuffer(call.body()).appendString("\r\n--b--\r\n"),
            Buffer.buffer(field).appendBuffer(call.body()),
            Buffer.buffer("--b\r\n\r\n").appendBuffer(call.body()).appendString("\r\n--c--"),
            Buffer.buffer("--b--\r\n").appendBuffer(call.body()));
    for (Buffer body : bodies) {
      for (String type :
          List.of("multipart/form-data; boundary=b", "multipart/form-data", "multipart/mixed")) {
        WebhookRequest signed = dialect.signed(call, body);
        Map<String, List<String>> headers = new HashMap<>(signed.headers());
        headers.put("content-type", List.of(type));
        WebhookVerdict verdict = read(with(signed, headers));
        assertFalse(verdict instanceof Authentic, type);
        assertFalse(verdict instanceof Irrelevant, "not dropped: " + type);
      }
    }
  }

  @Test
  void aTextWithoutASenderOrANumberOfOursIsMalformed() {
    Heard nobody = new Heard(dialect.newProviderId(9), "", OURS, "hello", List.of());
    Heard nowhere = new Heard(dialect.newProviderId(9), THEIRS, "x", "hello", List.of());
    Heard nameless = new Heard("", THEIRS, OURS, "hello", List.of());
    for (Heard heard : List.of(nobody, nowhere, nameless)) {
      assertInstanceOf(Malformed.class, read(dialect.text(heard)));
    }
  }

  private static WebhookRequest with(WebhookRequest call, Map<String, List<String>> headers) {
    return new WebhookRequest(call.kind(), call.publicUrl(), headers, call.body());
  }

  protected Taken taken() {
    return new Taken(dialect.newProviderId(5), OURS, THEIRS, "hello", List.of(), reference());
  }
}
