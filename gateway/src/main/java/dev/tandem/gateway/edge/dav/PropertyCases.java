package dev.tandem.gateway.edge.dav;

import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Workspaces;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/// PROPFIND and PROPPATCH (RFC 4918 sections 9.1 and 9.2).
final class PropertyCases {
  private final Storage storage;
  private final Shelf shelf;
  private final DavLimits limits;
  private final XmlReader xml;
  private final Members members = new Members();
  private final Workspaces workspaces = new Workspaces();

  PropertyCases(Storage storage, Shelf shelf, DavLimits limits, XmlReader xml) {
    this.storage = storage;
    this.shelf = shelf;
    this.limits = limits;
    this.xml = xml;
  }

  DavReply find(DavRequest ask) {
    boolean withChildren = ask.withChildren();
    PropertyRequest wanted =
        PropertyRequest.propfind(
            ask.body().length == 0 ? Optional.empty() : Optional.of(xml.read(ask.body())));
    Responses responses = new Responses(wanted, ask.minimal());
    WorkspaceId workspace = ask.who().workspace();
    CardViews cards = new CardViews(storage, shelf, workspace, wanted, responses);
    return reply(
        ask,
        switch (ask.target()) {
          case Target.Card(var _, String name) ->
              one(storage.inWorkspace(workspace, tx -> card(tx, cards, name)));
          case Target.Book book when withChildren ->
              Pieces.framed(
                  collections(ask, responses, List.of(book)), cards.of(all(workspace)), () -> "");
          case Target.Root _,
              Target.Principals _,
              Target.Principal _,
              Target.Home _,
              Target.Book _ ->
              one(
                  collections(
                      ask, responses, withChildren ? withChildren(ask) : List.of(ask.target())));
        });
  }

  /// Every card there is, never a part: who is not told of one takes it for deleted.
  private List<Shelf.Entry> all(WorkspaceId workspace) {
    return storage.inWorkspace(workspace, tx -> shelf.entries(tx, 0, Integer.MAX_VALUE)).stream()
        .filter(it -> !it.deleted())
        .toList();
  }

  private String card(Tenant tx, CardViews cards, String name) {
    return cards.open(tx, shelf.find(tx, name).orElseThrow(DavRefusal::notFound));
  }

  private static Iterator<String> one(String response) {
    return List.of(response).iterator();
  }

  private static List<Target> withChildren(DavRequest ask) {
    List<Target> targets = new ArrayList<>(List.of(ask.target()));
    switch (ask.target()) {
      case Target.Root _ -> targets.add(new Target.Principals());
      case Target.Principals _ -> targets.add(new Target.Principal(ask.who().memberId()));
      case Target.Home(var workspace) -> targets.add(new Target.Book(workspace));
      case Target.Principal _, Target.Book _, Target.Card _ -> {}
    }
    return targets;
  }

  private String collections(DavRequest ask, Responses responses, List<Target> targets) {
    LiveProperties properties = new LiveProperties(view(ask), limits);
    StringBuilder written = new StringBuilder();
    for (Target target : targets) {
      written.append(
          responses.found(Hrefs.path(target), properties.of(target), LiveProperties.CHEAP));
    }
    return written.toString();
  }

  private LiveProperties.View view(DavRequest ask) {
    return storage.inWorkspace(
        ask.who().workspace(),
        tx ->
            new LiveProperties.View(
                ask.who().memberId(),
                tx.workspace().value(),
                members
                    .find(tx, ask.who().memberId())
                    .map(Member::name)
                    .orElseThrow(DavRefusal::notFound)
                    .value(),
                workspaces.get(tx).name().value(),
                shelf.state(tx).seq()));
  }

  /// Nothing can be changed, and each property that was tried is told so.
  DavReply patch(DavRequest ask) {
    XmlElement update = xml.read(ask.body());
    List<QName> names =
        update.children().stream()
            .flatMap(it -> it.children(DavName.PROP).stream())
            .flatMap(it -> it.children().stream())
            .map(XmlElement::name)
            .distinct()
            .toList();
    if (!update.is(DavName.dav("propertyupdate")) || names.isEmpty()) {
      throw DavRefusal.malformed("Send a DAV:propertyupdate with properties.");
    }
    boolean there =
        !(ask.target() instanceof Target.Card(var _, String name))
            || storage.inWorkspace(ask.who().workspace(), tx -> shelf.has(tx, name));
    if (!there) {
      throw DavRefusal.notFound();
    }
    return reply(ask, one(Responses.unchangeable(Hrefs.path(ask.target()), names)));
  }

  static DavReply reply(DavRequest ask, Iterator<String> responses) {
    return new DavReply.MultiStatus(
        ask.minimal() ? Map.of("Preference-Applied", "return=minimal") : Map.of(),
        Pieces.framed(Responses.start(), responses, Responses::end));
  }
}
