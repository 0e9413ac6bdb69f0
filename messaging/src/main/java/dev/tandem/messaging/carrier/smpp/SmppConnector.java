package dev.tandem.messaging.carrier.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/// Connects to an SMSC, with TLS 1.3 or 1.2 to the very host that was named, or without.
///
/// @param tls whether with TLS
record SmppConnector(boolean tls, SmppSettings settings) implements ConnectionFactory {

  @Override
  public Connection createConnection(String host, int port) throws IOException {
    int wait = (int) settings.connect().toMillis();
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), wait);
      socket.setTcpNoDelay(true);
      if (tls) {
        socket.setSoTimeout(wait);
        socket = sealed(socket, host, port);
      }
      return new SocketConnection(socket);
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  private Socket sealed(Socket plain, String host, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket) settings.tls().getSocketFactory().createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
