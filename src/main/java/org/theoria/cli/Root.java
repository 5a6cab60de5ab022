package org.theoria.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a command. */
@Command(
    name = "theoria",
    header =
        "A companion to a proof: checks, hunts and certifies propositions about neural networks.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 all is as the catalogue expects; 1 something is not; 2 wrong usage or"
          + " unreadable input;",
      "130 stopped by the user.",
      "",
      "Examples:",
      "  theoria list",
      "  theoria verify",
      "  theoria verify relu-non-convex --tries 10000 --seed 7",
      "  theoria show gradient-rescaling --lang fr"
    })
final class Root implements Runnable {

  @Spec @Nullable CommandSpec spec;

  @Mixin HelpOption help = new HelpOption();

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "a command is expected, one of " + String.join(", ", spec.subcommands().keySet()));
    }
  }
}
