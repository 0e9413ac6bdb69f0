package dev.tandem.messaging.media;

import dev.tandem.messaging.carrier.MediaPlace;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address of an attachment that lies where the carrier keeps attachments. Pure.
///
/// It is read strictly, so that nobody else can read it in another way: HTTPS, a plain name, no
/// user, no port, no fragment, no dots in the path to climb with.
///
/// @param pathAndQuery already escaped
record AllowedAddress(String host, String pathAndQuery, MediaPlace place) {
  private static final int MAX_CHARS = 2_048;
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
  private static final Pattern CLIMBS =
      Pattern.compile("(^|/)(\\.|%2e){1,2}(/|$)|%2f|%5c|\\\\", Pattern.CASE_INSENSITIVE);

  static Optional<AllowedAddress> of(String url, List<MediaPlace> places) {
    if (url.length() > MAX_CHARS) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    Optional<AllowedAddress> inside = inside(url, uri, path, places);
    if (inside.isPresent()) {
      return inside;
    }
    boolean plain =
        "https".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && (uri.getPort() == -1 || uri.getPort() == 443)
            && uri.getRawFragment() == null
            && !CLIMBS.matcher(path).find();
    if (!plain) {
      return Optional.empty();
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    return NAME.matcher(host).matches()
        ? places.stream()
            .filter(place -> place.inside().isEmpty())
            .filter(place -> holds(place, host) && path.startsWith(place.path()))
            .findFirst()
            .map(place -> new AllowedAddress(host, target, place))
        : Optional.empty();
  }

  /// An address of a carrier that runs in the gateway itself: exactly as that carrier writes it.
  private static Optional<AllowedAddress> inside(
      String url, URI uri, String path, List<MediaPlace> places) {
    return CLIMBS.matcher(path).find() || uri.getRawQuery() != null || uri.getRawFragment() != null
        ? Optional.empty()
        : places.stream()
            .filter(place -> place.inside().isPresent())
            .filter(place -> url.equals(place.inside().get() + path))
            .filter(place -> path.startsWith(place.path()))
            .findFirst()
            .map(place -> new AllowedAddress(place.host(), path, place));
  }

  private static boolean holds(MediaPlace place, String host) {
    return place.host().startsWith(".") ? host.endsWith(place.host()) : host.equals(place.host());
  }

  @Override
  public String toString() {
    return "AllowedAddress[" + host + "]";
  }
}
