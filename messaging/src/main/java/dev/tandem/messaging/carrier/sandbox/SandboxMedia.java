package dev.tandem.messaging.carrier.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// An attachment in the sandbox's ledger, as it was fetched.
///
/// @param sha256 of what was fetched, in hexadecimal digits
/// @param content empty once newer texts took its room
record SandboxMedia(String sid, String contentType, String sha256, Buffer content) {

  static SandboxMedia of(String sid, String contentType, Buffer content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
      return new SandboxMedia(sid, contentType, HexFormat.of().formatHex(hash), content);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  SandboxMedia forgotten() {
    return new SandboxMedia(sid, contentType, sha256, Buffer.buffer());
  }

  /// The Media resource of the REST API (`api.v2010.account.message.media`), and the hash.
  JsonObject resource(SandboxText text) {
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", text.accountSid())
        .put("parent_sid", text.sid())
        .put("content_type", contentType)
        .put("sha256", sha256)
        .put("uri", text.path() + "/Media/" + sid + ".json");
  }

  @Override
  public String toString() {
    return "SandboxMedia[" + sid + "]";
  }
}
