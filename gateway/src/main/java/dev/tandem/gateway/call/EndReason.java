package dev.tandem.gateway.call;

/// Why a call is over for one endpoint: the word its screen shows. The record keeps an [Outcome].
public enum EndReason {
  HUNG_UP("The call is over."),
  DECLINED("The call was declined."),
  CANCELED("The caller hung up before anyone answered."),
  BUSY("The other side is in another call."),
  NO_ANSWER("Nobody answered."),
  ANSWERED_ELSEWHERE("The call was answered on another device."),
  UNREACHABLE("No device of the other side is online."),
  FAILED("The connection was lost."),
  TOO_LONG("The call reached the longest time a call may take.");

  private final String detail;

  EndReason(String detail) {
    this.detail = detail;
  }

  /// The sentence for a person, where nothing more exact is known.
  public String detail() {
    return detail;
  }
}
