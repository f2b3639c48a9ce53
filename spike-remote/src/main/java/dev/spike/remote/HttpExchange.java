package dev.spike.remote;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request and the answer that grows for it. Everything but {@link #result} belongs to the event
 * loop until the result completes, and to the caller after that.
 */
final class HttpExchange {
  private static final byte[] NO_BYTES = {};

  private final FullHttpRequest request;
  private final int maxBytes;
  private final CompletableFuture<HttpAnswer> result = new CompletableFuture<>();

  private @Nullable HttpResponse head;
  private boolean interim;
  private byte[] body = NO_BYTES;
  private int length;
  private boolean heard;
  private boolean sent;
  private boolean lost;
  private boolean reusable;

  HttpExchange(FullHttpRequest request, int maxBytes) {
    this.request = request;
    this.maxBytes = maxBytes;
  }

  FullHttpRequest request() {
    return request;
  }

  CompletableFuture<HttpAnswer> result() {
    return result;
  }

  /** Whether the connection went away before it gave a single byte of an answer. */
  boolean lostUnheard() {
    return result.isDone() && lost;
  }

  /** Whether the connection can carry another request: both sides said all they had to say. */
  boolean reusable() {
    return reusable;
  }

  void heard() {
    heard = true;
  }

  void sent() {
    sent = true;
  }

  /** Takes the head of an answer; one of the class 1xx announces the real one and is skipped. */
  void head(HttpResponse response) throws IOException {
    interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (interim) {
      if (response.status().code() == 101) {
        throw new IOException("switched protocols without being asked to");
      }
      return;
    }
    head = response;
    long announced = announcedLength(response);
    if (announced > maxBytes) {
      throw tooLarge();
    }
  }

  /** Takes a piece of the body and says whether it was the last. */
  boolean content(HttpContent piece) throws IOException {
    boolean last = piece instanceof LastHttpContent;
    if (interim) {
      interim = !last;
      return false;
    }
    append(piece.content());
    return last;
  }

  private void append(ByteBuf piece) throws IOException {
    int more = piece.readableBytes();
    if (more == 0) {
      return;
    }
    if (more > maxBytes - length) {
      throw tooLarge();
    }
    if (body.length < length + more) {
      body = Arrays.copyOf(body, room(length + more));
    }
    piece.readBytes(body, length, more);
    length += more;
  }

  /** The announced length at once, else doubling: one copy for all but chunked answers. */
  private int room(int needed) {
    long announced = head == null ? -1 : announcedLength(head);
    long wanted = announced >= needed ? announced : Math.max(needed, 2L * body.length);
    return (int) Math.min(maxBytes, wanted);
  }

  /** Ends well. */
  void finish() {
    HttpResponse response = head;
    if (response == null) {
      fail(new IOException("an answer without a head"));
      return;
    }
    reusable = sent && delimited(response) && HttpUtil.isKeepAlive(response);
    HttpHeaders headers = response.headers();
    byte[] exact = body.length == length ? body : Arrays.copyOf(body, length);
    result.complete(new HttpAnswer(response.status().code(), headers, exact));
  }

  /** Ends badly. */
  void fail(Throwable cause) {
    result.completeExceptionally(cause);
  }

  /** Ends because the connection is gone. */
  void connectionLost(@Nullable Throwable cause) {
    lost = !heard;
    if (cause != null) {
      fail(cause);
    } else if (heard) {
      fail(new IOException("connection closed in the middle of the answer"));
    } else {
      fail(new IOException("connection closed before an answer"));
    }
  }

  private long announcedLength(HttpResponse response) {
    return HttpMethod.HEAD.equals(request.method()) ? -1 : HttpUtil.getContentLength(response, -1L);
  }

  /** A body that ends with the connection leaves nothing to reuse. */
  private boolean delimited(HttpResponse response) {
    int status = response.status().code();
    return HttpMethod.HEAD.equals(request.method())
        || status == 204
        || status == 304
        || HttpUtil.isContentLengthSet(response)
        || HttpUtil.isTransferEncodingChunked(response);
  }

  private IOException tooLarge() {
    return new IOException(
        "the answer is larger than "
            + maxBytes
            + " bytes: raise HttpOptions.maxAnswerBytes if that is right");
  }
}
