package dev.tandem.messaging.carrier.sandbox;

import io.vertx.core.json.JsonObject;

/// A refusal as Twilio's API words it.
enum SandboxProblem {
  AUTHENTICATE(401, 20003, "Authenticate"),
  NOT_FOUND(404, 20404, "The requested resource was not found"),
  METHOD(405, 20004, "Method not allowed"),
  TOO_LARGE(413, 20413, "Request entity too large"),
  BAD_FORM(400, 20001, "The request cannot be read as a form"),
  TO_MISSING(400, 21604, "A 'To' phone number is required."),
  TO_INVALID(400, 21211, "Invalid 'To' Phone Number"),
  FROM_MISSING(400, 21603, "A 'From' phone number is required."),
  FROM_INVALID(400, 21212, "Invalid From Number (caller ID)"),
  BODY_MISSING(400, 21602, "Message body is required."),
  BODY_TOO_LONG(400, 21617, "The concatenated message body exceeds the 1600 character limit"),
  MEDIA_INVALID(400, 21620, "Invalid media URL(s)"),
  MEDIA_TOO_MANY(400, 21623, "Number of media files exceeds allowed limit"),
  CALLBACK_INVALID(400, 21609, "The 'StatusCallback' URL is not a valid URL"),
  OPTED_OUT(400, 21610, "Attempt to send to unsubscribed recipient");

  private final int status;
  private final int code;
  private final String message;

  SandboxProblem(int status, int code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  int status() {
    return status;
  }

  JsonObject body() {
    return new JsonObject()
        .put("code", code)
        .put("message", message)
        .put("more_info", "https://www.twilio.com/docs/errors/" + code)
        .put("status", status);
  }
}
