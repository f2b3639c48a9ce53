package dev.spike.remote.proxy;

/** Where a stream goes on. Called by the connection's event loop only. */
interface Outlet {
  /** Takes the chunk over, always. */
  void chunk(Chunk chunk);

  /** The stream ends. A harsher ending may follow a milder one. */
  void end(Ending ending);
}
