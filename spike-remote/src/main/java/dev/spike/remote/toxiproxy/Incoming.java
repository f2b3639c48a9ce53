package dev.spike.remote.toxiproxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A request that is still coming in; its body is bounded. */
final class Incoming {
  private final HttpRequest head;
  private final int most;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Incoming(HttpRequest head, int most) {
    this.head = head;
    this.most = most;
  }

  /** What is wrong with its head, or null. */
  @Nullable Answer refusal() {
    if (head.decoderResult().isFailure()) {
      return refusal(head.decoderResult());
    }
    if (head.headers().contains(HttpHeaderNames.EXPECT) && !HttpUtil.is100ContinueExpected(head)) {
      return Answer.plain(417, "417 Expectation Failed");
    }
    return HttpUtil.getContentLength(head, 0L) > most ? tooLarge() : null;
  }

  /** Takes a piece of the body; what is wrong with it, or null. */
  @Nullable Answer add(HttpContent piece) {
    if (piece.decoderResult().isFailure()) {
      return refusal(piece.decoderResult());
    }
    ByteBuf bytes = piece.content();
    if (bytes.readableBytes() > most - body.size()) {
      return tooLarge();
    }
    try {
      bytes.readBytes(body, bytes.readableBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return null;
  }

  private Answer tooLarge() {
    return Answer.error(new ApiError(413, "body too large: at most " + most + " bytes"));
  }

  private static Answer refusal(DecoderResult failed) {
    if (failed.cause() instanceof TooLongHttpHeaderException) {
      return Answer.plain(431, "431 Request Header Fields Too Large");
    }
    return failed.cause() instanceof TooLongHttpLineException
        ? Answer.plain(414, "414 URI Too Long")
        : Answer.plain(400, "400 Bad Request");
  }

  boolean keepAlive() {
    return HttpUtil.isKeepAlive(head);
  }

  Request request() {
    return new Request(
        head.method().name(),
        head.uri(),
        header(HttpHeaderNames.HOST),
        header(HttpHeaderNames.USER_AGENT),
        header(HttpHeaderNames.AUTHORIZATION),
        ByteBuffer.wrap(body.toByteArray()));
  }

  private String header(CharSequence name) {
    return head.headers().get(name, "");
  }
}
