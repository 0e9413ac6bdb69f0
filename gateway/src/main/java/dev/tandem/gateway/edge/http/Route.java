package dev.tandem.gateway.edge.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;

/// One line of the route table: an address, who may ask, whose things it touches, and who answers.
/// Authorization is this data; an endpoint adds none of its own.
///
/// @param path below `/api/v1`, with `{name}` for a variable segment
/// @param summary what it does, as the published contract says it
/// @param intake what body it takes
public record Route(
    HttpMethod method,
    String path,
    Access access,
    Tenancy tenancy,
    String summary,
    Intake intake,
    Endpoint endpoint) {

  /// A route that takes JSON, or nothing.
  public Route(
      HttpMethod method,
      String path,
      Access access,
      Tenancy tenancy,
      String summary,
      Endpoint endpoint) {
    this(method, path, access, tenancy, summary, Intake.JSON, endpoint);
  }

  /// A route to one thing of the workspace, for every member.
  static Route object(HttpMethod method, String path, String summary, Endpoint endpoint) {
    return new Route(method, path, Access.MEMBER, Tenancy.OBJECT, summary, endpoint);
  }

  /// What body a route takes. JSON is held to the limits of all requests; a file is read only when
  /// it is known who sends it, and of files only few at once.
  ///
  /// @param maxBytes of a file; 0 for JSON
  /// @param seconds that a stream may take; 0 for what is held whole
  public record Intake(int maxBytes, int seconds) {
    /// One JSON object, or nothing.
    public static final Intake JSON = new Intake(0, 0);

    /// A file of that many bytes, held whole.
    public Intake(int maxBytes) {
      this(maxBytes, 0);
    }

    /// Whether the endpoint reads the file while it comes.
    boolean stream() {
      return seconds > 0;
    }

    boolean file() {
      return maxBytes > 0;
    }
  }

  /// The least role that may ask.
  public enum Access {
    /// Nobody signed in is needed.
    ANYONE,
    MEMBER,
    ADMIN
  }

  /// Whose things a route touches.
  public enum Tenancy {
    /// No workspace is concerned.
    NONE,
    /// The asking member alone: ids of others are not found.
    OWN,
    /// The asking member's workspace, as a whole.
    WORKSPACE,
    /// One object of that workspace, named in the path: another workspace's is not found.
    OBJECT
  }

  /// What answers, on a virtual thread.
  @FunctionalInterface
  public interface Endpoint {
    /// The answer to `ask`; a [Refusal] is thrown.
    Reply answer(Ask ask);
  }

  /// The segments of the path.
  List<String> segments() {
    return List.of(path.substring(1).split("/", -1));
  }

  /// Whether a segment stands for a value.
  static boolean variable(String segment) {
    return segment.startsWith("{");
  }
}
