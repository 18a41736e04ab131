import pc from "picocolors";
import type { Terminal } from "../../command/terminal.ts";

/** A terminal that keeps what is printed on it, without colours, as lines. */
export function recorder(lines: string[]): Terminal {
  return {
    colors: pc.createColors(false),
    print: (text) => void lines.push(text),
    progress: (total) => ({
      step: (what) => void lines.push(what),
      reach: (done, what) => void lines.push(`${done}/${total} ${what}`),
      end: () => undefined,
    }),
  };
}
