package dev.tandem.gateway.edge.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Every route of the REST interface, found by method and path.
public final class RouteTable {
  /// A route and the values of its variable segments.
  public record Match(Route route, Map<String, String> variables) {}

  private final List<Route> routes;

  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    long distinct = routes.stream().map(r -> r.method() + " " + r.path()).distinct().count();
    if (distinct != routes.size()) {
      throw new IllegalStateException("two routes have one method and path");
    }
  }

  /// All routes, in the order they were given.
  public List<Route> routes() {
    return routes;
  }

  /// The route that answers `method` on `path`; HEAD is asked as GET. Of several it is the one with
  /// the fewest variables: `/contacts/export` is no contact.
  public Optional<Match> find(HttpMethod method, String path) {
    HttpMethod wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    return matching(path).stream()
        .filter(match -> match.route().method().equals(wanted))
        .min(Comparator.comparingInt(match -> match.variables().size()));
  }

  /// The methods that `path` takes, as `Allow` lists them; empty when nothing is there.
  public String allowed(String path) {
    return matching(path).stream()
        .map(match -> match.route().method().name())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }

  private List<Match> matching(String path) {
    String[] wanted = path.substring(1).split("/", -1);
    List<Match> matches = new ArrayList<>();
    for (Route route : routes) {
      match(route, wanted).ifPresent(matches::add);
    }
    return matches;
  }

  private static Optional<Match> match(Route route, String[] wanted) {
    List<String> segments = route.segments();
    if (segments.size() != wanted.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      String segment = segments.get(i);
      if (Route.variable(segment) && !wanted[i].isEmpty()) {
        variables.put(segment.substring(1, segment.length() - 1), wanted[i]);
      } else if (!segment.equals(wanted[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(route, variables));
  }
}
