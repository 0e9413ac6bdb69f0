package dev.tandem.media.stun;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/// The messages of RFC 5769 and RFC 8489, with what that RFC says about them.
final class Samples {

  /// @param name section and title in RFC 5769
  record Sample(String name, String hex, IntegrityKey key) {
    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  private static final IntegrityKey SHORT_TERM = IntegrityKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");

  static final Sample REQUEST =
      new Sample(
          "2.1 sample request",
          "000100582112a442b7e7a701bc34d686fa87dfae"
              + "802200105354554e207465737420636c69656e74"
              + "002400046e0001ff80290008932ff9b151263b36"
              + "000600096576746a3a68367659202020"
              + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
              + "80280004e57a3bcf",
          SHORT_TERM);

  static final Sample IPV4_RESPONSE =
      new Sample(
          "2.2 sample IPv4 response",
          "0101003c2112a442b7e7a701bc34d686fa87dfae"
              + "8022000b7465737420766563746f7220"
              + "002000080001a147e112a643"
              + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
              + "80280004c07d4c96",
          SHORT_TERM);

  static final Sample IPV6_RESPONSE =
      new Sample(
          "2.3 sample IPv6 response",
          "010100482112a442b7e7a701bc34d686fa87dfae"
              + "8022000b7465737420766563746f7220"
              + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
              + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41"
              + "80280004c8fb0b4c",
          SHORT_TERM);

  static final Sample LONG_TERM_REQUEST =
      new Sample(
          "2.4 sample request with long-term authentication",
          "000100602112a44278ad3433c6ad72c029da412e"
              + "00060012e3839ee38388e383aae38383e382afe382b90000"
              + "0015001c662f2f3439396b39353464364f4c33346f4c394653547679363473410014000b6578616d706c652e6f726700"
              + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666",
          IntegrityKey.longTerm(
              "\u30de\u30c8\u30ea\u30c3\u30af\u30b9", "example.org", "TheMatrIX"));

  /// RFC 8489 B.1 as its erratum corrects it.
  static final Sample SHA256_REQUEST =
      new Sample(
          "RFC 8489 B.1, with PASSWORD-ALGORITHM",
          "000100902112a44278ad3433c6ad72c029da412e"
              + "001e00204a3cf38fef6992bda952c6780417da0f24819415569e60b205c46e41407f1704"
              + "001500296f624d61744a6f733241414143662f2f3439396b39353464364f4c33346f4c394653547679363473410000"
              + "000014000b6578616d706c652e6f726700001d000400020000"
              + "001c0020b5c7bf005b6c52a21c51c5e892f81924136296cb927c43149309278cc6518e65",
          IntegrityKey.longTermSha256(
              "\u30de\u30c8\u30ea\u30c3\u30af\u30b9", "example.org", "TheMatrIX"));

  static final List<Sample> ALL =
      List.of(REQUEST, IPV4_RESPONSE, IPV6_RESPONSE, LONG_TERM_REQUEST, SHA256_REQUEST);

  private Samples() {}

  static StunMessage read(byte[] bytes) {
    return assertInstanceOf(Reading.Read.class, StunParser.parse(ByteBuffer.wrap(bytes))).message();
  }
}
