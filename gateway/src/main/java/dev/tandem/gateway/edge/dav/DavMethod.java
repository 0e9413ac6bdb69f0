package dev.tandem.gateway.edge.dav;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The methods that are answered. The others of WebDAV (COPY, MOVE, LOCK, UNLOCK, POST) are told
/// what there is instead, and so is MKCOL: the one address book is there already.
enum DavMethod {
  OPTIONS,
  PROPFIND,
  PROPPATCH,
  REPORT,
  MKCOL,
  GET,
  HEAD,
  PUT,
  DELETE;

  static Optional<DavMethod> of(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
  }

  /// The methods `target` takes, as `Allow` lists them.
  static String allowed(Target target) {
    return Arrays.stream(values())
        .filter(it -> it.fits(target))
        .map(Enum::name)
        .collect(Collectors.joining(", "));
  }

  boolean fits(Target target) {
    return switch (this) {
      case OPTIONS, PROPFIND, PROPPATCH, REPORT -> true;
      case GET, HEAD, PUT, DELETE -> target instanceof Target.Card;
      case MKCOL -> false;
    };
  }
}
