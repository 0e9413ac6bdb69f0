package dev.tandem.messaging.text;

import java.io.ByteArrayOutputStream;

/// The GSM 7 bit default alphabet and its extension table (3GPP TS 23.038 sections 6.2.1 and
/// 6.2.1.1).
public final class Gsm7 {
  private static final byte ESCAPE = 0x1b;

  /// In the order of the table, 0x00 to 0x7F without 0x1B, the escape to the extension table.
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅå"
          + "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
          + " !\"#¤%&'()*+,-./"
          + "0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNO"
          + "PQRSTUVWXYZÄÖÑÜ§"
          + "¿abcdefghijklmno"
          + "pqrstuvwxyzäöñüà";

  /// Reached through the escape, so each takes two septets.
  private static final String EXTENSION = "\f^{}\\[~]|€";

  /// Where the characters of [#EXTENSION] stand behind the escape.
  private static final byte[] EXTENSION_CODES = {
    0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65
  };

  private static final byte[] SEPTETS = septets();

  private Gsm7() {}

  /// Septets that the character takes: 1, 2, or 0 when the alphabet lacks it.
  static int septets(char c) {
    return c < SEPTETS.length ? SEPTETS[c] : 0;
  }

  /// Whether the alphabet holds every character.
  public static boolean holds(String text) {
    return text.chars().allMatch(c -> septets((char) c) > 0);
  }

  /// The text with a byte a septet, which is how SMPP carries it; what the alphabet lacks is `?`.
  public static byte[] unpacked(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int basic = BASIC.indexOf(c);
      int extended = EXTENSION.indexOf(c);
      if (basic >= 0) {
        out.write(basic < ESCAPE ? basic : basic + 1);
      } else if (extended >= 0) {
        out.write(ESCAPE);
        out.write(EXTENSION_CODES[extended]);
      } else {
        out.write('?');
      }
    }
    return out.toByteArray();
  }

  /// The text of such bytes. What is no septet, or nothing behind an escape, is U+FFFD.
  public static String read(byte[] unpacked) {
    StringBuilder text = new StringBuilder(unpacked.length);
    for (int i = 0; i < unpacked.length; i++) {
      byte code = unpacked[i];
      if (code != ESCAPE) {
        text.append(code < 0 ? '\ufffd' : BASIC.charAt(code < ESCAPE ? code : code - 1));
      } else if (++i < unpacked.length) {
        text.append(extended(unpacked[i]));
      }
    }
    return text.toString();
  }

  /// A code that the extension lacks stands for the basic character (TS 23.038 section 6.2.1.1).
  private static char extended(byte code) {
    for (int i = 0; i < EXTENSION_CODES.length; i++) {
      if (EXTENSION_CODES[i] == code) {
        return EXTENSION.charAt(i);
      }
    }
    return code < 0 || code == ESCAPE ? '\ufffd' : BASIC.charAt(code < ESCAPE ? code : code - 1);
  }

  private static byte[] septets() {
    byte[] table = new byte['€' + 1];
    BASIC.chars().forEach(c -> table[c] = 1);
    EXTENSION.chars().forEach(c -> table[c] = 2);
    return table;
  }
}
