package dev.tandem.media.turn;

import dev.tandem.media.stun.TransportAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The channels of one allocation. A list and not a map: there are few, and a look-up makes no
/// garbage.
final class Channels {

  private final List<Channel> bound = new ArrayList<>(2);
  private final int limit;

  Channels(int limit) {
    this.limit = limit;
  }

  /// What can become of a wish to bind.
  enum Judgement {
    POSSIBLE,
    /// The number is another peer's, or the peer has another number.
    CONFLICT,
    FULL
  }

  /// The live channel of that number; null without one.
  @Nullable Channel numbered(int number, long now) {
    for (int i = 0; i < bound.size(); i++) {
      Channel channel = bound.get(i);
      if (channel.number() == number) {
        return channel.live(now) ? channel : null;
      }
    }
    return null;
  }

  /// The live channel of that peer; null without one.
  @Nullable Channel of(TransportAddress peer, long now) {
    for (int i = 0; i < bound.size(); i++) {
      Channel channel = bound.get(i);
      if (channel.peer().equals(peer)) {
        return channel.live(now) ? channel : null;
      }
    }
    return null;
  }

  /// Whether that number may be bound to that peer now (RFC 8656 section 12.2).
  Judgement judge(int number, TransportAddress peer, long now) {
    bound.removeIf(channel -> !channel.live(now));
    Channel sameNumber = numbered(number, now);
    Channel samePeer = of(peer, now);
    if (sameNumber != samePeer) {
      return Judgement.CONFLICT;
    }
    return sameNumber == null && bound.size() >= limit ? Judgement.FULL : Judgement.POSSIBLE;
  }

  /// Binds or extends what [#judge] found possible.
  void bind(int number, TransportAddress peer, long until) {
    for (Channel channel : bound) {
      if (channel.number() == number) {
        channel.extend(until);
        return;
      }
    }
    bound.add(new Channel(number, peer, until));
  }
}
