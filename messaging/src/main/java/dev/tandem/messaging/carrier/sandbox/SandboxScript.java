package dev.tandem.messaging.carrier.sandbox;

import java.util.List;
import java.util.Locale;

/// What a text sets off in the sandbox. Pure.
///
/// | text, whatever its case | what happens |
/// |---|---|
/// | `fail` | `sent`, then `undelivered` with 30003 |
/// | anything, to a number ending in 0199 | the same: that phone is unreachable |
/// | `stop` | delivered; the person answers STOP, and later texts to them are refused with 21610 |
/// | `start` | passes even then; the person answers START, which opens the way again |
/// | `help` | delivered; answered with this list |
/// | `shuffle` | `delivered` is reported before `sent` |
/// | `twice` | every report and the answer are called in twice |
/// | `picture` | delivered; answered with a picture |
/// | an attachment | delivered; the same attachment comes back |
/// | anything else | delivered; answered with "You said: …" |
final class SandboxScript {
  /// Twilio's "unreachable destination handset".
  static final int UNREACHABLE = 30003;

  /// Twilio's "HTTP retrieval failure".
  static final int NOT_FETCHED = 11200;

  /// One thing that happens, in order; each waits for the one before.
  sealed interface Step {
    /// A status is reached and reported.
    record Status(String status, int errorCode) implements Step {}

    /// The person answers, with the same attachments as they got, or with a picture of their own.
    record Answer(String text, With with) implements Step {
      Answer(String text) {
        this(text, With.NOTHING);
      }
    }
  }

  /// What goes with an answer.
  enum With {
    NOTHING,
    WHAT_CAME,
    A_PICTURE
  }

  /// @param steps what happens
  /// @param calls how often each webhook is called
  record Plan(List<Step> steps, int calls) {
    Plan {
      steps = List.copyOf(steps);
    }
  }

  private static final Step SENT = new Step.Status("sent", 0);
  private static final Step DELIVERED = new Step.Status("delivered", 0);
  private static final String HELP =
      "I am the sandbox, a carrier on your own machine. Try: hello, picture, fail, stop, start, shuffle,"
          + " twice. A number ending in 0199 is always out of reach.";

  private SandboxScript() {}

  static String keyword(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  static Plan of(SandboxText text) {
    if (text.to().e164().endsWith("0199")) {
      return undelivered();
    }
    return switch (keyword(text.body())) {
      case "fail" -> undelivered();
      case "stop" -> answered("STOP");
      case "start" -> answered("START");
      case "help" -> answered(HELP);
      case "hello", "hi" ->
          answered(
              "Hello! I am the sandbox. Your text went out over HTTP and I answer the same way.");
      case "picture", "photo" ->
          new Plan(List.of(SENT, DELIVERED, new Step.Answer("Here it is", With.A_PICTURE)), 1);
      case "shuffle" -> new Plan(List.of(DELIVERED, SENT, echo(text)), 1);
      case "twice" -> new Plan(List.of(SENT, DELIVERED, echo(text)), 2);
      default -> new Plan(List.of(SENT, DELIVERED, echo(text)), 1);
    };
  }

  /// An attachment could not be fetched.
  static Plan mediaMissing() {
    return new Plan(List.of(new Step.Status("failed", NOT_FETCHED)), 1);
  }

  private static Plan undelivered() {
    return new Plan(List.of(SENT, new Step.Status("undelivered", UNREACHABLE)), 1);
  }

  private static Plan answered(String words) {
    return new Plan(List.of(SENT, DELIVERED, new Step.Answer(words)), 1);
  }

  private static Step echo(SandboxText text) {
    return text.media().isEmpty()
        ? new Step.Answer("You said: " + text.body())
        : new Step.Answer(text.body().isEmpty() ? "" : "You said: " + text.body(), With.WHAT_CAME);
  }
}
