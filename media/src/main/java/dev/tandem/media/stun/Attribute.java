package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// One type-length-value of a STUN message (RFC 8489 section 14).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |         Type                  |            Length             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                Value, padded to a multiple of four         ....
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Types below 0x8000 must be understood by who reads them. The padding may hold anything and is
/// not counted.
public sealed interface Attribute
    permits AdditionalAddressFamily,
        AddressErrorCode,
        AlternateServer,
        ChannelNumber,
        Data,
        DontFragment,
        ErrorCode,
        EvenPort,
        Fingerprint,
        HmacAttribute,
        Icmp,
        Lifetime,
        MalformedAttribute,
        MobilityTicket,
        PasswordAlgorithm,
        PasswordAlgorithms,
        Nonce,
        Realm,
        RequestedAddressFamily,
        RequestedTransport,
        ReservationToken,
        Software,
        UnknownAttribute,
        UnknownAttributes,
        Username,
        XorMappedAddress,
        XorPeerAddress,
        XorRelayedAddress {

  /// The 16 bits that name it.
  int type();

  /// Writes the value, without padding; `id` is what XOR addresses are masked with.
  void writeValue(ByteBuffer out, TransactionId id);

  /// Whether a reader that does not know the type must refuse the message (RFC 8489 section 14).
  static boolean mustBeUnderstood(int type) {
    return type < 0x8000;
  }

  /// Reads one value, which lies between `value`'s position and limit.
  static Attribute read(int type, ByteBuffer value, TransactionId id) {
    return switch (type) {
      case Username.TYPE -> Username.read(value);
      case MessageIntegrity.TYPE -> MessageIntegrity.read(value);
      case MessageIntegritySha256.TYPE -> MessageIntegritySha256.read(value);
      case PasswordAlgorithm.TYPE -> PasswordAlgorithm.read(value);
      case PasswordAlgorithms.TYPE -> PasswordAlgorithms.read(value);
      case ErrorCode.TYPE -> ErrorCode.read(value);
      case UnknownAttributes.TYPE -> UnknownAttributes.read(value);
      case ChannelNumber.TYPE -> ChannelNumber.read(value);
      case Lifetime.TYPE -> Lifetime.read(value);
      case XorPeerAddress.TYPE -> XorPeerAddress.read(value, id);
      case Data.TYPE -> new Data(value);
      case Realm.TYPE -> Realm.read(value);
      case Nonce.TYPE -> Nonce.read(value);
      case XorRelayedAddress.TYPE -> XorRelayedAddress.read(value, id);
      case RequestedAddressFamily.TYPE -> RequestedAddressFamily.read(value);
      case EvenPort.TYPE -> EvenPort.read(value);
      case DontFragment.TYPE -> DontFragment.read(value);
      case RequestedTransport.TYPE -> RequestedTransport.read(value);
      case XorMappedAddress.TYPE -> XorMappedAddress.read(value, id);
      case ReservationToken.TYPE -> ReservationToken.read(value);
      case Software.TYPE -> Software.read(value);
      case AlternateServer.TYPE -> AlternateServer.read(value);
      case AdditionalAddressFamily.TYPE -> AdditionalAddressFamily.read(value);
      case AddressErrorCode.TYPE -> AddressErrorCode.read(value);
      case Icmp.TYPE -> Icmp.read(value);
      case MobilityTicket.TYPE -> MobilityTicket.read(value);
      case Fingerprint.TYPE -> Fingerprint.read(value);
      default -> new UnknownAttribute(type);
    };
  }
}
