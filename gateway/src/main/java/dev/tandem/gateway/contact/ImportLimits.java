package dev.tandem.gateway.contact;

/// What a file of contacts may be at most. A file that is more is refused as a whole; a row that is
/// more is refused alone, and the others go on.
public final class ImportLimits {
  /// Bytes of one file: 16 MiB.
  public static final int FILE_BYTES = 16 << 20;

  /// Contacts of one file.
  public static final int ROWS = 10_000;

  /// Bytes of one vCard, its picture included: 2 MiB.
  public static final int VCARD_BYTES = 2 << 20;

  /// Lines of one vCard that are no continuation: its properties, and those of vCards inside it.
  public static final int VCARD_PROPERTIES = 1_000;

  /// vCards inside a vCard (`AGENT` of vCard 2.1).
  public static final int VCARD_DEPTH = 3;

  /// Characters of a vCard without its picture that are kept beside the fields that are known: 64
  /// Ki.
  public static final int SOURCE_CHARS = 64 << 10;

  /// Characters of all fields of a contact together: 64 Ki.
  public static final int CARD_CHARS = 64 << 10;

  /// Columns of one CSV row.
  public static final int COLUMNS = 300;

  /// Characters of one CSV field: 32 Ki.
  public static final int FIELD_CHARS = 32 << 10;

  /// Numbers, addresses and other things of which a contact has several, of each.
  public static final int OF_A_KIND = 100;

  private ImportLimits() {}
}
