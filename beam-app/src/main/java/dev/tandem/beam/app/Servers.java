package dev.tandem.beam.app;

import org.apache.beam.sdk.fn.server.GrpcFnServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends Beam's servers. */
final class Servers {
  private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

  private Servers() {}

  /** Ends one; what goes wrong at that is logged, since nothing depends on it any more. */
  static void close(GrpcFnServer<?> server) {
    try {
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} did not end well", server.getApiServiceDescriptor().getUrl(), e);
    }
  }
}
