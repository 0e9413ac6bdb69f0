package dev.tandem.messaging.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: every sender a carrier may name is read, nothing else is, and none shows in a log. Method:
/// forms of numbers, short codes and names.
class PartyTest {

  @ParameterizedTest
  @CsvSource({
    "+12025550123, +12025550123",
    "'+1 (202) 555-0123', +12025550123",
    "' +44 20 7946 0958 ', +442079460958",
    "tel:+1-202-555-0123, +12025550123",
    "+80012345678, +80012345678"
  })
  void readsInternationalNumbers(String written, String e164) {
    assertEquals(Optional.of(new PhoneNumber(e164)), PhoneNumber.parse(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "911",
        "2025550123",
        "+1",
        "+1202555012345678",
        "+999123456789",
        "hello",
        "+12025550123 ext. 7"
      })
  void refusesWhatIsNoInternationalNumber(String written) {
    assertEquals(Optional.empty(), PhoneNumber.parse(written));
  }

  @Test
  void readsNationalNumbersNearANumber() {
    PhoneNumber ours = new PhoneNumber("+12025550100");
    assertEquals(
        Optional.of(new PhoneNumber("+12025550123")),
        PhoneNumber.parseNear("(202) 555-0123", ours));
  }

  @Test
  void isConstructedInItsCanonicalFormOnly() {
    assertThrows(IllegalArgumentException.class, () -> new PhoneNumber("+1 202 555 0123"));
  }

  @Test
  void readsEveryKindOfSender() {
    assertEquals(Optional.of(new ShortCode("62262")), Party.parse("62262"));
    assertEquals(Optional.of(new SenderName("PARCELS 24")), Party.parse("PARCELS 24"));
    assertEquals(Optional.of(new PhoneNumber("+12025550123")), Party.parse("+12025550123"));
    assertEquals(Optional.empty(), Party.parse("whatsapp:+12025550123"));
    assertEquals(Optional.empty(), Party.parse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+12025550123", "62262", "PARCELS"})
  void redactsItself(String address) {
    assertFalse(Party.parse(address).orElseThrow().toString().contains(address));
  }
}
