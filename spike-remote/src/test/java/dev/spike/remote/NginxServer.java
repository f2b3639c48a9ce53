package dev.spike.remote;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A real nginx in the foreground, on an ephemeral port of the loopback address, with all its files
 * in one folder. Runs as any user. Stopped on close.
 */
final class NginxServer implements AutoCloseable {
  private static final int STARTS = 3;

  private final Process process;
  private final URI uri;

  private NginxServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Where the binary is; empty if there is none on this machine. */
  static Optional<Path> binary() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it; returns when it accepts connections.
   *
   * @param folder for its files, empty and of this test alone
   * @param locations what the one server has, in nginx's own words
   */
  static NginxServer start(Path binary, Path folder, String locations) throws IOException {
    for (int start = 1; ; start++) {
      int port = freePort();
      NginxServer server = launch(binary, folder, port, locations);
      if (server.accepts(port)) {
        return server;
      }
      server.close();
      // Somebody else may have taken the port in between.
      if (start == STARTS) {
        throw new IOException("nginx did not start: " + Files.readString(folder.resolve("err")));
      }
    }
  }

  private static NginxServer launch(Path binary, Path folder, int port, String locations)
      throws IOException {
    Path config = Files.writeString(folder.resolve("nginx.conf"), config(folder, port, locations));
    Process process =
        new ProcessBuilder(
                List.of(
                    binary.toString(),
                    "-p",
                    folder.toString(),
                    "-c",
                    config.toString(),
                    "-e",
                    folder.resolve("err").toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
            .start();
    return new NginxServer(process, URI.create("http://127.0.0.1:" + port));
  }

  /** One process that does all: as root it would else run its workers as a user without access. */
  private static String config(Path folder, int port, String locations) {
    return """
        daemon off;
        master_process off;
        pid FOLDER/pid;
        error_log FOLDER/err;
        events { worker_connections 256; }
        http {
          access_log off;
          client_body_temp_path FOLDER/body;
          proxy_temp_path FOLDER/proxy;
          fastcgi_temp_path FOLDER/fastcgi;
          uwsgi_temp_path FOLDER/uwsgi;
          scgi_temp_path FOLDER/scgi;
          keepalive_requests 100000;
          server {
            listen 127.0.0.1:PORT;
            root FOLDER;
            LOCATIONS
          }
        }
        """
        .replace("FOLDER", folder.toString())
        .replace("PORT", Integer.toString(port))
        .replace("LOCATIONS", locations);
  }

  private boolean accepts(int port) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .pollDelay(10, TimeUnit.MILLISECONDS)
        .until(() -> !process.isAlive() || answers(port));
    return process.isAlive();
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
