package dev.tandem.gateway.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
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
  private boolean dead;
  private ByteBuf current = Unpooled.EMPTY_BUFFER;

  StrictRequestDecoder(HttpServerOptions options) {
    super(options);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (dead) {
      in.skipBytes(in.readableBytes());
      return;
    }
    current = in;
    headersFrom = inHeaders ? in.readerIndex() : -1;
    int before = out.size();
    super.decode(context, in, out);
    if (headersFrom >= 0) {
      scan(in, headersFrom, in.readerIndex());
    }
    for (int i = before; i < out.size(); i++) {
      Object decoded = out.get(i);
      if (decoded instanceof HttpMessage message) {
        inHeaders = false;
        if (folded) {
          message.setDecoderResult(
              DecoderResult.failure(new IllegalArgumentException("folded header line")));
        }
        dead |= message.decoderResult().isFailure();
      } else if (decoded instanceof HttpContent content && content.decoderResult().isFailure()) {
        refuseBody(context, in, out, i);
        return;
      }
    }
  }

  /// A body whose chunks are broken: Vert.x would close without a word, so the answer is written
  /// here. Nothing that follows on this connection is looked at.
  private void refuseBody(ChannelHandlerContext context, ByteBuf in, List<Object> out, int from) {
    dead = true;
    in.skipBytes(in.readableBytes());
    while (out.size() > from) {
      ReferenceCountUtil.release(out.removeLast());
    }
    byte[] body =
        Problem.of(ProblemCode.MALFORMED_REQUEST, "Send the body in well-formed chunks.")
            .json()
            .toBuffer()
            .getBytes();
    String head =
        "HTTP/1.1 400 Bad Request\r\ncontent-type: "
            + Problem.MEDIA_TYPE
            + "\r\nconnection: close\r\ncontent-length: "
            + body.length
            + "\r\n\r\n";
    context
        .writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body))
        .addListener(ChannelFutureListener.CLOSE);
  }

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
