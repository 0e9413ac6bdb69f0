package dev.tandem.media.turn;

/// How much one relay, one subject and one allocation may hold. Everything beyond is refused, never
/// queued.
///
/// @param allocations live allocations of the whole relay; then 508
/// @param subject what the subject of a credential may have
/// @param member what a member's devices may have together, for subjects that are
///   `workspace/member/device`
/// @param workspace what a workspace may have together
/// @param peers what one allocation may hold
/// @param asking what is read of requests at all
/// @param strangers what is answered to who proved nothing yet
/// @param times how long everything lives
/// @param packetBytes the longest datagram that is relayed or read
public record RelayLimits(
    int allocations,
    Share subject,
    Share member,
    Share workspace,
    Peers peers,
    Asking asking,
    Strangers strangers,
    Times times,
    int packetBytes) {

  /// @param allocations live allocations; then 486
  /// @param bytesPerSecond payload that these relay, both ways together; then packets are dropped
  public record Share(int allocations, int bytesPerSecond) {
    public Share {
      atLeastOne("allocations", allocations);
      atLeastOne("bytesPerSecond", bytesPerSecond);
    }
  }

  /// @param permissions live permissions; then 508
  /// @param channels live channels; then 508
  public record Peers(int permissions, int channels) {
    public Peers {
      atLeastOne("permissions", permissions);
      atLeastOne("channels", channels);
    }
  }

  /// Requests a second that are looked at; beyond them they are dropped, before an HMAC is spent on
  /// them.
  ///
  /// @param perSource from one address and port, as a phone has for each allocation
  /// @param perAddress from all ports of an address, or of an IPv6 /64, as an office has
  /// @param perCredential proved ones with one username, from everywhere
  public record Asking(int perSource, int perAddress, int perCredential) {
    public Asking {
      atLeastOne("perCredential", perCredential);
      atLeastOne("perSource", perSource);
      atLeastOne("perAddress", perAddress);
    }
  }

  /// Answers a second to unproved requests; beyond them there is none.
  ///
  /// @param perSource from one address and port
  /// @param perAddress from all ports of an address, or of an IPv6 /64
  public record Strangers(int perSource, int perAddress) {
    public Strangers {
      atLeastOne("perSource", perSource);
      atLeastOne("perAddress", perAddress);
    }
  }

  /// In seconds.
  ///
  /// @param defaultLifetime an allocation's lifetime when the client asks for none or for less
  /// @param maxLifetime the longest lifetime granted at once
  /// @param permission how long a permission lasts (RFC 8656 section 9: 300)
  /// @param channel how long a channel lasts (RFC 8656 section 12: 600)
  /// @param nonce how long a nonce may be used (RFC 8656 section 5: an hour at most)
  /// @param reservation how long a reserved port waits for its Allocate (RFC 8656 section 7.2: 30
  ///   at least)
  public record Times(
      int defaultLifetime,
      int maxLifetime,
      int permission,
      int channel,
      int nonce,
      int reservation) {
    public Times {
      atLeastOne("defaultLifetime", defaultLifetime);
      atLeastOne("permission", permission);
      atLeastOne("channel", channel);
      atLeastOne("nonce", nonce);
      atLeastOne("reservation", reservation);
      if (maxLifetime < defaultLifetime) {
        throw new IllegalArgumentException("maxLifetime must not be below defaultLifetime");
      }
    }
  }

  public RelayLimits {
    atLeastOne("allocations", allocations);
    if (packetBytes < 576 || packetBytes > 65_507) {
      throw new IllegalArgumentException("packetBytes is 576 to 65507");
    }
  }

  /// What suits a team of a few hundred people on one relay.
  public static RelayLimits defaults() {
    return new RelayLimits(
        4_000,
        new Share(48, 10_000_000),
        new Share(192, 20_000_000),
        new Share(2_000, 100_000_000),
        new Peers(64, 64),
        new Asking(50, 2_000, 100),
        new Strangers(10, 100),
        new Times(600, 3_600, 300, 600, 3_600, 30),
        2_048);
  }

  /// The same limits with so many allocations of all together.
  public RelayLimits withAllocations(int all) {
    return new RelayLimits(
        all, subject, member, workspace, peers, asking, strangers, times, packetBytes);
  }

  /// The same limits with other shares.
  public RelayLimits withShares(Share ofSubject, Share ofMember, Share ofWorkspace) {
    return new RelayLimits(
        allocations,
        ofSubject,
        ofMember,
        ofWorkspace,
        peers,
        asking,
        strangers,
        times,
        packetBytes);
  }

  /// The same limits with other bounds of one allocation.
  public RelayLimits withPeers(Peers perAllocation) {
    return new RelayLimits(
        allocations,
        subject,
        member,
        workspace,
        perAllocation,
        asking,
        strangers,
        times,
        packetBytes);
  }

  /// The same limits with other numbers of requests.
  public RelayLimits withAsking(Asking read) {
    return new RelayLimits(
        allocations, subject, member, workspace, peers, read, strangers, times, packetBytes);
  }

  /// The same limits with other numbers of answers to the unproved.
  public RelayLimits withStrangers(Strangers answered) {
    return new RelayLimits(
        allocations, subject, member, workspace, peers, asking, answered, times, packetBytes);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1");
    }
  }
}
