package org.theoria.cli;

import picocli.CommandLine.Option;

/** {@code --help}, and {@code --debug} for defects of the program. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(names = "--debug", hidden = true, description = "Show where an internal error arose.")
  boolean debug;
}
