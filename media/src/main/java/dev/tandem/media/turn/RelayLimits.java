package dev.tandem.media.turn;

/// How much one relay, one subject and one allocation may hold. Everything beyond is refused, never
/// queued.
///
/// @param allocations live allocations of the whole relay; then 508
/// @param allocationsPerSubject live allocations of one subject of a credential; then 486
/// @param allocationsPerMember live allocations of a member's devices together, for subjects that
///   are `workspace/member/device`; then 486
/// @param allocationsPerWorkspace live allocations of a workspace together; then 486
/// @param permissionsPerAllocation live permissions; then 508
/// @param channelsPerAllocation live channels; then 508
/// @param defaultLifetimeSeconds an allocation's lifetime when the client asks for none or for less
/// @param maxLifetimeSeconds the longest lifetime granted at once
/// @param permissionSeconds how long a permission lasts (RFC 8656 section 9: 300)
/// @param channelSeconds how long a channel lasts (RFC 8656 section 12: 600)
/// @param nonceSeconds how long a nonce may be used (RFC 8656 section 5: an hour at most)
/// @param reservationSeconds how long a reserved port waits for its Allocate (RFC 8656 section 7.2:
///   30 at least)
/// @param packetBytes the longest datagram that is relayed or read
/// @param refusalsPerSource answers a second to unproved requests from one address and port; then
///   none
/// @param refusalsPerAddress the same for all ports of an address, or of an IPv6 /64
/// @param bytesPerSubject payload a second that a subject's allocations relay, both ways together;
///   then packets are dropped
/// @param bytesPerMember the same for a member's devices together
/// @param bytesPerWorkspace the same for a workspace
public record RelayLimits(
    int allocations,
    int allocationsPerSubject,
    int allocationsPerMember,
    int allocationsPerWorkspace,
    int permissionsPerAllocation,
    int channelsPerAllocation,
    int defaultLifetimeSeconds,
    int maxLifetimeSeconds,
    int permissionSeconds,
    int channelSeconds,
    int nonceSeconds,
    int reservationSeconds,
    int packetBytes,
    int refusalsPerSource,
    int refusalsPerAddress,
    int bytesPerSubject,
    int bytesPerMember,
    int bytesPerWorkspace) {

  public RelayLimits {
    atLeastOne("allocations", allocations);
    atLeastOne("allocationsPerSubject", allocationsPerSubject);
    atLeastOne("permissionsPerAllocation", permissionsPerAllocation);
    atLeastOne("channelsPerAllocation", channelsPerAllocation);
    atLeastOne("defaultLifetimeSeconds", defaultLifetimeSeconds);
    atLeastOne("permissionSeconds", permissionSeconds);
    atLeastOne("channelSeconds", channelSeconds);
    atLeastOne("nonceSeconds", nonceSeconds);
    atLeastOne("reservationSeconds", reservationSeconds);
    atLeastOne("allocationsPerMember", allocationsPerMember);
    atLeastOne("allocationsPerWorkspace", allocationsPerWorkspace);
    atLeastOne("refusalsPerSource", refusalsPerSource);
    atLeastOne("refusalsPerAddress", refusalsPerAddress);
    atLeastOne("bytesPerSubject", bytesPerSubject);
    atLeastOne("bytesPerMember", bytesPerMember);
    atLeastOne("bytesPerWorkspace", bytesPerWorkspace);
    if (maxLifetimeSeconds < defaultLifetimeSeconds) {
      throw new IllegalArgumentException(
          "maxLifetimeSeconds must not be below defaultLifetimeSeconds");
    }
    if (packetBytes < 576 || packetBytes > 65_507) {
      throw new IllegalArgumentException("packetBytes is 576 to 65507");
    }
  }

  /// What suits a team of a few hundred people on one relay.
  public static RelayLimits defaults() {
    return new RelayLimits(
        4_000,
        48,
        192,
        2_000,
        64,
        64,
        600,
        3_600,
        300,
        600,
        3_600,
        30,
        2_048,
        10,
        100,
        10_000_000,
        20_000_000,
        100_000_000);
  }

  /// The same limits with other quotas of allocations.
  public RelayLimits withAllocations(int all, int perSubject) {
    return withAllocations(
        all, perSubject, Math.max(perSubject, allocationsPerMember), Math.max(all, 1));
  }

  /// The same limits with other quotas of allocations.
  public RelayLimits withAllocations(int all, int perSubject, int perMember, int perWorkspace) {
    return new RelayLimits(
        all,
        perSubject,
        perMember,
        perWorkspace,
        permissionsPerAllocation,
        channelsPerAllocation,
        defaultLifetimeSeconds,
        maxLifetimeSeconds,
        permissionSeconds,
        channelSeconds,
        nonceSeconds,
        reservationSeconds,
        packetBytes,
        refusalsPerSource,
        refusalsPerAddress,
        bytesPerSubject,
        bytesPerMember,
        bytesPerWorkspace);
  }

  /// The same limits with other bounds of one allocation.
  public RelayLimits withPeers(int permissions, int channels) {
    return new RelayLimits(
        allocations,
        allocationsPerSubject,
        allocationsPerMember,
        allocationsPerWorkspace,
        permissions,
        channels,
        defaultLifetimeSeconds,
        maxLifetimeSeconds,
        permissionSeconds,
        channelSeconds,
        nonceSeconds,
        reservationSeconds,
        packetBytes,
        refusalsPerSource,
        refusalsPerAddress,
        bytesPerSubject,
        bytesPerMember,
        bytesPerWorkspace);
  }

  /// The same limits with other numbers of answers a second to the unproved.
  public RelayLimits withRefusals(int perSource, int perAddress) {
    return new RelayLimits(
        allocations,
        allocationsPerSubject,
        allocationsPerMember,
        allocationsPerWorkspace,
        permissionsPerAllocation,
        channelsPerAllocation,
        defaultLifetimeSeconds,
        maxLifetimeSeconds,
        permissionSeconds,
        channelSeconds,
        nonceSeconds,
        reservationSeconds,
        packetBytes,
        perSource,
        perAddress,
        bytesPerSubject,
        bytesPerMember,
        bytesPerWorkspace);
  }

  /// The same limits with other bandwidths, in bytes a second.
  public RelayLimits withBandwidth(int perSubject, int perMember, int perWorkspace) {
    return new RelayLimits(
        allocations,
        allocationsPerSubject,
        allocationsPerMember,
        allocationsPerWorkspace,
        permissionsPerAllocation,
        channelsPerAllocation,
        defaultLifetimeSeconds,
        maxLifetimeSeconds,
        permissionSeconds,
        channelSeconds,
        nonceSeconds,
        reservationSeconds,
        packetBytes,
        refusalsPerSource,
        refusalsPerAddress,
        perSubject,
        perMember,
        perWorkspace);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1");
    }
  }
}
