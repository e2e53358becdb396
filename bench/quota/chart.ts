/** The bench as a picture: accounts over time, and below it every call as a tick, let pass or refused. */
import type { Call, Measured } from './measure';

interface Facts {
  readonly users: number;
  readonly ideal: number;
  readonly quota: { readonly rate: number; readonly burst: number };
}

const WIDTH = 980;
const LEFT = 64;
const RIGHT = 256;
const TOP = 96;
const PLOT = 320;
const LANES_TOP = TOP + PLOT + 84;
const LANE = 54;
const INK = '#1b1f24';
const MUTED = '#6a737d';
const GRID = '#e6e8eb';
const REFUSED = '#c3c8ce';
const OURS = '#0b6e4f';
const OTHERS = ['#b5542b', '#8a6d00', '#4a63b0', '#8d4a9e'];

const text = (
  x: number,
  y: number,
  words: string,
  { fill = INK, size = 13, anchor = 'start', weight = 400 } = {},
) =>
  `<text x="${x}" y="${y}" fill="${fill}" font-size="${size}" text-anchor="${anchor}" font-weight="${weight}">${words}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number, style: string) =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" ${style}/>`;

function colours(results: readonly Measured[]): string[] {
  let other = 0;
  return results.map(({ name }) => (name === 'ConnectUser' ? OURS : OTHERS[other++ % OTHERS.length]));
}

/** Accounts so far, as steps. */
function steps(calls: readonly Call[], x: (at: number) => number, y: (count: number) => number): string {
  let count = 0;
  return calls
    .filter((call) => call.made)
    .map(
      ({ at }, index) =>
        `${index === 0 ? `M${x(at)} ${y(0)}` : `H${x(at).toFixed(1)}`}V${y(++count).toFixed(1)}`,
    )
    .join('');
}

export function drawing(results: readonly Measured[], { users, ideal, quota }: Facts): string {
  const lastCall = Math.max(ideal, ...results.flatMap(({ calls }) => calls.map(({ at }) => at)));
  const end = Math.ceil((lastCall + 1) / 5) * 5;
  const x = (at: number) => LEFT + (at / end) * (WIDTH - LEFT - RIGHT);
  const y = (count: number) => TOP + PLOT - (count / users) * PLOT;
  const height = LANES_TOP + results.length * LANE + 40;
  const colour = colours(results);
  const parts: string[] = [];

  parts.push(
    text(LEFT, 38, `${users} users at ${quota.rate} CreateUser calls a second`, { size: 22, weight: 600 }),
    text(
      LEFT,
      62,
      `All asked for at once; a burst of ${quota.burst}; one run, in real time, against the same local Connect.`,
      {
        fill: MUTED,
        size: 14,
      },
    ),
    text(LEFT, TOP - 10, 'accounts', { fill: MUTED, size: 12 }),
  );
  for (let count = 0; count <= users; count += users / 4) {
    parts.push(
      line(LEFT, y(count), WIDTH - RIGHT, y(count), `stroke="${GRID}"`),
      text(LEFT - 10, y(count) + 4, String(Math.round(count)), { fill: MUTED, size: 12, anchor: 'end' }),
    );
  }
  for (let at = 0; at <= end; at += 5) {
    parts.push(
      text(x(at), TOP + PLOT + 20, at === 0 ? '0 s' : String(at), {
        fill: MUTED,
        size: 12,
        anchor: 'middle',
      }),
    );
    parts.push(line(x(at), LANES_TOP - 12, x(at), height - 40, `stroke="${GRID}"`));
  }
  parts.push(
    line(
      x(0),
      y(quota.burst),
      x(ideal),
      y(users),
      `stroke="${INK}" stroke-width="1.2" stroke-dasharray="2 4"`,
    ),
    text(x(ideal / 2) - 10, y((users + quota.burst) / 2) - 10, `as fast as the quota allows: ${ideal} s`, {
      fill: MUTED,
      size: 12,
      anchor: 'end',
    }),
  );

  parts.push(text(LEFT, LANES_TOP - 26, 'Every call', { size: 14, weight: 600 }));
  parts.push(
    text(LEFT + 84, LANES_TOP - 26, 'coloured: an account is made · grey: refused as too fast', {
      fill: MUTED,
      size: 12,
    }),
  );
  results.forEach(({ name, how, calls }, index) => {
    const width = name === 'ConnectUser' ? 3 : 1.8;
    parts.push(
      `<path d="${steps(calls, x, y)}" fill="none" stroke="${colour[index]}" stroke-width="${width}" stroke-linejoin="round"/>`,
    );
    const top = LANES_TOP + index * LANE;
    for (const call of calls.filter((one) => !one.made)) {
      parts.push(line(x(call.at), top + 12, x(call.at), top + 28, `stroke="${REFUSED}" stroke-width="1.2"`));
    }
    for (const call of calls.filter((one) => one.made)) {
      parts.push(
        line(x(call.at), top + 4, x(call.at), top + 28, `stroke="${colour[index]}" stroke-width="1.8"`),
      );
    }
    const count = calls.filter((call) => call.made).length;
    const at = calls.findLast((call) => call.made)?.at ?? 0;
    const right = WIDTH - RIGHT + 16;
    parts.push(
      text(right, top + 12, name, { fill: colour[index], weight: 600 }),
      text(right, top + 27, how, { fill: MUTED, size: 11 }),
      text(
        right,
        top + 41,
        `${count} of ${users} in ${at.toFixed(1)} s, ${(calls.length / users).toFixed(1)} calls each`,
        {
          size: 11,
        },
      ),
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
