/** How the demo looks: steps, the command's own lines, checks, and the summary. */
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours only where a person looks at a terminal and did not switch them off (https://no-color.org). */
const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
const paint = (style: Style, text: string) => (coloured ? styleText(style, text) : text);

export const bold = (text: string) => paint('bold', text);
export const dim = (text: string) => paint('dim', text);
export const good = (text: string) => paint('green', text);
export const bad = (text: string) => paint('red', text);

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** A line that shows that something is still going on; only on a terminal, where it can be taken back. */
export class Progress {
  private timer?: NodeJS.Timeout;
  private readonly start = Date.now();

  constructor(private readonly label: string) {
    if (process.stdout.isTTY !== true) return;
    this.timer = setInterval(() => this.draw(), 100);
  }

  /** Prints a line above it. */
  print(line: string): void {
    this.clear();
    console.log(line);
  }

  end(): void {
    clearInterval(this.timer);
    this.clear();
  }

  private draw(): void {
    const seconds = (Date.now() - this.start) / 1000;
    const sign = SPINNER[Math.floor(seconds * 10) % SPINNER.length];
    process.stdout.write(`\r   ${dim(`${sign} ${this.label} ${seconds.toFixed(0)} s`)}`);
  }

  private clear(): void {
    if (this.timer !== undefined) process.stdout.write('\r\x1b[K');
  }
}

/** What is worth a look in the command's output: not the assets' publishing, not the line of each log group. */
export function worthShowing(line: string): boolean {
  if (line.trim() === '') return false;
  if (
    /(start|success): (Building|Built|Publishing|Published)|Synthesis time|Deployment time|Total time/.test(
      line,
    )
  ) {
    return false;
  }
  const event = / \| /.test(line);
  return !event || (/Custom::ConnectUser|AWS::CloudFormation::Stack/.test(line) && !/Initiated$/.test(line));
}

/** Text in columns, the first row as their heads. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row, index) => {
    const line = row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('   ')
      .trimEnd();
    return `   ${index === 0 ? dim(line) : line}`;
  });
}
