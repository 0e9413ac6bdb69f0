package dev.tandem.messaging.text;

/// How the air interface carries a text (3GPP TS 23.038). A segment is 140 octets; a text of
/// several segments spends 6 of them on the header that joins the parts.
public enum Encoding {
  /// Seven bits a character, 16 bits for those of the extension table.
  GSM7(160, 153),
  /// UTF-16 code units.
  UCS2(70, 67);

  private final int singleUnits;
  private final int partUnits;

  Encoding(int singleUnits, int partUnits) {
    this.singleUnits = singleUnits;
    this.partUnits = partUnits;
  }

  /// Units (septets or UTF-16 units) in a text of one segment.
  public int singleUnits() {
    return singleUnits;
  }

  /// Units in each part of a longer text.
  public int partUnits() {
    return partUnits;
  }

  /// The word for it in stored messages.
  public dev.tandem.storage.message.Encoding stored() {
    return switch (this) {
      case GSM7 -> dev.tandem.storage.message.Encoding.GSM7;
      case UCS2 -> dev.tandem.storage.message.Encoding.UCS2;
    };
  }
}
