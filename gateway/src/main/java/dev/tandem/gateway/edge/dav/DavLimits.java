package dev.tandem.gateway.edge.dav;

/// Every bound of the CardDAV edge, with its unit in its name; what happens at each is tested.
///
/// @param cardBytes one vCard as a client sends it, its picture included; more is
///   `CARDDAV:max-resource-size`
/// @param xmlBytes body of one PROPFIND, PROPPATCH or REPORT; more is 413
/// @param xmlElements elements in such a body
/// @param xmlDepth elements inside each other
/// @param xmlTextChars text of one element, or of one attribute's value
/// @param nameBytes the name of a card in an address, in UTF-8 without escapes
/// @param answered cards of one answer; who syncs goes on behind them, who queries is told that
///   there are more
/// @param answeredWithData the same when the cards themselves are asked for
/// @param requestsAtOnce requests in work; more are answered with 503
/// @param failuresPerUser wrong passwords of one user from one network address within
///   [#failureWindowSeconds]
/// @param failuresPerAddress wrong passwords from one network address within the same time
/// @param failureWindowSeconds time after which spent failures are given back
/// @param refusalsAudited wrong passwords of one user that go into the audit log within
///   [#auditWindowSeconds]; more are only counted
/// @param auditWindowSeconds time after which spent entries are given back
/// @param bodySeconds time a body may take to arrive, a picture over a bad mobile network; then 408
public record DavLimits(
    int cardBytes,
    int xmlBytes,
    int xmlElements,
    int xmlDepth,
    int xmlTextChars,
    int nameBytes,
    int answered,
    int answeredWithData,
    int requestsAtOnce,
    int failuresPerUser,
    int failuresPerAddress,
    int failureWindowSeconds,
    int refusalsAudited,
    int auditWindowSeconds,
    int bodySeconds) {

  /// The bounds of a real installation.
  public static final DavLimits DEFAULTS =
      new DavLimits(
          2 * 1024 * 1024,
          2 * 1024 * 1024,
          20_000,
          16,
          8 * 1024,
          255,
          10_000,
          1_000,
          32,
          10,
          60,
          300,
          5,
          3_600,
          60);

  public DavLimits {
    if (cardBytes < 1024 || xmlBytes < 1024 || xmlElements < 16 || xmlDepth < 6) {
      throw new IllegalArgumentException("a limit is too small for any real client");
    }
    if (answered < 1 || answeredWithData < 1 || requestsAtOnce < 1) {
      throw new IllegalArgumentException("a limit of nothing answers nobody");
    }
  }
}
