package dev.tandem.gateway.edge.dav;

import java.util.UUID;

/// What an address names. A member's own principal and workspace are all that exists for them.
///
/// ```
/// /dav/                                     ROOT       who am I?
/// /dav/principals/{member}/                 PRINCIPAL  the member
/// /dav/addressbooks/{workspace}/            HOME       their address books: one
/// /dav/addressbooks/{workspace}/contacts/   BOOK       the workspace's contacts
/// ...contacts/{name}                        CARD       one of them
/// ```
sealed interface Target {
  record Root() implements Target {}

  record Principals() implements Target {}

  record Principal(UUID member) implements Target {}

  record Home(UUID workspace) implements Target {}

  record Book(UUID workspace) implements Target {}

  /// `name` is decoded.
  record Card(UUID workspace, String name) implements Target {
    @Override
    public String toString() {
      return "Card[" + workspace + "]";
    }
  }

  /// The route as the request count names it.
  default String route() {
    return switch (this) {
      case Root _ -> "/dav";
      case Principals _ -> "/dav/principals";
      case Principal _ -> "/dav/principals/{member}";
      case Home _ -> "/dav/addressbooks/{workspace}";
      case Book _ -> "/dav/addressbooks/{workspace}/contacts";
      case Card _ -> "/dav/addressbooks/{workspace}/contacts/{name}";
    };
  }
}
