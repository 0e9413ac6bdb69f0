package dev.tandem.messaging.carrier.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.LineEvent.ReceiptReceived;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.OctetString;
import org.jsmpp.bean.OptionalParameter.Tag;

/// Reads an SMSC's delivery receipt: from receipted_message_id and message_state where they are
/// (sections 5.3.2.12, 5.3.2.35), else from the words that appendix B suggests: `id:IIIIIIIIII
/// sub:SSS dlvrd:DDD submit date:… done date:… stat:DDDDDDD err:E text:…`. Pure.
final class ReceiptReader {
  private static final Pattern ID = Pattern.compile("(?i)\\bid:\\s*([^\\s]{1,65})");
  private static final Pattern STATE = Pattern.compile("(?i)\\bstat:\\s*([A-Za-z]{1,10})");
  private static final Pattern ERROR = Pattern.compile("(?i)\\berr:\\s*([0-9A-Za-z]{1,8})");

  /// message_state, from 1 (section 5.2.28).
  private static final List<String> STATES =
      List.of(
          "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD");

  private ReceiptReader() {}

  static Optional<ReceiptReceived> read(DeliverSm pdu, PhoneNumber from, PhoneNumber to) {
    String words = new String(DeliverSmReader.octets(pdu), ISO_8859_1);
    List<String> spellings = new ArrayList<>();
    text(pdu, Tag.RECEIPTED_MESSAGE_ID).map(MessageIds::spellings).ifPresent(spellings::addAll);
    first(ID, words).map(MessageIds::spellings).ifPresent(spellings::addAll);
    Optional<String> state =
        state(pdu).or(() -> first(STATE, words)).map(word -> word.toUpperCase(Locale.ROOT));
    if (spellings.isEmpty() || state.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = spellings.stream().distinct().toList();
    return reached(state.get())
        .map(
            reached ->
                new ReceiptReceived(known, from, to, reached, error(reached, state.get(), words)));
  }

  private static Optional<DeliveryState> reached(String state) {
    return switch (state) {
      case "ENROUTE", "ACCEPTD" -> Optional.of(DeliveryState.SENT);
      case "DELIVRD" -> Optional.of(DeliveryState.DELIVERED);
      case "EXPIRED", "DELETED", "UNDELIV", "UNKNOWN" -> Optional.of(DeliveryState.UNDELIVERED);
      case "REJECTD" -> Optional.of(DeliveryState.FAILED);
      default -> Optional.empty();
    };
  }

  /// The state says what a person can do; the network's own code, where there is one, is for the
  /// carrier's documentation.
  private static Optional<CarrierError> error(DeliveryState reached, String state, String words) {
    if (reached != DeliveryState.UNDELIVERED && reached != DeliveryState.FAILED) {
      return Optional.empty();
    }
    String code =
        first(ERROR, words)
            .filter(number -> !number.matches("0+"))
            .map(number -> state + " " + number)
            .orElse(state);
    CarrierError known = SmppErrors.TABLE.of(SmppErrors.TABLE.knows(state) ? state : code);
    return Optional.of(new CarrierError(code, known.remedy(), known.detail()));
  }

  private static Optional<String> state(DeliverSm pdu) {
    OptionalParameter state = pdu.getOptionalParameter(Tag.MESSAGE_STATE.code());
    return state instanceof OptionalParameter.Byte one
            && one.getValue() >= 1
            && one.getValue() <= STATES.size()
        ? Optional.of(STATES.get(one.getValue() - 1))
        : Optional.empty();
  }

  private static Optional<String> text(DeliverSm pdu, Tag tag) {
    OptionalParameter value = pdu.getOptionalParameter(tag.code());
    return value instanceof OctetString octets
        ? Optional.of(octets.getValueAsString().replace("\0", "").strip())
            .filter(id -> !id.isEmpty())
        : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String words) {
    Matcher found = pattern.matcher(words);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
