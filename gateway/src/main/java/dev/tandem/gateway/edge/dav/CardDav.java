package dev.tandem.gateway.edge.dav;

import dev.tandem.gateway.account.AppPasswordSignIn.Result.In;
import dev.tandem.storage.Storage;
import java.util.Map;

/// The CardDAV server (RFC 6352) of one installation, behind the edge: who may ask what of which
/// target, and the use case that answers. Every member reads and writes the workspace's contacts,
/// as in REST. It blocks on storage, so it runs on virtual threads.
final class CardDav {
  private final PropertyCases properties;
  private final ReportCases reports;
  private final CardCases cards;

  CardDav(Storage storage, DavLimits limits, Hrefs hrefs) {
    Shelf shelf = new Shelf();
    XmlReader xml = new XmlReader(limits);
    this.properties = new PropertyCases(storage, shelf, limits, xml);
    this.reports = new ReportCases(storage, shelf, limits, xml, hrefs);
    this.cards = new CardCases(storage, shelf);
  }

  /// The answer to an authenticated request.
  ///
  /// @throws DavRefusal when there is none
  DavReply answer(DavRequest ask) {
    if (!own(ask.who(), ask.target())) {
      throw DavRefusal.notFound();
    }
    if (!ask.method().fits(ask.target())) {
      throw methodNotAllowed(ask.target());
    }
    return switch (ask.method()) {
      case PROPFIND -> properties.find(ask);
      case PROPPATCH -> properties.patch(ask);
      case REPORT -> reports.report(ask);
      case GET, HEAD -> cards.get(ask, name(ask));
      case PUT -> cards.put(ask, name(ask));
      case DELETE -> cards.delete(ask, name(ask));
      case OPTIONS, MKCOL -> throw methodNotAllowed(ask.target());
    };
  }

  static DavRefusal methodNotAllowed(Target target) {
    String allowed = DavMethod.allowed(target);
    return DavRefusal.with(405, "Use " + allowed + ".", Map.of("Allow", allowed));
  }

  /// Whether a target is one of the asking member's: there is nothing else for them.
  private static boolean own(In who, Target target) {
    return switch (target) {
      case Target.Root _, Target.Principals _ -> true;
      case Target.Principal(var member) -> member.equals(who.memberId());
      case Target.Home(var workspace) -> workspace.equals(who.workspace().value());
      case Target.Book(var workspace) -> workspace.equals(who.workspace().value());
      case Target.Card(var workspace, var _) -> workspace.equals(who.workspace().value());
    };
  }

  private static String name(DavRequest ask) {
    return switch (ask.target()) {
      case Target.Card card -> card.name();
      case Target.Root _, Target.Principals _, Target.Principal _, Target.Home _, Target.Book _ ->
          throw new IllegalStateException("the method fits cards alone");
    };
  }
}
