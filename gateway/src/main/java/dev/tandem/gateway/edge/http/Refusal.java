package dev.tandem.gateway.edge.http;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Ends the work on a request with a [Problem]. It carries no stack: it is an expected outcome.
public final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  private Refusal(Problem problem, Optional<Duration> retryAfter) {
    super(problem.code().word(), null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /// Refuses with `problem`.
  public static Refusal with(Problem problem) {
    return new Refusal(problem, Optional.empty());
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

  /// Refuses for a while.
  public static Refusal tooMany(Duration retryAfter) {
    return new Refusal(
        Problem.of(
            ProblemCode.TOO_MANY_REQUESTS,
            "Wait for the time that Retry-After names, then try again."),
        Optional.of(retryAfter));
  }

  /// What the client is told.
  public Problem problem() {
    return problem;
  }

  /// How long to wait, where waiting helps.
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
