package dev.tandem.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir private Path folder;

  @Test
  void shouldBeClosedToOthersWithAllAboveItThatItMakes() throws IOException {
    Path path = folder.resolve("above").resolve("state");

    new StateDirectory(path, "application").create();

    assertThat(permissions(path.getParent())).isEqualTo("rwx------");
    assertThat(permissions(path)).isEqualTo("rwx------");
    assertThat(permissions(path.resolve("application"))).isEqualTo("rwx------");
  }

  @Test
  void shouldTakeFromOthersWhatKafkaStreamsGivesThem() throws IOException {
    StateDirectory state = new StateDirectory(folder, "application");
    state.create();
    Path application = folder.resolve("application");
    Files.setPosixFilePermissions(application, PosixFilePermissions.fromString("rwxr-x---"));

    state.restrict();

    assertThat(permissions(application)).isEqualTo("rwx------");
  }

  @Test
  void shouldNameWhatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> new StateDirectory(file, "application").create())
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("--state-dir")
        .hasMessageContaining(file.toString());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
