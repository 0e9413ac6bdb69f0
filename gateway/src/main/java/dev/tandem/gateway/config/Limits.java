package dev.tandem.gateway.config;

/// Every bound of the gateway's edges, with its unit in its name. What happens at a bound is a
/// tested outcome: a `problem+json` of its own, or a closed connection with a code.
///
/// @param headerBytes all header lines of one request together
/// @param requestLineBytes method, path and query of one request
/// @param bodyBytes body of one API request
/// @param bodySeconds time a body may take to arrive
/// @param idleSeconds silence after which a connection is closed
/// @param jsonDepth arrays and objects inside each other
/// @param jsonTextChars one JSON string
/// @param pageItems items of one page at most
/// @param defaultPageItems items of one page when the request names none
/// @param requestsAtOnce API requests in work; more are answered with 503
/// @param filesAtOnce files (contacts, pictures) in work, each held whole; more are answered with
///   503
/// @param streamsAtOnce files (what goes with texts) that are read while they come, a thread each;
///   more are answered with 503
/// @param frameBytes one WebSocket message that is read at all; realtime refuses smaller ones
///   already
/// @param signInsPerEmail attempts for one e-mail address within [#signInWindowSeconds]
/// @param signInsPerAddress attempts from one network address within [#signInWindowSeconds]
/// @param signInWindowSeconds time after which spent attempts are given back
/// @param passwordChars longest password
public record Limits(
    int headerBytes,
    int requestLineBytes,
    int bodyBytes,
    int bodySeconds,
    int idleSeconds,
    int jsonDepth,
    int jsonTextChars,
    int pageItems,
    int defaultPageItems,
    int requestsAtOnce,
    int filesAtOnce,
    int streamsAtOnce,
    int frameBytes,
    int signInsPerEmail,
    int signInsPerAddress,
    int signInWindowSeconds,
    int passwordChars) {

  /// The bounds of a real installation.
  public static final Limits DEFAULTS =
      new Limits(
          16 * 1024,
          4 * 1024,
          64 * 1024,
          15,
          75,
          16,
          32 * 1024,
          100,
          50,
          512,
          4,
          16,
          256 * 1024,
          10,
          60,
          300,
          256);

  public Limits {
    if (headerBytes < 1024 || requestLineBytes < 256 || bodyBytes < 1024 || frameBytes < 1024) {
      throw new IllegalArgumentException("a byte limit is too small for any real request");
    }
    if (jsonDepth < 4 || jsonTextChars > bodyBytes || defaultPageItems > pageItems) {
      throw new IllegalArgumentException("limits contradict each other");
    }
    if (requestsAtOnce < 1 || signInsPerEmail < 1 || signInsPerAddress < 1) {
      throw new IllegalArgumentException("a limit of nothing shuts everybody out");
    }
  }
}
