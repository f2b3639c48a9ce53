package dev.spike.remote;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the caller asked for, from which a request is made for each attempt. */
final class HttpCall {
  private static final Set<String> NOT_IDEMPOTENT = Set.of("POST", "PATCH");

  private final Endpoint endpoint;
  private final String method;
  private final String path;
  private final @Nullable String body;
  private final Map<String, String> headers;

  /** Refuses CONNECT, which would turn the connection into a tunnel. */
  HttpCall(
      Endpoint endpoint,
      String method,
      String path,
      @Nullable String body,
      Map<String, String> headers) {
    this.endpoint = endpoint;
    this.method = method.toUpperCase(Locale.ROOT);
    this.path = endpoint.target(path);
    this.body = body;
    this.headers = headers;
    if (this.method.equals("CONNECT")) {
      throw new IllegalArgumentException(
          "method CONNECT is for proxies: use GET, POST, PUT, DELETE, HEAD or another");
    }
  }

  boolean idempotent() {
    return !NOT_IDEMPOTENT.contains(method);
  }

  /** How messages name it. */
  String shown() {
    return method + " " + endpoint.base() + path;
  }

  /** A new attempt. */
  HttpExchange attempt(int maxAnswerBytes) {
    ByteBuf content =
        body == null
            ? Unpooled.EMPTY_BUFFER
            : Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8));
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path, content);
    fill(request.headers(), content.readableBytes());
    return new HttpExchange(request, maxAnswerBytes);
  }

  private void fill(HttpHeaders to, int length) {
    to.set(HttpHeaderNames.HOST, endpoint.authority());
    if (body != null) {
      to.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    }
    headers.forEach(to::set);
    // The body's framing is ours alone: a second opinion in the headers would split requests.
    to.remove(HttpHeaderNames.TRANSFER_ENCODING);
    to.remove(HttpHeaderNames.CONTENT_LENGTH);
    if (body != null || !idempotent()) {
      to.set(HttpHeaderNames.CONTENT_LENGTH, length);
    }
  }
}
