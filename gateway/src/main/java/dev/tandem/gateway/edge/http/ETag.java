package dev.tandem.gateway.edge.http;

import dev.tandem.storage.contact.Contact;
import java.util.Arrays;

/// A contact's entity tag (RFC 9110 section 8.8.3): the address book's count at its last change.
final class ETag {
  private ETag() {}

  static String of(Contact contact) {
    return "\"" + contact.seq() + "\"";
  }

  /// Refuses when `If-Match` names another state than the contact's.
  static void check(Ask ask, Contact contact) {
    String wanted = ask.headers().get("if-match");
    if (wanted == null || wanted.strip().equals("*")) {
      return;
    }
    boolean named =
        Arrays.stream(wanted.split(",")).map(String::strip).anyMatch(of(contact)::equals);
    if (!named) {
      throw Refusal.of(
          ProblemCode.PRECONDITION_FAILED,
          "Read the contact again, and change what it is now with its new ETag.");
    }
  }
}
