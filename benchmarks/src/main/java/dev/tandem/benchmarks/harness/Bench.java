package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.benchmarks.stack.Stack;

/** What all sessions of a run share. */
record Bench(Stack stack, Captures captures, Scale scale, Figures figures, Progress progress) {}
