/** `npm run bench -- <question>`: one program a question, with peers beside us in the same run. */
const QUESTIONS: Record<string, { readonly asks: string; run(args: readonly string[]): Promise<void> }> = {
  synth: {
    asks: 'What does ConnectUser cost at synthesis and in the template, against CfnUser?',
    run: async () => (await import('./synth.js')).run(),
  },
  quota: {
    asks: 'Who makes 60 users at two calls a second, how fast, and with how many calls? (quota 400: a large stack)',
    run: async (args) => (await import('./quota.js')).run(args),
  },
  bundle: {
    asks: 'How large is the Lambda bundle, and how fast does it load, against esbuild’s defaults?',
    run: async () => (await import('./bundle.js')).run(),
  },
};

async function main(name: string | undefined, args: readonly string[]): Promise<void> {
  const question = name === undefined ? undefined : QUESTIONS[name];
  if (question === undefined) {
    console.log('npm run bench -- <question>\n');
    for (const [key, { asks }] of Object.entries(QUESTIONS)) console.log(`  ${key.padEnd(8)} ${asks}`);
    process.exitCode = name === undefined ? 0 : 2;
    return;
  }
  await question.run(args);
}

void main(process.argv[2], process.argv.slice(3));
