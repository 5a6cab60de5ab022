package org.theoria.cli;

import java.util.List;
import org.theoria.search.Nearest;
import picocli.CommandLine;

/**
 * The one line that says what is wrong with the arguments: the operand, what was expected, what was
 * given, the nearest name.
 */
final class UsageErrors {

  private UsageErrors() {}

  static String line(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String given = unmatched.getUnmatched().getFirst();
      if (given.startsWith("-")) {
        List<String> options =
            command.getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .filter(o -> !o.equals("--debug"))
                .toList();
        return unknown(
            operand(name) + "unknown option", given.replaceAll("=.*", ""), options, "options");
      }
      List<String> commands = List.copyOf(command.getSubcommands().keySet());
      return commands.isEmpty()
          ? operand(name) + "unexpected argument \"" + given + "\"; see " + name + " --help"
          : unknown("unknown command", given, commands, "commands");
    }
    return operand(name) + String.valueOf(e.getMessage()) + "; see " + name + " --help";
  }

  /** "train: " of "theoria train": every message begins with the program's name anyway. */
  private static String operand(String name) {
    String command = name.substring(name.indexOf(' ') + 1);
    return command.equals(name) ? "" : command + ": ";
  }

  private static String unknown(String what, String given, List<String> known, String plural) {
    String nearest = Nearest.to(given, known).map(n -> ", did you mean " + n + "?").orElse("");
    return what
        + " \""
        + given
        + "\""
        + nearest
        + " The "
        + plural
        + ": "
        + String.join(", ", known);
  }
}
