package dev.tandem.messaging.carrier;

import java.util.Set;

/// What a carrier can do, as data: the composer shows it and sending obeys it.
///
/// @param mms texts with attachments
/// @param groupReceivers how many people one text can go to who see each other; 0 where that is not
///   offered
/// @param maxChars most UTF-16 units of one text
/// @param maxSegments most segments of one text
/// @param maxAttachments most attachments of one text
/// @param maxAttachmentBytes most bytes of all attachments of one text
/// @param maxFileBytes most bytes of one of them
/// @param mediaTypes what attachments may be (RFC 6838)
/// @param segmentsPerSecond what one ordinary number may send; the carrier queues or refuses more
/// @param redaction whether the carrier can be asked to forget a text's words
/// @param lookUp what a text whose send has no certain end can be found by
/// @param answersKeywords whether the carrier itself answers STOP, START and HELP unless told
///   otherwise, so that an answer of ours would be a second one
public record Capabilities(
    boolean mms,
    int groupReceivers,
    int maxChars,
    int maxSegments,
    int maxAttachments,
    int maxAttachmentBytes,
    int maxFileBytes,
    Set<String> mediaTypes,
    double segmentsPerSecond,
    boolean redaction,
    LookUp lookUp,
    boolean answersKeywords) {

  /// What a text can be found by.
  public enum LookUp {
    /// Numbers, words and time.
    BY_WORDS,
    /// Nothing that is certain: such a text is settled by its delivery report.
    BY_REPORT_ONLY
  }

  /// What carriers and phones commonly take. WebP and HEIC are not among it: few phones show the
  /// one, and where either was taken cannot be removed from it here.
  public static final Set<String> COMMON_MEDIA =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/bmp",
          "video/mp4",
          "video/3gpp",
          "video/quicktime",
          "audio/mpeg",
          "audio/mp4",
          "audio/amr",
          "audio/ogg",
          "text/vcard",
          "application/pdf");

  public Capabilities {
    mediaTypes = Set.copyOf(mediaTypes);
    if (maxChars < 1 || maxSegments < 1 || segmentsPerSecond <= 0 || mms != (maxAttachments > 0)) {
      throw new IllegalArgumentException("A carrier takes texts, and attachments only by MMS");
    }
    if (groupReceivers != 0 && (groupReceivers < 2 || !mms)) {
      throw new IllegalArgumentException("A group has two receivers or more, and goes by MMS");
    }
  }

  /// Whether one text can go to several people who see each other.
  public boolean group() {
    return groupReceivers > 0;
  }

  /// A carrier that takes the common kinds, and for one attachment as many bytes as for all.
  public Capabilities(
      boolean mms,
      int groupReceivers,
      int maxChars,
      int maxSegments,
      int maxAttachments,
      int maxAttachmentBytes,
      double segmentsPerSecond,
      boolean redaction,
      LookUp lookUp,
      boolean answersKeywords) {
    this(
        mms,
        groupReceivers,
        maxChars,
        maxSegments,
        maxAttachments,
        maxAttachmentBytes,
        maxAttachmentBytes,
        mms ? COMMON_MEDIA : Set.of(),
        segmentsPerSecond,
        redaction,
        lookUp,
        answersKeywords);
  }
}
