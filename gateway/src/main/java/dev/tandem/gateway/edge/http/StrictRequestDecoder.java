package dev.tandem.gateway.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/// Refuses what Netty's decoder repairs, because a proxy in front may repair it another way: folded
/// header lines (RFC 9112 section 5.2) and `Content-Length` beside `Transfer-Encoding` (section
/// 6.3).
///
/// Netty joins a folded line to the one before, after which nobody can tell; so the bytes it
/// consumed as header lines are looked at here.
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
  /// The name of the decoder in the pipelines of Vert.x.
  static final String NAME = "httpDecoder";

  private boolean inHeaders;
  private boolean folded;
  private byte last = '\n';
  private int headersFrom = -1;
  private int readerIndexAtStart;

  StrictRequestDecoder(HttpServerOptions options) {
    super(options);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    readerIndexAtStart = in.readerIndex();
    current = in;
    headersFrom = inHeaders ? readerIndexAtStart : -1;
    int before = out.size();
    super.decode(context, in, out);
    if (headersFrom >= 0) {
      scan(in, headersFrom, in.readerIndex());
    }
    for (int i = before; i < out.size(); i++) {
      if (out.get(i) instanceof HttpMessage message) {
        inHeaders = false;
        if (folded) {
          message.setDecoderResult(
              DecoderResult.failure(new IllegalArgumentException("folded header line")));
        }
      }
    }
  }

  private ByteBuf current = io.netty.buffer.Unpooled.EMPTY_BUFFER;

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    inHeaders = true;
    folded = false;
    last = '\n';
    headersFrom = current.readerIndex();
    return super.createMessage(initialLine);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
  }

  private void scan(ByteBuf in, int from, int to) {
    for (int i = from; i < to; i++) {
      byte octet = in.getByte(i);
      if (last == '\n' && (octet == ' ' || octet == '\t')) {
        folded = true;
      }
      last = octet;
    }
  }
}
