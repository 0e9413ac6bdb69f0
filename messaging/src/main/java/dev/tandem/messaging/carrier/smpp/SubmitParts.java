package dev.tandem.messaging.carrier.smpp;

import dev.tandem.messaging.carrier.smpp.SmppAccount.LongTexts;
import dev.tandem.messaging.text.Encoding;
import dev.tandem.messaging.text.Segments;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Message_payload;
import org.jsmpp.bean.OptionalParameter.Sar_msg_ref_num;
import org.jsmpp.bean.OptionalParameter.Sar_segment_seqnum;
import org.jsmpp.bean.OptionalParameter.Sar_total_segments;

/// A text as the submit_sm PDUs that hand it over, in order. Pure.
///
/// A person sees a text of several parts only when all have come, so it is not sent before the last
/// part is. The parts of a text have the same reference whenever they are sent: a phone that gets
/// one twice keeps one.
final class SubmitParts {
  /// @param header whether `octets` begin with a user data header
  record Part(Buffer octets, byte coding, boolean header, List<OptionalParameter> parameters) {}

  private SubmitParts() {}

  static List<Part> of(UUID messageId, String text, SmppAccount account) {
    byte coding = DataCodingScheme.of(text, account.alphabet());
    Encoding encoding = coding == DataCodingScheme.UCS2 ? Encoding.UCS2 : Encoding.GSM7;
    List<String> parts = Segments.of(text, encoding).parts();
    if (parts.size() <= 1) {
      return List.of(
          new Part(Buffer.buffer(octets(text, coding, account)), coding, false, List.of()));
    }
    if (account.longTexts() == LongTexts.PAYLOAD) {
      return List.of(
          new Part(
              Buffer.buffer(),
              coding,
              false,
              List.of(new Message_payload(octets(text, coding, account)))));
    }
    List<Part> cut = new ArrayList<>();
    for (int place = 1; place <= parts.size(); place++) {
      byte[] words = octets(parts.get(place - 1), coding, account);
      cut.add(
          account.longTexts() == LongTexts.SAR
              ? sar(words, coding, messageId, parts.size(), place)
              : udh(words, coding, messageId, parts.size(), place));
    }
    return List.copyOf(cut);
  }

  private static byte[] octets(String text, byte coding, SmppAccount account) {
    return DataCodingScheme.write(text, coding, account.alphabet());
  }

  /// ```
  /// 05  length of the header
  /// 00  concatenated short message, 8-bit reference
  /// 03  length of what follows
  ///     reference, parts, place
  /// ```
  private static Part udh(byte[] words, byte coding, UUID id, int total, int place) {
    Buffer octets =
        Buffer.buffer(new byte[] {5, 0, 3, (byte) reference(id), (byte) total, (byte) place})
            .appendBytes(words);
    return new Part(octets, coding, true, List.of());
  }

  private static Part sar(byte[] words, byte coding, UUID id, int total, int place) {
    return new Part(
        Buffer.buffer(words),
        coding,
        false,
        List.of(
            new Sar_msg_ref_num((short) reference(id)),
            new Sar_total_segments((byte) total),
            new Sar_segment_seqnum((byte) place)));
  }

  private static int reference(UUID id) {
    return (int) id.getLeastSignificantBits();
  }
}
