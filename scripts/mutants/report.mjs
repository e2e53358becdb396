/** How it looks: a line for each mutant as soon as it is known, and a summary. */
import { styleText } from 'node:util';

/** Colours only where a person looks at a terminal and did not switch them off (https://no-color.org). */
const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
const paint = (style, text) => (coloured ? styleText(style, text) : text);
const dim = (text) => paint('dim', text);

/** Of a terminal; without one, nothing need be cut. */
const WIDTH = (process.stdout.isTTY === true && process.stdout.columns) || Infinity;
/** What stands before and after the bug in its line. */
const BESIDE = 28;
const cut = (text, width) => (text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

const LOOKS = {
  caught: { sign: '✓', style: 'green' },
  survived: { sign: '✗', style: 'red' },
  broken: { sign: '!', style: 'red' },
};

export class Report {
  constructor(mutants) {
    this.mutants = mutants;
    const longest = Math.max(40, ...mutants.map(({ bug }) => bug.length));
    this.width = Math.max(20, Math.min(longest, WIDTH - BESIDE));
    this.waiting = new Map();
    this.printed = 0;
  }

  /** @returns true: all of them apply and compile */
  fitting() {
    for (const { id } of this.mutants) console.log(` ${paint('green', '✓')}  ${id}`);
    return true;
  }

  start(copies) {
    const { length } = this.mutants;
    const bugs = `${length} deliberate ${length === 1 ? 'bug' : 'bugs'}`;
    const where = copies === 1 ? 'in a copy of the tree' : `in ${copies} copies of the tree`;
    console.log(`\n ${paint('bold', 'mutants')}   ${bugs}, each of which must make a test fail`);
    console.log(dim(`           one at a time, ${where}\n`));
  }

  unmutated(count, ms) {
    const tests = count === 1 ? 'the test of them' : `the ${count} tests of them`;
    this.row({ sign: '✓', style: 'green' }, '--', `without any bug, ${tests}`, 'pass', ms);
    console.log();
  }

  /** Lines are printed in the order of the mutants, whichever is known first. */
  result(index, result) {
    this.waiting.set(index, result);
    for (; this.waiting.has(this.printed); this.printed++) {
      this.line(this.mutants[this.printed], this.waiting.get(this.printed));
    }
  }

  line({ id, bug, harm }, { verdict, by, why, ms }) {
    this.row(LOOKS[verdict], id.slice(0, 2), bug, verdict, ms);
    const detail = { caught: by, survived: harm, broken: why }[verdict];
    console.log(dim(`        ${cut(detail.split('\n')[0], WIDTH - 9)}`));
  }

  row({ sign, style }, number, what, verdict, ms) {
    const head = ` ${paint(style, sign)}  ${number}  ${cut(what, this.width).padEnd(this.width)}`;
    console.log(`${head}  ${paint(style, verdict.padEnd(8))} ${dim(seconds(ms).padStart(7))}`);
  }

  /** @returns whether all is well */
  end(results, ms) {
    const bad = this.mutants.filter((_, index) => results[index].verdict !== 'caught');
    const count = `${results.length - bad.length} of ${results.length} caught`;
    console.log(`\n ${paint(bad.length === 0 ? 'green' : 'red', count)}, ${seconds(ms)}`);
    for (const mutant of bad) {
      const { verdict, why } = results[this.mutants.indexOf(mutant)];
      const tests = mutant.tests.map(({ file, name }) => `${file} :: ${name}`).join('\n     ');
      console.error(
        verdict === 'survived'
          ? `\n${mutant.id} survived: no test failed. ${mutant.harm}\n     ${tests}\n     Write a test that fails with it.`
          : `\n${mutant.id} is broken: ${why}`,
      );
    }
    return bad.length === 0;
  }
}
