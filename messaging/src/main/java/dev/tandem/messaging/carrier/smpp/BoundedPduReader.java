package dev.tandem.messaging.carrier.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.Command;

/// Reads PDUs of a sane length only: jsmpp's own reader makes room for whatever length is
/// announced.
final class BoundedPduReader extends DefaultPDUReader {
  /// The longest body is a message_payload of 64 kB beside its fields.
  static final int MAX_OCTETS = 70_000;

  @Override
  public Command readPDUHeader(DataInputStream in)
      throws InvalidCommandLengthException, IOException {
    Command header = super.readPDUHeader(in);
    if (header.getCommandLength() > MAX_OCTETS) {
      throw new IOException("A PDU of " + header.getCommandLength() + " octets");
    }
    return header;
  }
}
