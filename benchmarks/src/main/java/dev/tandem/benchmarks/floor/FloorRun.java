package dev.tandem.benchmarks.floor;

import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.benchmarks.stack.Stack;
import java.nio.file.Path;

/**
 * One repetition of a floor.
 *
 * @param captures what systems are given; they catch up with the first {@code catchUp} records
 * @param catchUp records of the file, marks included
 * @param rows of a table that is copied
 * @param repetition from 1
 * @param name of topics and folders, used once
 * @param folder for state, this run's alone; not there yet
 * @param logs where programs' output goes; not there yet
 */
public record FloorRun(
    Stack stack,
    Captures captures,
    long catchUp,
    int rows,
    int repetition,
    String name,
    Path folder,
    Path logs) {}
