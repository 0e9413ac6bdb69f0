package dev.tandem.gateway.edge.dav;

import static dev.tandem.gateway.edge.dav.DavName.card;
import static dev.tandem.gateway.edge.dav.DavName.dav;

import dev.tandem.gateway.edge.dav.Responses.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.xml.namespace.QName;

/// The properties of everything but cards: who is asking, where their address book is, what it can
/// do (RFC 4918 section 15, 3744 sections 4 and 5, 5397, 6352 sections 6.2 and 7.1, 6578 section
/// 4).
final class LiveProperties {
  /// What a member sees of themselves and their workspace.
  ///
  /// @param seq the address book's count of changes
  record View(UUID member, UUID workspace, String memberName, String workspaceName, long seq) {
    @Override
    public String toString() {
      return "View[" + workspace + "]";
    }
  }

  /// What `allprop` means for a collection.
  static final Set<QName> CHEAP = Set.of(DavName.DISPLAYNAME, dav("resourcetype"));

  private static final List<QName> PRIVILEGES =
      List.of(
          dav("read"),
          dav("write"),
          dav("write-content"),
          dav("bind"),
          dav("unbind"),
          dav("read-current-user-privilege-set"));

  private final View view;
  private final DavLimits limits;

  LiveProperties(View view, DavLimits limits) {
    this.view = view;
    this.limits = limits;
  }

  /// The properties of `target`, which is no card.
  Map<QName, Value> of(Target target) {
    Map<QName, Value> has = common();
    switch (target) {
      case Target.Root _, Target.Principals _ -> collection(has, List.of());
      case Target.Principal _ -> principal(has);
      case Target.Home _ -> collection(has, List.of());
      case Target.Book book -> book(has, book);
      case Target.Card _ -> throw new IllegalArgumentException("a card has properties of its own");
    }
    return has;
  }

  private Map<QName, Value> common() {
    Map<QName, Value> has = new LinkedHashMap<>();
    Value me = href(new Target.Principal(view.member()));
    has.put(dav("current-user-principal"), me);
    has.put(dav("owner"), me);
    has.put(dav("principal-collection-set"), href(new Target.Principals()));
    has.put(
        dav("current-user-privilege-set"),
        xml -> PRIVILEGES.forEach(it -> within(xml, dav("privilege"), it)));
    has.put(DavName.DISPLAYNAME, text("Tandem"));
    return has;
  }

  private void collection(Map<QName, Value> has, List<QName> types) {
    has.put(
        dav("resourcetype"),
        xml -> {
          xml.empty(dav("collection"));
          types.forEach(xml::empty);
        });
  }

  private void principal(Map<QName, Value> has) {
    has.put(dav("resourcetype"), xml -> xml.empty(dav("principal")));
    has.put(DavName.DISPLAYNAME, text(view.memberName()));
    has.put(dav("principal-URL"), href(new Target.Principal(view.member())));
    has.put(card("addressbook-home-set"), href(new Target.Home(view.workspace())));
  }

  private void book(Map<QName, Value> has, Target.Book book) {
    collection(has, List.of(card("addressbook")));
    has.put(DavName.DISPLAYNAME, text(view.workspaceName()));
    has.put(card("addressbook-description"), text("The contacts of the workspace"));
    has.put(
        card("supported-address-data"),
        xml -> {
          for (CardVersion version : CardVersion.values()) {
            xml.open(
                    card("address-data-type"),
                    Map.of("content-type", "text/vcard", "version", version.number()))
                .close(card("address-data-type"));
          }
        });
    has.put(
        card("supported-collation-set"),
        xml -> {
          xml.element(card("supported-collation"), "i;ascii-casemap");
          xml.element(card("supported-collation"), "i;unicode-casemap");
        });
    has.put(card("max-resource-size"), text(Integer.toString(limits.cardBytes())));
    has.put(
        dav("supported-report-set"),
        xml -> {
          for (QName report :
              List.of(
                  card("addressbook-multiget"),
                  card("addressbook-query"),
                  dav("sync-collection"))) {
            xml.open(dav("supported-report"));
            within(xml, dav("report"), report);
            xml.close(dav("supported-report"));
          }
        });
    SyncToken token = new SyncToken(book.workspace(), 0, view.seq());
    has.put(DavName.SYNC_TOKEN, text(token.uri()));
    has.put(new QName(DavName.CALENDAR_SERVER, "getctag"), text(EntityTags.of(view.seq())));
  }

  private static Value href(Target target) {
    return xml -> xml.element(DavName.HREF, Hrefs.path(target));
  }

  private static Value text(String text) {
    return xml -> xml.text(text);
  }

  private static void within(XmlText xml, QName outer, QName inner) {
    xml.open(outer).empty(inner).close(outer);
  }
}
