package dev.spike.remote;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A complete answer: status, headers and body. Immutable and thread-safe. */
public final class HttpAnswer {
  private static final int LINE_LIMIT = 200;

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  HttpAnswer(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The HTTP status, such as 200. */
  public int status() {
    return status;
  }

  /** The body as text, in the charset of its Content-Type, UTF-8 where none is named. */
  public String body() {
    return new String(body, charset());
  }

  /** A copy of the body's bytes. */
  public byte[] bytes() {
    return body.clone();
  }

  /** The first value of a header, its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** What a message quotes: at most 200 characters of the body's first line that is not blank. */
  String firstLine() {
    String line = body().lines().filter(text -> !text.isBlank()).findFirst().orElse("").strip();
    String shown = line.length() <= LINE_LIMIT ? line : line.substring(0, LINE_LIMIT) + "...";
    return shown.replaceAll("\\p{Cntrl}", " ");
  }

  private Charset charset() {
    return HttpUtil.getCharset(headers.get("content-type"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "HttpAnswer[" + status + ", " + body.length + " bytes]";
  }
}
