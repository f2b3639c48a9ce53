package dev.spike.chaos;

/** A fault of single calls: it acts on those hits of a point that it is drawn for. */
public non-sealed interface CallFault extends Fault {
  @Override
  Effect begin(Lease lease);
}
