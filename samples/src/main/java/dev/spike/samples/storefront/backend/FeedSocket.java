package dev.spike.samples.storefront.backend;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsMessageContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** The feed over WebSocket: the text {@code subscribe N} starts it, a close ends it. */
final class FeedSocket {
  private static final Pattern SUBSCRIBE = Pattern.compile("subscribe (\\d{1,9})");
  private static final int POLICY_VIOLATION = 1008;
  private static final int TRY_AGAIN_LATER = 1013;

  private final Feed feed;

  FeedSocket(Feed feed) {
    this.feed = feed;
  }

  void configure(WsConfig socket) {
    socket.onMessage(this::message);
    socket.onClose(context -> feed.unsubscribe(context.sessionId()));
    socket.onError(context -> feed.unsubscribe(context.sessionId()));
  }

  private void message(WsMessageContext context) {
    Matcher matcher = SUBSCRIBE.matcher(context.message());
    if (!matcher.matches()) {
      context.closeSession(POLICY_VIOLATION, "send: subscribe N, N being a number below 10^9");
      return;
    }
    long subscriber = Long.parseLong(matcher.group(1));
    if (!feed.subscribe(context.sessionId(), subscriber, new SocketSink(context.session))) {
      context.closeSession(TRY_AGAIN_LATER, "subscribed already, or too many subscribers");
    }
  }

  private record SocketSink(Session session) implements Feed.Sink {
    @Override
    public void send(String text, Runnable sent) {
      // A failed send means that the connection is gone: onClose or onError unsubscribes it.
      session.sendText(text, Callback.from(sent, failure -> {}));
    }

    @Override
    public void giveUp(String reason) {
      // No closing handshake with a peer that does not read.
      session.disconnect();
    }
  }
}
