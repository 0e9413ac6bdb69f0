package dev.tandem.gateway.edge.http;

import java.util.Locale;

/// Everything a client can be told went wrong (RFC 9457): a closed list. The code is the last
/// segment of the problem's `type`.
public enum ProblemCode {
  MALFORMED_REQUEST(400, "The request is not well-formed HTTP"),
  MALFORMED_JSON(400, "The body is not the JSON that is expected here"),
  MALFORMED_CURSOR(400, "The cursor is not one that a list gave out"),
  UNAUTHENTICATED(401, "Sign in first"),
  SIGN_IN_FAILED(401, "E-mail and password do not fit together"),
  FORBIDDEN(403, "Your role does not allow this"),
  FOREIGN_ORIGIN(403, "The request comes from another site"),
  FORGED(403, "The signature does not fit"),
  NOT_FOUND(404, "There is nothing here for you"),
  METHOD_NOT_ALLOWED(405, "This address does not take this method"),
  BODY_TOO_SLOW(408, "The body took too long"),
  CONFLICT(409, "It is not in a state that allows this"),
  IDEMPOTENCY_CONFLICT(409, "The Idempotency-Key was used for another request"),
  SEARCH_OFF(409, "Search is switched off in this workspace"),
  MASS_DELETION(409, "That is more deleted contacts than usual"),
  NO_CONSENT(409, "The text is held back"),
  QUIET_HOURS(409, "It is night where they are"),
  LINK_UNUSABLE(410, "The sign-in link is used up or expired"),
  PRECONDITION_FAILED(412, "It was changed meanwhile"),
  BODY_TOO_LARGE(413, "The body is too large"),
  ADDRESS_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is not of a type that is taken here"),
  RANGE_NOT_SATISFIABLE(416, "The range lies outside the sound"),
  WRONG_HOST(421, "This gateway does not answer for that host"),
  UNREADABLE_FILE(422, "The file cannot be taken"),
  INVALID_FIELDS(422, "Some fields cannot be accepted"),
  TOO_MANY_REQUESTS(429, "Too many attempts"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL(500, "Something broke on our side"),
  UNAVAILABLE(503, "The gateway cannot do this right now"),
  SEALED(503, "The gateway is sealed: its root key is away"),
  STORAGE_FULL(507, "There is no room left to keep this");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// The HTTP status it is answered with.
  public int status() {
    return status;
  }

  /// What it means, the same for every occurrence.
  public String title() {
    return title;
  }

  /// The code as clients see it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
