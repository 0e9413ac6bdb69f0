package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.CallOutput;

/// Who hears of calls: the realtime edge. Called on the owner, in order.
public interface CallAudience {
  /// A command was done or refused.
  void replied(CallOutput.Reply reply);

  /// An endpoint is to be told something.
  void told(CallOutput.Signal signal);

  /// A member is in a call now, or no longer.
  void inCall(CallOutput.InCall change);
}
