package dev.tandem.beam.dataflow;

import org.apache.beam.sdk.extensions.gcp.storage.PathValidator;
import org.apache.beam.sdk.extensions.gcp.util.gcsfs.GcsPath;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Takes places in Cloud Storage by their shape, and asks nobody whether they are there. */
final class UnaskedPathValidator implements PathValidator {
  @Override
  public void validateInputFilePatternSupported(String filepattern) {
    verifyPath(filepattern);
  }

  @Override
  public void validateOutputFilePrefixSupported(String filePrefix) {
    verifyPath(filePrefix);
  }

  @Override
  public void validateOutputResourceSupported(ResourceId resourceId) {
    verifyPath(resourceId.toString());
  }

  @Override
  public String verifyPath(String path) {
    return GcsPath.fromUri(path).toResourceName();
  }
}
