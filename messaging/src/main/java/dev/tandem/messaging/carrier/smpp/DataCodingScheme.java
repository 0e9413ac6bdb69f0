package dev.tandem.messaging.carrier.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tandem.messaging.carrier.smpp.SmppAccount.Alphabet;
import dev.tandem.messaging.text.Gsm7;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Optional;

/// What the octets of a text stand for (data_coding, section 5.2.19; 3GPP TS 23.038 section 4).
final class DataCodingScheme {
  static final byte DEFAULT = 0x00;
  static final byte UCS2 = 0x08;

  private static final Charset CYRILLIC = Charset.forName("ISO-8859-5");
  private static final Charset HEBREW = Charset.forName("ISO-8859-8");

  private DataCodingScheme() {}

  /// The default alphabet where it says all of the text, UCS-2 otherwise.
  static byte of(String text, Alphabet alphabet) {
    boolean holds =
        Gsm7.holds(text) && (alphabet == Alphabet.GSM7 || ISO_8859_1.newEncoder().canEncode(text));
    return holds ? DEFAULT : UCS2;
  }

  static byte[] write(String text, byte coding, Alphabet alphabet) {
    if (coding == UCS2) {
      ByteBuffer out = ByteBuffer.allocate(text.length() * Character.BYTES);
      text.chars().forEach(unit -> out.putChar((char) unit));
      return out.array();
    }
    return alphabet == Alphabet.GSM7 ? Gsm7.unpacked(text) : text.getBytes(ISO_8859_1);
  }

  /// The text; empty where the octets are no text, or in an alphabet that nobody uses.
  static Optional<String> read(byte[] octets, byte coding, Alphabet alphabet) {
    int code = coding & 0xff;
    return switch (code) {
      case 0x00 -> Optional.of(standard(octets, alphabet));
      case 0x01, 0x03 -> Optional.of(new String(octets, ISO_8859_1));
      case 0x06 -> Optional.of(new String(octets, CYRILLIC));
      case 0x07 -> Optional.of(new String(octets, HEBREW));
      case 0x08 -> Optional.of(units(octets));
      default -> group(octets, code, alphabet);
    };
  }

  /// The coding groups of TS 23.038 that SMPP passes on: with message class (0x10, 0xf0), and
  /// message waiting (0xc0, 0xd0 default alphabet, 0xe0 UCS-2).
  private static Optional<String> group(byte[] octets, int code, Alphabet alphabet) {
    return switch (code & 0xf0) {
      case 0x10 ->
          switch (code & 0x0c) {
            case 0x00 -> Optional.of(standard(octets, alphabet));
            case 0x08 -> Optional.of(units(octets));
            default -> Optional.empty();
          };
      case 0xc0, 0xd0 -> Optional.of(standard(octets, alphabet));
      case 0xe0 -> Optional.of(units(octets));
      case 0xf0 -> (code & 0x04) == 0 ? Optional.of(standard(octets, alphabet)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String standard(byte[] octets, Alphabet alphabet) {
    return alphabet == Alphabet.GSM7 ? Gsm7.read(octets) : new String(octets, ISO_8859_1);
  }

  /// Unit by unit: a decoder would replace half of a pair that was cut between two parts. An odd
  /// octet at the end is no unit.
  private static String units(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length / Character.BYTES);
    for (ByteBuffer in = ByteBuffer.wrap(octets); in.remaining() >= Character.BYTES; ) {
      text.append(in.getChar());
    }
    return text.toString();
  }
}
