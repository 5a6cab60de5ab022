package org.theoria.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import org.theoria.report.Doc;
import org.theoria.report.Document;
import org.theoria.report.ReportJson;
import org.theoria.report.TerminalRenderer;

/** Prints results: for a reader in the width of the terminal, or as JSON and nothing else. */
record Printer(Io io, Common common) {

  void print(List<Doc> blocks, Supplier<JsonNode> json) {
    if (common.json) {
      io.out().print(ReportJson.pretty(json.get()));
    } else {
      io.out().print(TerminalRenderer.fitting(io.columns(), io.colour()).render(blocks));
    }
    io.out().flush();
  }

  void print(Document document, Supplier<JsonNode> json) {
    if (common.json) {
      io.out().print(ReportJson.pretty(json.get()));
    } else {
      io.out().print(TerminalRenderer.fitting(io.columns(), io.colour()).render(document));
    }
    io.out().flush();
  }
}
