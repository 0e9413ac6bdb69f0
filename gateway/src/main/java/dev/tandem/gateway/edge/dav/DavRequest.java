package dev.tandem.gateway.edge.dav;

import dev.tandem.gateway.account.AppPasswordSignIn.Result.In;
import io.vertx.core.MultiMap;
import java.util.Optional;

/// One request as the use cases see it: authenticated, limited, its address read.
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
record DavRequest(In who, DavMethod method, Target target, MultiMap headers, byte[] body) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Conditions conditions() {
    return new Conditions(header("if-match"), header("if-none-match"));
  }

  /// Whether absent properties may be left out (RFC 8144 section 2.1, and `Brief` of before).
  boolean minimal() {
    return header("prefer").filter(field -> field.contains("return=minimal")).isPresent()
        || header("brief").filter(field -> field.equalsIgnoreCase("t")).isPresent();
  }

  /// `Depth` of a PROPFIND: 0 or 1. Without one it means the whole tree (RFC 4918 section 9.1),
  /// which nobody gets.
  boolean withChildren() {
    return switch (header("depth").orElse("infinity").strip()) {
      case "0" -> false;
      case "1", "1,noroot" -> true;
      default ->
          throw DavRefusal.condition(DavName.dav("propfind-finite-depth"), "Send Depth: 0 or 1.");
    };
  }

  @Override
  public String toString() {
    return "DavRequest[" + method + " " + target.route() + "]";
  }
}
