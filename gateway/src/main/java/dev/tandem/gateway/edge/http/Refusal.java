package dev.tandem.gateway.edge.http;

import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ends the work on a request with a [Problem]. It carries no stack: it is an expected outcome.
public final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  private Refusal(Problem problem, Map<String, String> headers) {
    super(problem.code().word(), null, false, false);
    this.problem = problem;
    this.headers = headers;
  }

  /// Refuses with `problem`.
  public static Refusal with(Problem problem) {
    return new Refusal(problem, Map.of());
  }

  /// Refuses with `code`; `detail` says what to do.
  public static Refusal of(ProblemCode code, String detail) {
    return with(Problem.of(code, detail));
  }

  /// The one answer for what does not exist, is gone, or belongs to somebody else.
  public static Refusal notFound() {
    return of(ProblemCode.NOT_FOUND, "Check the id; it may have been removed.");
  }

  /// Refuses because of `faults`.
  public static Refusal fields(List<Problem.FieldFault> faults) {
    return with(
        new Problem(ProblemCode.INVALID_FIELDS, "Correct the fields listed in `errors`.", faults));
  }

  /// Refuses because of one field.
  public static Refusal field(String field, String detail) {
    return fields(List.of(new Problem.FieldFault(field, detail)));
  }

  /// Refuses a text that can leave later.
  public static Refusal until(Instant sendAt, String detail) {
    return with(new Problem(ProblemCode.QUIET_HOURS, detail, List.of(), Optional.of(sendAt)));
  }

  /// Refuses for a while.
  public static Refusal tooMany(Duration retryAfter) {
    return new Refusal(
        Problem.of(
            ProblemCode.TOO_MANY_REQUESTS,
            "Wait for the time that Retry-After names, then try again."),
        Map.of("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds()))));
  }

  /// Refuses a range that lies behind the end (RFC 9110 section 15.5.17).
  public static Refusal unsatisfiable(long length) {
    return new Refusal(
        Problem.of(
            ProblemCode.RANGE_NOT_SATISFIABLE,
            "Ask for bytes before the end: there are " + length + "."),
        Map.of("content-range", "bytes */" + length));
  }

  /// What the client is told.
  public Problem problem() {
    return problem;
  }

  /// What is said beside the problem: how long to wait, how much there is.
  public Map<String, String> headers() {
    return headers;
  }
}
