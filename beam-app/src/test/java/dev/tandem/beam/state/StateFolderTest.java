package dev.tandem.beam.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
  private static final StateOrigin ORIGIN = origin("log", "captures (a)");

  @TempDir Path folder;

  @Test
  void shouldHaveNothingToGoOnFromAtFirst() {
    try (StateFolder state = StateFolder.open(folder, ORIGIN, false, 7)) {
      assertThat(state.newestCheckpoint()).isEmpty();
      assertThat(state.runMs()).isEqualTo(7);
    }
  }

  @Test
  void shouldGoOnFromTheCheckpointThatWasCompletedLast() throws IOException {
    open(ORIGIN, false);
    checkpoint("job1/chk-9", 1_000);
    checkpoint("job2/chk-2", 2_000);
    Path newest = checkpoint("job2/chk-3", 3_000);
    Files.createDirectories(StateFolder.checkpoints(folder).resolve("job2/chk-4"));

    try (StateFolder state = StateFolder.open(folder, ORIGIN, false, 7)) {
      assertThat(state.newestCheckpoint()).contains(newest);
    }
  }

  @Test
  void shouldRemoveWhatEarlierRunsLeft() throws IOException {
    open(ORIGIN, false);
    Path older = checkpoint("job1/chk-9", 1_000);
    Path newest = checkpoint("job2/chk-3", 3_000);

    open(ORIGIN, false);

    assertThat(older.getParent()).doesNotExist();
    assertThat(newest).exists();
  }

  @Test
  void shouldCountAnewWhenAskedTo() throws IOException {
    open(ORIGIN, false);
    Path checkpoint = checkpoint("job1/chk-9", 1_000);

    try (StateFolder state = StateFolder.open(folder, origin("log", "other"), true, 8)) {
      assertThat(state.newestCheckpoint()).isEmpty();
    }

    assertThat(checkpoint).doesNotExist();
  }

  @Test
  void shouldNameARunAfterAllThatCameBeforeWhateverTheClockSays() {
    open(ORIGIN, false);
    try (StateFolder state = StateFolder.open(folder, ORIGIN, true, 3)) {
      assertThat(state.runMs()).isEqualTo(8);
    }
  }

  @Test
  void shouldRefuseStateThatWasMadeByAnother() {
    open(ORIGIN, false);

    assertThatThrownBy(() -> open(origin("log", "captures (b)"), false))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("log: it has captures (a), now it is captures (b)")
        .hasMessageContaining("--fresh");
    assertThatThrownBy(() -> open(origin("metric m", "early 1s"), false))
        .hasMessageContaining("log: it has captures (a), now it is none; metric m: it has none");
  }

  @Test
  void shouldRefuseStateThatIsWrong() {
    try (StateFolder state = StateFolder.open(folder, ORIGIN, false, 7)) {
      state.spoil("3 were dropped");
    }

    assertThatThrownBy(() -> open(ORIGIN, false))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("3 were dropped")
        .hasMessageContaining("--fresh");
    open(ORIGIN, true);
    open(ORIGIN, false);
  }

  @Test
  void shouldBeOfOneProcessAtATime() {
    try (StateFolder first = StateFolder.open(folder, ORIGIN, false, 7)) {
      assertThat(first.work()).isDirectory();
      assertThatThrownBy(() -> open(ORIGIN, true))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("another process");
    }
    open(ORIGIN, false);
  }

  @Test
  void shouldBeClosedToOthers() throws IOException {
    Path made = folder.resolve("above").resolve("state");
    StateFolder.open(made, ORIGIN, false, 7).close();

    assertThat(permissions(made.getParent())).isEqualTo("rwx------");
    assertThat(permissions(made)).isEqualTo("rwx------");
    assertThat(permissions(StateFolder.checkpoints(made))).isEqualTo("rwx------");
    assertThat(permissions(made.resolve("work"))).isEqualTo("rwx------");
    assertThat(permissions(made.resolve("lock"))).isEqualTo("rw-------");
    assertThat(permissions(made.resolve("state.properties"))).isEqualTo("rw-------");
  }

  @Test
  void shouldCloseWhatAnEarlierVersionLeftOpen() throws IOException {
    open(ORIGIN, false);
    Path checkpoints = StateFolder.checkpoints(folder);
    for (Path open : List.of(folder, checkpoints)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    open(ORIGIN, false);

    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(checkpoints)).isEqualTo("rwx------");
  }

  @Test
  void shouldLeaveAFolderOfOthersAsItIsAndCloseItsOwn() throws IOException {
    Path others = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("rwxr-xr-x"));

    StateFolder.open(others, ORIGIN, false, 7).close();

    assertThat(permissions(others)).isEqualTo("rwxr-xr-x");
    assertThat(permissions(StateFolder.checkpoints(others))).isEqualTo("rwx------");
  }

  @Test
  void shouldRefuseStateThatMayHoldPasswords() throws IOException {
    open(ORIGIN, false);
    Path file = folder.resolve("state.properties");
    Files.writeString(file, Files.readString(file).replace("format=2", "format=1"));

    assertThatThrownBy(() -> open(ORIGIN, false))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("format 1")
        .hasMessageContaining("--fresh");
    open(ORIGIN, true);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private void open(StateOrigin origin, boolean fresh) {
    StateFolder.open(folder, origin, fresh, 7).close();
  }

  private Path checkpoint(String name, long completedMs) throws IOException {
    Path checkpoint = StateFolder.checkpoints(folder).resolve(name);
    Files.createDirectories(checkpoint);
    Path metadata = Files.writeString(checkpoint.resolve("_metadata"), "");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(completedMs));
    return checkpoint;
  }

  private static StateOrigin origin(String name, String value) {
    return new StateOrigin(new TreeMap<>(Map.of(name, value)));
  }
}
