package dev.tandem.media.turn;

/// Why a datagram went nowhere. On the packet path this is a count, never an exception.
public enum Drop {
  /// Neither STUN nor ChannelData.
  NOT_OURS,
  /// STUN that breaks the rules of its lengths, or has a wrong fingerprint.
  MALFORMED,
  /// An answer or a Data indication: only servers send those.
  NOT_FOR_SERVERS,
  /// ChannelData or a Send indication from an address without an allocation.
  NO_ALLOCATION,
  /// ChannelData with a number that is bound to no peer.
  NO_CHANNEL,
  /// The peer has no permission, or it is over.
  NO_PERMISSION,
  /// The peer is one that nobody may reach here.
  PEER_REFUSED,
  /// Longer than the limit.
  TOO_LONG,
  /// The answer to a stranger would be more than three times the question.
  WOULD_AMPLIFY,
  /// An unproved request from a source that has had its refusals of this second.
  TOO_MANY_REFUSALS,
  /// A request, proved or not, from a source that has asked enough in this second.
  TOO_MANY_REQUESTS,
  /// A network's word on an undelivered datagram that is none for the client, or one too many.
  NOT_TOLD,
  /// The subject, its member or its workspace has used its bandwidth.
  OVER_BANDWIDTH,
  /// It was for another loop of the relay, which has more waiting than it takes.
  NEIGHBOUR_BUSY,
  /// The operating system did not take it at once.
  SEND_BUFFER_FULL,
  /// The operating system refused to send or receive it.
  SOCKET_ERROR,
  /// A defect of ours ended the handling of this one datagram.
  DEFECT
}
