package dev.spike.remote.toxiproxy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Answers as Netty sends them. */
final class Responses {
  private Responses() {}

  static FullHttpResponse of(Answer answer, boolean keepAlive) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.bytes()));
    answer.headers().forEach((name, value) -> response.headers().set(name, value));
    if (answer.status() != HttpResponseStatus.NO_CONTENT.code()) {
      HttpUtil.setContentLength(response, response.content().readableBytes());
    }
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, "close");
    }
    return response;
  }
}
