/** `npm run bench -- <question>`: one program a question, with peers beside us in the same run. */
const QUESTIONS: Record<string, { readonly asks: string; run(): Promise<void> }> = {
  synth: {
    asks: 'What does ConnectUser cost at synthesis and in the template, against CfnUser?',
    run: async () => (await import('./synth.js')).run(),
  },
  bundle: {
    asks: 'How large is the Lambda bundle, and how fast does it load, against esbuild’s defaults?',
    run: async () => (await import('./bundle.js')).run(),
  },
};

async function main(name: string | undefined): Promise<void> {
  const question = name === undefined ? undefined : QUESTIONS[name];
  if (question === undefined) {
    console.log('npm run bench -- <question>\n');
    for (const [key, { asks }] of Object.entries(QUESTIONS)) console.log(`  ${key.padEnd(8)} ${asks}`);
    process.exitCode = name === undefined ? 0 : 2;
    return;
  }
  await question.run();
}

void main(process.argv[2]);
