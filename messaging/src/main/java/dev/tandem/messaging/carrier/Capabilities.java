package dev.tandem.messaging.carrier;

/// What a carrier can do, as data: the composer shows it and sending obeys it.
///
/// @param mms texts with attachments
/// @param group one text to several people who see each other
/// @param maxChars most UTF-16 units of one text
/// @param maxSegments most segments of one text
/// @param maxAttachments most attachments of one text
/// @param maxAttachmentBytes most bytes of all attachments of one text
/// @param segmentsPerSecond what one ordinary number may send; the carrier queues or refuses more
/// @param redaction whether the carrier can be asked to forget a text's words
/// @param lookUp what a text whose send has no certain end can be found by
/// @param answersKeywords whether the carrier itself answers STOP, START and HELP unless told
///   otherwise, so that an answer of ours would be a second one
public record Capabilities(
    boolean mms,
    boolean group,
    int maxChars,
    int maxSegments,
    int maxAttachments,
    int maxAttachmentBytes,
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

  public Capabilities {
    if (maxChars < 1 || maxSegments < 1 || segmentsPerSecond <= 0 || mms != (maxAttachments > 0)) {
      throw new IllegalArgumentException("A carrier takes texts, and attachments only by MMS");
    }
  }
}
