package dev.spike.remote.discovery;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers SRV and A questions over UDP from what it was told (RFC 1035, RFC 2782). */
final class TinyDnsServer implements AutoCloseable {
  private static final int A = 1;
  private static final int SRV = 33;
  private static final int NAME_ERROR = 3;

  private final DatagramSocket socket;
  private final Map<String, List<String>> records = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile boolean mute;
  private volatile int failure;

  TinyDnsServer() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread thread = new Thread(this::serve, "tiny-dns");
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds "10 5 8081 one.test" as SRV or "127.0.0.1" as A. */
  TinyDnsServer with(String name, String... values) {
    records.put(name, List.of(values));
    return this;
  }

  void mute() {
    mute = true;
  }

  void failWith(int code) {
    failure = code;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  List<String> questions() {
    return questions;
  }

  private void serve() {
    byte[] buffer = new byte[512];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer = answer(buffer);
        if (!mute) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private byte[] answer(byte[] query) throws IOException {
    int end = 12;
    StringBuilder name = new StringBuilder();
    while (query[end] != 0) {
      name.append(name.length() == 0 ? "" : ".");
      name.append(new String(query, end + 1, query[end], StandardCharsets.US_ASCII));
      end += query[end] + 1;
    }
    int type = query[end + 2];
    questions.add((type == SRV ? "SRV " : "A ") + name);
    boolean known = records.containsKey(name.toString());
    List<String> values =
        records.getOrDefault(name.toString(), List.of()).stream()
            .filter(value -> value.contains(" ") == (type == SRV))
            .toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(query, 0, 2);
    out.writeShort(0x8180 | (failure != 0 ? failure : known ? 0 : NAME_ERROR));
    out.writeShort(1);
    out.writeShort(values.size());
    out.writeInt(0);
    out.write(query, 12, end + 5 - 12);
    for (String value : values) {
      record(out, type, value);
    }
    return bytes.toByteArray();
  }

  private static void record(DataOutputStream out, int type, String value) throws IOException {
    out.writeShort(0xC00C);
    out.writeShort(type);
    out.writeShort(1);
    out.writeInt(60);
    byte[] data = type == A ? InetAddress.getByName(value).getAddress() : srv(value);
    out.writeShort(data.length);
    out.write(data);
  }

  private static byte[] srv(String value) throws IOException {
    String[] parts = value.split(" ", -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int i = 0; i < 3; i++) {
      out.writeShort(Integer.parseInt(parts[i]));
    }
    for (String label : parts[3].split("\\.", -1)) {
      out.writeByte(label.length());
      out.write(label.getBytes(StandardCharsets.US_ASCII));
    }
    if (!parts[3].isEmpty()) {
      out.writeByte(0);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
