package dev.tandem.gateway.edge.realtime;

/// Why the server closes a socket (RFC 6455 section 7.4.2, the private range), with what to do
/// about it.
enum CloseCode {
  MALFORMED(4400, "Send JSON frames as the protocol describes, hello first."),
  SIGNED_OUT(4401, "Sign in again."),
  SILENT(4408, "Nothing came through for too long: reconnect and resume."),
  REPLACED(4409, "This device connected anew elsewhere: do not reconnect by yourself."),
  TOO_LARGE(4413, "Send smaller frames."),
  TOO_FAST(4429, "Send less, then reconnect and resume.");

  private final short code;
  private final String advice;

  CloseCode(int code, String advice) {
    this.code = (short) code;
    this.advice = advice;
  }

  short code() {
    return code;
  }

  String advice() {
    return advice;
  }
}
