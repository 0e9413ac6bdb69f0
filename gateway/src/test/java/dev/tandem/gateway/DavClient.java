package dev.tandem.gateway;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// A phone of a member: an app password, and requests with it.
final class DavClient {
  static final String DAV = "DAV:";
  static final String CARD = "urn:ietf:params:xml:ns:carddav";

  private final RunningGateway gateway;
  private final UUID workspace;
  private final String id;
  private final String user;
  private final String password;

  private DavClient(
      RunningGateway gateway, UUID workspace, String id, String user, String password) {
    this.gateway = gateway;
    this.workspace = workspace;
    this.id = id;
    this.user = user;
    this.password = password;
  }

  /// A phone of the member whose API key this is.
  static DavClient of(RunningGateway gateway, UUID workspace, String user, String apiKey)
      throws Exception {
    HttpResponse<String> made =
        gateway.call("POST", "/app-passwords", apiKey, new JsonObject().put("name", "A phone"));
    JsonObject password = new JsonObject(made.body());
    return new DavClient(
        gateway, workspace, password.getString("id"), user, password.getString("password"));
  }

  /// A phone of the demo's owner.
  static DavClient ofOwner(RunningGateway gateway) throws Exception {
    var owner = gateway.demo().people().getFirst();
    return of(
        gateway,
        gateway.demo().workspace().value(),
        owner.member().email().value(),
        owner.apiKey());
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  /// The id of its app password.
  String id() {
    return id;
  }

  String home() {
    return "/dav/addressbooks/" + workspace + "/";
  }

  String book() {
    return home() + "contacts/";
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    String pair = user + ":" + password;
    HttpRequest.Builder request =
        gateway
            .request(path)
            .header(
                "authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return gateway.send(
        request
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> put(String name, String card, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of("content-type", "text/vcard; charset=utf-8"));
    all.addAll(List.of(headers));
    return send("PUT", book() + name, card, all.toArray(String[]::new));
  }

  HttpResponse<String> get(String name, String... headers) throws Exception {
    return send("GET", book() + name, "", headers);
  }

  HttpResponse<String> delete(String name, String... headers) throws Exception {
    return send("DELETE", book() + name, "", headers);
  }

  HttpResponse<String> propfind(String path, int depth, String... props) throws Exception {
    StringBuilder body = new StringBuilder("<D:propfind xmlns:D=\"DAV:\" xmlns:C=\"" + CARD);
    body.append("\" xmlns:CS=\"http://calendarserver.org/ns/\"><D:prop>");
    for (String prop : props) {
      body.append('<').append(prop).append("/>");
    }
    body.append("</D:prop></D:propfind>");
    return send("PROPFIND", path, body.toString(), "depth", Integer.toString(depth));
  }

  HttpResponse<String> report(String name, String inside) throws Exception {
    String element = name.startsWith("D:") ? name : "C:" + name;
    String xml =
        "<%1$s xmlns:D=\"DAV:\" xmlns:C=\"%2$s\">%3$s</%1$s>".formatted(element, CARD, inside);
    return send("REPORT", book(), xml, "depth", "0", "content-type", "application/xml");
  }

  /// What a sync says.
  ///
  /// @param tags by the name of the card; `gone` for what was deleted
  record Sync(String token, Map<String, String> tags, boolean more) {}

  Sync sync(String token, int limit) throws Exception {
    HttpResponse<String> answer =
        report(
            "D:sync-collection",
            "<D:sync-token>%s</D:sync-token><D:sync-level>1</D:sync-level>%s<D:prop><D:getetag/></D:prop>"
                .formatted(
                    token,
                    limit == 0 ? "" : "<D:limit><D:nresults>" + limit + "</D:nresults></D:limit>"));
    if (answer.statusCode() != 207) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    Map<String, String> tags = new TreeMap<>();
    boolean more = false;
    Element root = xml(answer.body());
    for (Element response : elements(root, DAV, "response")) {
      String href = text(response, DAV, "href");
      String status = text(response, DAV, "status");
      if (status.contains("507")) {
        more = true;
      } else {
        tags.put(
            href.substring(href.lastIndexOf('/') + 1),
            status.contains("404") ? "gone" : text(response, DAV, "getetag"));
      }
    }
    return new Sync(text(root, DAV, "sync-token"), tags, more);
  }

  static Element xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  static List<Element> elements(Element parent, String namespace, String name) {
    NodeList found = parent.getElementsByTagNameNS(namespace, name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /// The text of the first element of this name below `parent`; empty when there is none.
  static String text(Element parent, String namespace, String name) {
    List<Element> found = elements(parent, namespace, name);
    return found.isEmpty() ? "" : found.getFirst().getTextContent();
  }

  /// A small vCard.
  static String card(String uid, String name, String... lines) {
    return String.join("\r\n", "BEGIN:VCARD", "VERSION:3.0", "UID:" + uid, "FN:" + name)
        + "\r\nN:"
        + name
        + ";;;;\r\n"
        + String.join("", java.util.Arrays.stream(lines).map(line -> line + "\r\n").toList())
        + "END:VCARD\r\n";
  }
}
