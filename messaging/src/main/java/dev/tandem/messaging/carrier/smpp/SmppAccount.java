package dev.tandem.messaging.carrier.smpp;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CredentialForm;
import dev.tandem.messaging.carrier.CredentialForm.Field;
import java.util.List;

/// An account at an SMSC: where it is, who we are there, and what it expects of texts.
///
/// @param tls whether the connection is sealed
record SmppAccount(
    String systemId,
    String host,
    int port,
    String password,
    boolean tls,
    Alphabet alphabet,
    LongTexts longTexts) {

  /// What the SMSC takes data_coding 0 for (section 5.2.19: "SMSC default alphabet").
  enum Alphabet {
    GSM7,
    LATIN1
  }

  /// How a text that does not fit into one PDU is handed over.
  enum LongTexts {
    /// In parts, each with a user data header (3GPP TS 23.040 section 9.2.3.24.1): passes
    /// everywhere.
    UDH,
    /// In parts with sar_msg_ref_num and its kin (section 5.3.2.22): the SMSC makes the headers.
    SAR,
    /// Whole, in message_payload (section 5.3.2.32): the SMSC cuts it.
    PAYLOAD
  }

  private static final Field SECURITY =
      Field.choice("security", "Security", List.of("tls", "plain"));
  private static final Field ALPHABET =
      Field.choice("alphabet", "Default alphabet", List.of("gsm7", "latin1"));
  private static final Field LONG_TEXTS =
      Field.choice("long_texts", "Long texts", List.of("udh", "sar", "payload"));

  /// The system id is part of the name, for it says little without the SMSC that it is one of. A
  /// password has at most 8 octets (section 5.2.2).
  static final CredentialForm FORM =
      new CredentialForm(
          Field.of(
              "account_id",
              "System ID and address (id@host:port)",
              "[!-.0-?A-~]{1,15}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?:[1-9][0-9]{0,4}"),
          Field.secret("auth_token", "Password", "[!-~]{1,8}"),
          List.of(SECURITY, ALPHABET, LONG_TEXTS));

  static SmppAccount of(CarrierAccess access) {
    String id = access.accountId();
    int at = id.lastIndexOf('@');
    int colon = id.lastIndexOf(':');
    return new SmppAccount(
        id.substring(0, at),
        id.substring(at + 1, colon),
        Integer.parseInt(id.substring(colon + 1)),
        access.authToken().reveal(),
        !access.secret(SECURITY).equals("plain"),
        access.secret(ALPHABET).equals("latin1") ? Alphabet.LATIN1 : Alphabet.GSM7,
        switch (access.secret(LONG_TEXTS)) {
          case "sar" -> LongTexts.SAR;
          case "payload" -> LongTexts.PAYLOAD;
          default -> LongTexts.UDH;
        });
  }

  @Override
  public String toString() {
    return "SmppAccount[" + host + ":" + port + "]";
  }
}
